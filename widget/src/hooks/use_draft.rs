//! The text of a form. It survives a reload, a crash, a failed post and a
//! full-page sign-in, and is wiped when it was posted.

use crate::hooks::services::Services;
use crate::state::SessionState;
use yew::prelude::*;

/// A form's fields. `None` until the browser's own content was read: a reader
/// may have typed before the widget woke up, and that must not be lost.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DraftText {
    /// The text.
    pub body: AttrValue,
    /// The name, where the person touched it.
    pub name: Option<AttrValue>,
}

/// A handle on a form's fields.
#[derive(Clone, PartialEq)]
pub struct Draft {
    /// The text.
    pub written: Option<DraftText>,
    /// For the text's element.
    pub body_ref: NodeRef,
    /// For `oninput` of the text.
    pub on_body: Callback<InputEvent>,
    /// For `oninput` of the name.
    pub on_name: Callback<InputEvent>,
    /// Writes another name.
    pub set_name: Callback<AttrValue>,
    /// The idempotency key of what is written: the same one until a field
    /// changes, also over a reload, so that no repeat posts twice.
    pub key: Callback<(), AttrValue>,
    /// Takes out a text that was sent, and deletes its draft.
    pub sent: Callback<AttrValue>,
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
/// was stored.
#[cfg(not(feature = "browser"))]
#[hook]
pub fn use_draft(
    _services: &Services,
    _slot: &AttrValue,
    _first: Option<&AttrValue>,
    _session: &SessionState,
) -> Draft {
    Draft {
        written: None,
        body_ref: use_node_ref(),
        on_body: Callback::noop(),
        on_name: Callback::noop(),
        set_name: Callback::noop(),
        key: Callback::from(|()| AttrValue::default()),
        sent: Callback::noop(),
    }
}

/// The draft of the form called `slot`, beginning with `first` where nothing
/// was stored.
#[cfg(feature = "browser")]
#[hook]
pub fn use_draft(
    services: &Services,
    slot: &AttrValue,
    first: Option<&AttrValue>,
    session: &SessionState,
) -> Draft {
    use super::stored_draft::StoredDraft;
    use crate::browser::field;

    let written = use_state(|| Option::<DraftText>::None);
    let body_ref = use_node_ref();
    let stored = use_memo((services.clone(), slot.clone()), |(services, slot)| {
        StoredDraft::new(services, slot)
    });
    let shows = {
        let (written, stored) = (written.setter(), stored.clone());
        Callback::from(move |body: AttrValue| {
            let name = stored.name();
            written.set(Some(DraftText { body, name }));
        })
    };
    {
        let (body_ref, stored, first) = (body_ref.clone(), stored.clone(), first.cloned());
        let (shows, owner) = (shows.clone(), session.owner());
        use_effect_with(slot.clone(), move |_| {
            let owner = owner.unwrap_or_default();
            shows.emit(stored.begin(owner, field::value(&body_ref), first.as_ref()));
            let listener = stored.follow(shows);
            move || drop(listener)
        });
    }
    {
        let (stored, shows) = (stored.clone(), shows.clone());
        use_effect_with((slot.clone(), session.owner()), move |(_, owner)| {
            if let Some(body) = owner.as_ref().and_then(|owner| stored.belongs_to(owner)) {
                shows.emit(body);
            }
        });
    }
    let body = written
        .as_ref()
        .map(|written| written.body.clone())
        .unwrap_or_default();
    let on_body = {
        let (stored, shows) = (stored.clone(), shows.clone());
        Callback::from(move |event: InputEvent| {
            let body = AttrValue::from(field::value_of(&event));
            stored.changed(&body);
            shows.emit(body);
        })
    };
    let set_name = {
        let (stored, shows, body) = (stored.clone(), shows.clone(), body.clone());
        Callback::from(move |name: AttrValue| {
            stored.named(&name);
            shows.emit(body.clone());
        })
    };
    let on_name = set_name.reform(|event: InputEvent| field::value_of(&event).into());
    let key = {
        let stored = stored.clone();
        Callback::from(move |()| stored.key(&body))
    };
    let sent = shows.reform(move |sent: AttrValue| stored.sent(&sent));
    Draft {
        written: (*written).clone(),
        body_ref,
        on_body,
        on_name,
        set_name,
        key,
        sent,
    }
}
