//! The browser's copy of a draft. Nothing is stored before something was typed.

use crate::browser::{Listener, draft, random};
use crate::embed::Embed;
use crate::hooks::services::Services;
use std::cell::RefCell;
use std::rc::Rc;
use yew::{AttrValue, Callback};

/// One form's draft, of whoever is signed in: what one person writes is not
/// shown to the next one at the same browser.
pub struct StoredDraft {
    embed: Option<Rc<Embed>>,
    slot: AttrValue,
    /// The account; empty for nobody's.
    account: RefCell<AttrValue>,
    key: RefCell<String>,
    /// The text in the box, as far as it is known here.
    shown: RefCell<String>,
    /// The name, where the person touched it.
    name: RefCell<Option<AttrValue>>,
}

impl StoredDraft {
    /// The draft of the form called `slot`.
    pub fn new(services: &Services, slot: &AttrValue) -> Self {
        Self {
            embed: services.embed(),
            slot: slot.clone(),
            account: RefCell::default(),
            key: RefCell::default(),
            shown: RefCell::default(),
            name: RefCell::default(),
        }
    }

    /// The name, where the person touched it.
    pub fn name(&self) -> Option<AttrValue> {
        self.name.borrow().clone()
    }

    /// Notes the name that the person gave.
    pub fn named(&self, name: &AttrValue) {
        self.name.replace(Some(name.clone()));
        self.forget_key();
    }

    /// The text with which the form of an account begins: what was `typed` before
    /// the widget came to life, after what was stored; else `first`. A text that was
    /// stored for nobody is theirs from now on: they wrote it, and then signed in.
    pub fn begin(&self, account: AttrValue, typed: String, first: Option<&AttrValue>) -> AttrValue {
        let nobodys = match account.is_empty() {
            true => String::new(),
            false => self.load(""),
        };
        let own = self.load(&account);
        self.account.replace(account);
        let is_new = !nobodys.is_empty() || !typed.is_empty();
        let body = match joined(joined(own, nobodys), typed) {
            body if body.is_empty() => first.map(ToString::to_string).unwrap_or_default(),
            body => body,
        };
        if is_new {
            self.take_over(&body);
        }
        self.shown.replace(body.clone());
        body.into()
    }

    /// The text to show to whoever is there now: a person who signs in takes
    /// along what is in the box, one who goes leaves nothing in it. Nothing where
    /// it is the same person.
    pub fn belongs_to(&self, account: &AttrValue) -> Option<AttrValue> {
        let before = self.account.replace(account.clone());
        if before == *account {
            return None;
        }
        let key = self.key.borrow().clone();
        let own = self.load(account);
        let body = if before.is_empty() {
            let shown = self.shown.borrow().clone();
            let body = joined(own, shown.clone());
            if body == shown {
                // It may be on its way under this key.
                self.key.replace(key);
            }
            if !body.is_empty() {
                self.take_over(&body);
            }
            body
        } else {
            self.name.replace(None);
            own
        };
        self.shown.replace(body.clone());
        Some(body.into())
    }

    /// Keeps for the account what was nobody's.
    fn take_over(&self, body: &str) {
        if *self.shown.borrow() == body {
            self.save(body);
        } else {
            self.changed(body);
        }
        if let Some(embed) = self
            .embed
            .as_ref()
            .filter(|_| !self.account.borrow().is_empty())
        {
            draft::clear(embed, &self.slot, "");
        }
    }

    /// Keeps the text as it is now.
    pub fn changed(&self, body: &str) {
        self.shown.replace(body.to_owned());
        self.forget_key();
        if body.trim().is_empty() {
            self.forget();
        } else {
            self.save(body);
        }
    }

    /// Another text, or another name, is another comment.
    pub fn forget_key(&self) {
        self.key.borrow_mut().clear();
    }

    /// The idempotency key of the text.
    pub fn key(&self, body: &str) -> AttrValue {
        if self.key.borrow().is_empty() {
            *self.key.borrow_mut() = random::token();
            self.save(body);
        }
        AttrValue::from(self.key.borrow().clone())
    }

    /// Takes out what was `sent`, and returns what is left: a draft of the
    /// person's that their text came after.
    pub fn sent(&self, sent: &str) -> AttrValue {
        let shown = self.shown.borrow().clone();
        // Another tab may have gone on with it meanwhile.
        let rest = shown.strip_suffix(sent).map_or(&*shown, str::trim_end);
        self.name.replace(None);
        if rest != shown || shown.is_empty() {
            self.changed(rest);
        }
        rest.to_owned().into()
    }

    /// Says what another tab of the page has made of the same draft, until the
    /// listener is dropped. A text that is only in this one's box stays.
    pub fn follow(self: &Rc<Self>, changed: Callback<AttrValue>) -> Listener {
        let stored = Rc::clone(self);
        draft::subscribe(move |name, before, now| {
            let Some(embed) = &stored.embed else { return };
            let is_ours = draft::name(embed, &stored.slot, &stored.account.borrow()) == name;
            let before = before.map(|draft| draft.body).unwrap_or_default();
            if is_ours && *stored.shown.borrow() == before {
                let now = now.unwrap_or_default();
                stored.key.replace(now.key);
                stored.shown.replace(now.body.clone());
                changed.emit(now.body.into());
            }
        })
    }

    /// The text that is stored for an account, and its key; empty for none.
    fn load(&self, account: &str) -> String {
        let embed = self.embed.as_ref();
        let Some(stored) = embed.and_then(|embed| draft::load(embed, &self.slot, account)) else {
            return String::new();
        };
        self.key.replace(stored.key);
        stored.body
    }

    fn save(&self, body: &str) {
        if let Some(embed) = &self.embed {
            let stored = draft::SavedDraft {
                body: body.to_owned(),
                key: self.key.borrow().clone(),
            };
            draft::save(embed, &self.slot, &self.account.borrow(), &stored);
        }
    }

    fn forget(&self) {
        if let Some(embed) = &self.embed {
            draft::clear(embed, &self.slot, &self.account.borrow());
        }
    }
}

/// The stored text with the typed one after it, neither twice.
fn joined(stored: String, typed: String) -> String {
    if typed.is_empty() {
        stored
    } else if typed.starts_with(&stored) {
        // Gone on with.
        typed
    } else {
        [&stored, "\n\n", &typed].concat()
    }
}
