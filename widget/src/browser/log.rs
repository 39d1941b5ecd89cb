//! The console, used sparingly: it is the host page's.

use wasm_bindgen::JsValue;

/// Tells the site's owner what to do about a failure on their page. Never
/// carries a reader's text, token or name.
pub fn tell_owner(message: &str) {
    web_sys::console::error_1(&JsValue::from_str(&format!("Bedside: {message}")));
}

/// As [`tell_owner`], for what the page survives without anybody's doing.
pub fn warn(message: &str) {
    web_sys::console::warn_1(&JsValue::from_str(&format!("Bedside: {message}")));
}
