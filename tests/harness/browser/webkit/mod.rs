//! WebKit, as Debian's `webkit2gtk-driver` brings it: its MiniBrowser, driven
//! by WebDriver (<https://www.w3.org/TR/webdriver2/>) and listened to by its
//! remote inspector. Every visitor has a browser of their own, which keeps
//! nothing.

mod driver;
mod events;
mod inspector;
mod process;
mod profile;
mod window;

use super::engine::{Profile, Settings};
use super::visitor::TabList;
use std::sync::Arc;

/// A browser with nothing in it.
pub async fn new_profile(settings: Settings, tab_list: Arc<TabList>) -> Arc<dyn Profile> {
    profile::Browser::start(settings, tab_list).await
}
