//! The page that hosts the thread, as the loader reads it.

use bedside_wire::comment::PageInfo;
use js_sys::{Function, Reflect};
use wasm_bindgen::JsValue;

/// The page as it is by now. Sites that change their pages without
/// loading them change address and title after the thread was shown.
pub struct HostPage(Function);

impl HostPage {
    /// Asks by the loader's function, which answers `{url, title}`, or nothing
    /// where the page has another thread.
    pub fn new(ask: Function) -> Self {
        Self(ask)
    }

    /// The page's key with today's address and title.
    pub fn now(&self, info: PageInfo) -> Option<PageInfo> {
        let now = self.0.call0(&JsValue::NULL).ok()?;
        if now.is_null_or_undefined() {
            return None;
        }
        let text = |name: &str| Reflect::get(&now, &name.into()).ok()?.as_string();
        let known = |name: &str| text(name).filter(|text| !text.is_empty());
        Some(PageInfo {
            url: known("url"),
            title: known("title"),
            ..info
        })
    }
}
