//! What the object remembers between operations, so that it need not ask
//! SQLite. It is lost whenever the object ends.

use super::db::Db;
use super::setting_store::{self, Choices};
use super::validators::Validators;
use crate::error::Result;
use bedside_domain::Millis;
use bedside_domain::buckets::Buckets;
use bedside_domain::limits::BUCKETS;
use bedside_domain::reserved_names::ReservedNames;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// How often what is too old to be of use is deleted, in milliseconds: seldom
/// enough to cost a write nothing, often enough that it is never much.
const PURGE_MS: Millis = 1_000;

/// The object's memory.
pub struct SiteCache {
    /// What is known to stand.
    pub validators: RefCell<Validators>,
    /// The mark of the texts that the owner chose; empty without any.
    pub texts_version: RefCell<String>,
    /// What only staff may be called.
    pub reserved: RefCell<Option<Rc<ReservedNames>>>,
    /// Buckets of the limits on writing. An object that ends forgets them: it
    /// ends when nobody asked anything for a while, and then most of them are
    /// full again. On disk each request would be a write more.
    pub buckets: RefCell<Buckets>,
    choices: RefCell<Option<Choices>>,
    purged_at: Cell<Millis>,
    edition: Cell<u32>,
}

impl SiteCache {
    /// Of an object that has just begun, whose owner's texts have this mark.
    pub fn new(texts_version: String) -> Self {
        Self {
            texts_version: RefCell::new(texts_version),
            validators: RefCell::default(),
            reserved: RefCell::default(),
            buckets: RefCell::new(Buckets::new(BUCKETS)),
            choices: RefCell::default(),
            purged_at: Cell::default(),
            edition: Cell::default(),
        }
    }

    /// Forgets what was made from another edition of the configuration.
    pub fn follow(&self, edition: u32) {
        if self.edition.replace(edition) != edition {
            self.validators.borrow_mut().forget();
            self.reserved.take();
        }
    }

    /// A setting's value as JSON, if the owner chose one.
    pub fn choice(&self, db: &Db, key: &str) -> Result<Option<String>> {
        let mut choices = self.choices.borrow_mut();
        let choices = match &mut *choices {
            Some(choices) => choices,
            none => none.insert(setting_store::all(db)?),
        };
        Ok(choices.get(key).cloned())
    }

    /// Forgets the owner's choices: they change, or a change was undone.
    pub fn forget_choices(&self) {
        self.choices.take();
    }

    /// Whether it is time to delete what is too old.
    pub fn is_purge_due(&self, now: Millis) -> bool {
        let due = now - self.purged_at.get() >= PURGE_MS;
        if due {
            self.purged_at.set(now);
        }
        due
    }
}
