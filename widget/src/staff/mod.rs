//! What only moderators and owners fetch: the moderation queue and the site's
//! settings, in one dialog.

mod app;
mod context;
mod decide;
mod deciding;
mod entry;
mod move_form;
mod own_text;
mod own_texts;
mod pages;
mod people;
mod person;
mod queue;
mod settings;
mod sign_in_again;
mod status;

#[cfg(all(test, feature = "ssr"))]
mod entry_tests;

pub use app::{StaffApp, StaffAppProps};
