//! What the object remembers between operations, so that it need not ask
//! SQLite. It is lost whenever the object ends.

use super::db::Db;
use super::setting_store::{self, Choices};
use super::standing::Standing;
use crate::error::Outcome;
use bedside_domain::Millis;
use bedside_domain::buckets::Buckets;
use bedside_domain::limits::BUCKETS;
use bedside_domain::reserved_names::ReservedNames;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// How often what is too old to be of use is deleted, in milliseconds: seldom
/// enough to cost a write nothing, often enough that it is never much.
const TIDY_MS: Millis = 1_000;

/// The object's memory.
pub struct Memory {
    /// What is known to stand.
    pub standing: RefCell<Standing>,
    /// The mark of the texts that the owner chose; empty without any.
    pub words: RefCell<String>,
    /// What only staff may be called.
    pub reserved: RefCell<Option<Rc<ReservedNames>>>,
    /// Buckets of the limits on writing. An object that ends forgets them: it
    /// ends when nobody asked anything for a while, and then most of them are
    /// full again. On disk each request would be a write more.
    pub buckets: RefCell<Buckets>,
    choices: RefCell<Option<Choices>>,
    tidied: Cell<Millis>,
    edition: Cell<u32>,
}

impl Memory {
    /// Of an object that has just begun, whose owner's texts have this mark.
    pub fn new(words: String) -> Self {
        Self {
            words: RefCell::new(words),
            standing: RefCell::default(),
            reserved: RefCell::default(),
            buckets: RefCell::new(Buckets::new(BUCKETS)),
            choices: RefCell::default(),
            tidied: Cell::default(),
            edition: Cell::default(),
        }
    }

    /// Forgets what was made from another edition of the configuration.
    pub fn follow(&self, edition: u32) {
        if self.edition.replace(edition) != edition {
            self.standing.borrow_mut().forget();
            self.reserved.take();
        }
    }

    /// A setting's value as JSON, if the owner chose one.
    ///
    /// # Errors
    /// Our own fault only.
    pub fn choice(&self, db: &Db, key: &str) -> Outcome<Option<String>> {
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
    pub fn is_time_to_tidy(&self, now: Millis) -> bool {
        let due = now - self.tidied.get() >= TIDY_MS;
        if due {
            self.tidied.set(now);
        }
        due
    }
}
