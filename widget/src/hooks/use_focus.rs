//! Moves the focus or the page after a change, once the element is there.

use crate::state::app::Focus;
use yew::prelude::*;

/// Moves the focus each time that `focus` changes.
#[cfg(not(feature = "browser"))]
#[hook]
pub fn use_focus(_root: &NodeRef, _focus: Option<&Focus>) {}

/// Moves the focus each time that `focus` changes.
#[cfg(feature = "browser")]
#[hook]
pub fn use_focus(root: &NodeRef, focus: Option<&Focus>) {
    use crate::browser::{focus::focus_id, sleep};
    use crate::state::CommentAction;

    let root = root.clone();
    let go = move |to: &Focus| focus_id(&root, &to.id, to.action.map(CommentAction::name));
    use_effect_with(focus.cloned(), move |focus| {
        if let Some(focus) = focus.clone()
            && !go(&focus)
        {
            // What the change brings may be rendered only after this effect.
            wasm_bindgen_futures::spawn_local(async move {
                sleep(0).await;
                go(&focus);
            });
        }
    });
}

/// Shows the whole menu of a comment that opened at the edge of the screen.
#[cfg(not(feature = "browser"))]
#[hook]
pub fn use_menu(_root: &NodeRef, _open: Option<&String>) {}

/// Shows the whole menu of a comment that opened at the edge of the screen.
#[cfg(feature = "browser")]
#[hook]
pub fn use_menu(root: &NodeRef, open: Option<&String>) {
    use crate::browser::{focus, sleep};

    let root = root.clone();
    use_effect_with(open.cloned(), move |open| {
        if open.is_some() {
            wasm_bindgen_futures::spawn_local(async move {
                // A comment that the worker rendered shows it in a later task.
                sleep(0).await;
                focus::reveal(&root, ".menu");
            });
        }
    });
}
