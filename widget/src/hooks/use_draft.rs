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
    /// Writes another name.
    pub set_name: Callback<AttrValue>,
    /// The idempotency key of what is written: the same one until a field
    /// changes, also over a reload, so that no repeat posts twice.
    pub key: Callback<(), AttrValue>,
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
#[cfg(not(feature = "browser"))]
#[hook]
pub fn use_draft(_remote: &Remote, _slot: &AttrValue, _first: Option<&AttrValue>) -> Draft {
    Draft {
        written: None,
        body_ref: use_node_ref(),
        on_body: Callback::noop(),
        on_name: Callback::noop(),
        set_name: Callback::noop(),
        key: Callback::from(|()| AttrValue::default()),
        clear: Callback::noop(),
    }
}

/// The draft of the form called `slot`, beginning with `first` where nothing
/// was kept.
#[cfg(feature = "browser")]
#[hook]
pub fn use_draft(remote: &Remote, slot: &AttrValue, first: Option<&AttrValue>) -> Draft {
    use crate::browser::field;
    use imp::Kept;

    let written = use_state(|| Option::<Written>::None);
    let body_ref = use_node_ref();
    let kept = use_memo((remote.clone(), slot.clone()), |(remote, slot)| {
        Kept::new(remote, slot)
    });
    {
        let (written, body_ref, kept, first) = (
            written.clone(),
            body_ref.clone(),
            kept.clone(),
            first.cloned(),
        );
        use_effect_with(slot.clone(), move |_| {
            let typed = field::value(&body_ref);
            let body = match (kept.load(), typed.is_empty()) {
                (Some(kept), true) => kept,
                (None, true) => first.unwrap_or_default(),
                // Typed before the widget came to life: nobody kept it yet.
                (before, false) => {
                    let before = before.filter(|before| **before != *typed);
                    let both = before.map(|before| [&before, "\n\n", &typed].concat());
                    let body = both.unwrap_or(typed);
                    kept.changed(&body);
                    body.into()
                }
            };
            written.set(Some(Written { body, name: None }));
        });
    }
    let now = (*written).clone().unwrap_or_default();
    let on_body = {
        let (written, now, kept) = (written.clone(), now.clone(), kept.clone());
        Callback::from(move |event: InputEvent| {
            let body = AttrValue::from(field::value_of(&event));
            kept.changed(&body);
            written.set(Some(Written {
                body,
                ..now.clone()
            }));
        })
    };
    let set_name = {
        let (written, now, kept) = (written.clone(), now.clone(), kept.clone());
        Callback::from(move |name: AttrValue| {
            kept.forget_key();
            written.set(Some(Written {
                name: Some(name),
                ..now.clone()
            }));
        })
    };
    let on_name = set_name.reform(|event: InputEvent| field::value_of(&event).into());
    let key = {
        let (kept, body) = (kept.clone(), now.body.clone());
        Callback::from(move |()| kept.key(&body))
    };
    let clear = {
        let (written, kept) = (written.clone(), kept.clone());
        Callback::from(move |()| {
            kept.clear();
            written.set(Some(Written::default()));
        })
    };
    Draft {
        written: (*written).clone(),
        body_ref,
        on_body,
        on_name,
        set_name,
        key,
        clear,
    }
}

#[cfg(feature = "browser")]
mod imp {
    use crate::browser::{draft, random};
    use crate::embed::Embed;
    use crate::hooks::remote::Remote;
    use std::cell::RefCell;
    use std::rc::Rc;
    use yew::AttrValue;

    /// The browser's copy of a draft. Nothing is stored before something was
    /// typed.
    pub(super) struct Kept {
        embed: Option<Rc<Embed>>,
        slot: AttrValue,
        key: RefCell<String>,
    }

    impl Kept {
        pub(super) fn new(remote: &Remote, slot: &AttrValue) -> Self {
            Self {
                embed: remote.embed(),
                slot: slot.clone(),
                key: RefCell::default(),
            }
        }

        pub(super) fn load(&self) -> Option<AttrValue> {
            let kept = draft::load(self.embed.as_ref()?, &self.slot)?;
            *self.key.borrow_mut() = kept.key;
            Some(kept.body.into())
        }

        pub(super) fn changed(&self, body: &str) {
            self.forget_key();
            if body.trim().is_empty() {
                self.clear();
            } else {
                self.save(body);
            }
        }

        pub(super) fn forget_key(&self) {
            self.key.borrow_mut().clear();
        }

        pub(super) fn key(&self, body: &str) -> AttrValue {
            if self.key.borrow().is_empty() {
                *self.key.borrow_mut() = random::token();
                self.save(body);
            }
            AttrValue::from(self.key.borrow().clone())
        }

        fn save(&self, body: &str) {
            if let Some(embed) = &self.embed {
                let kept = draft::Draft {
                    body: body.to_owned(),
                    key: self.key.borrow().clone(),
                };
                draft::save(embed, &self.slot, &kept);
            }
        }

        pub(super) fn clear(&self) {
            self.forget_key();
            if let Some(embed) = &self.embed {
                draft::clear(embed, &self.slot);
            }
        }
    }
}
