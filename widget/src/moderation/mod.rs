//! The module of moderators and owners: the moderation queue and the site's
//! settings, in one dialog.

mod app;
mod context;
mod decision_form;
mod decision_request;
mod move_form;
mod pages;
mod people;
mod person;
mod queue;
mod queue_item;
mod settings;
mod sign_in_again;
mod status;
mod text_override;
mod text_overrides;

#[cfg(all(test, feature = "ssr"))]
mod queue_item_tests;

pub use app::{ModerationApp, ModerationAppProps};
