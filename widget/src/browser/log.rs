//! The console, used sparingly: it is the host page's.

use wasm_bindgen::JsValue;

/// Tells the site's owner what to do about a failure on their page. Never
/// carries a reader's text, token or name.
pub fn tell_owner(message: &str) {
    web_sys::console::error_1(&JsValue::from_str(&["Bedside: ", message].concat()));
}
