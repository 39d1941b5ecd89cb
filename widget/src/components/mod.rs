//! The thread's components. Each renders the same tree in the worker and on
//! its first run in the browser, because hydration takes over that tree;
//! what depends on the browser comes after an effect.

pub mod article;
pub mod button;
pub mod comment;
pub mod composer;
pub mod devices;
pub mod fields;
pub mod header;
pub mod more_menu;
pub mod new_comments;
pub mod notice;
pub mod paging;
pub mod placeholder;
pub mod reason_form;
pub mod remove_form;
pub mod report_form;
pub mod rich_text;
pub mod search_and_sort;
pub mod standing;
pub mod stretch;
pub mod thread_app;
pub mod thread_list;
pub mod timestamp;

pub use thread_app::{ThreadApp, ThreadAppProps};
