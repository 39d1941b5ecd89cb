//! The text that somebody typed into a field.

use yew::NodeRef;

/// The text in a field; empty outside a browser.
#[cfg(feature = "browser")]
pub fn typed(field: &NodeRef) -> String {
    crate::browser::field::value(field)
}

/// The text in a field; empty outside a browser.
#[cfg(not(feature = "browser"))]
pub fn typed(_: &NodeRef) -> String {
    String::new()
}
