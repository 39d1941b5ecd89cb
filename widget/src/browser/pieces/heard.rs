//! What a person does in the thread.

use super::{COMMENT, Piece};
use crate::browser::{Listener, click_delegation};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

/// What a person did in the thread.
pub enum Happened {
    /// Pressed a key by itself, where nobody writes or chooses.
    Key {
        /// What it means in the keyboard's layout.
        key: String,
        /// Where it is on the keyboard.
        code: String,
        /// In this comment.
        article: Option<Piece>,
    },
    /// Pressed a button that says what it is for, as [`Piece::act`] makes it.
    Pressed {
        /// The button's act.
        what: String,
        /// In this comment.
        article: Option<Piece>,
    },
    /// Changed a field.
    Changed {
        /// The field's id.
        id: String,
        /// What was put into it last, as by [`Piece::set_value`].
        before: String,
        /// What is in it.
        text: String,
        /// It is ticked.
        ticked: bool,
    },
}

impl Piece {
    /// Hears what a person does in it. A key for which `hear` answers true is
    /// taken: it does nothing else.
    pub fn listen(&self, hear: impl Fn(Happened) -> bool + 'static) -> Listener {
        let hear = Rc::new(hear);
        let keys = Listener::default().on_keys(&self.0, {
            let hear = Rc::clone(&hear);
            move |event| {
                if happened("keydown", event).is_some_and(|key| hear(key)) {
                    event.prevent_default();
                }
            }
        });
        ["click", "change"].into_iter().fold(keys, |all, name| {
            let hear = Rc::clone(&hear);
            all.on(&self.0, name, move |event| {
                if let Some(happened) = happened(name, event) {
                    hear(happened);
                }
            })
        })
    }
}

fn happened(name: &str, event: &Event) -> Option<Happened> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let around = |selector: &str| target.closest(selector).ok().flatten();
    match name {
        "click" => {
            let (what, article) = click_delegation::read(event)?;
            let article = article.map(Piece);
            Some(Happened::Pressed { what, article })
        }
        "change" => {
            let field = target.dyn_ref::<HtmlInputElement>()?;
            Some(Happened::Changed {
                id: field.id(),
                before: field.default_value(),
                text: field.value(),
                ticked: field.checked(),
            })
        }
        _ => {
            let pressed: &KeyboardEvent = event.dyn_ref()?;
            let modified = pressed.ctrl_key()
                || pressed.meta_key()
                || pressed.alt_key()
                || pressed.shift_key();
            // An input method's keys are parts of what it makes of them.
            let alone = !modified && !pressed.is_composing();
            let writes = around("input,textarea,select").is_some();
            (alone && !writes).then(|| Happened::Key {
                key: pressed.key(),
                code: pressed.code(),
                article: around(COMMENT).map(Piece),
            })
        }
    }
}
