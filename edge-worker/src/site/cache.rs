//! The object's memory between operations, which saves reads of SQLite. It is lost
//! whenever the object ends.

use super::db::Db;
use super::settings::LoadedSettings;
use crate::error::Result;
use bedside_domain::Millis;
use bedside_domain::buckets::Buckets;
use bedside_domain::deployment::Site;
use bedside_domain::limits::BUCKETS;
use bedside_domain::reserved_names::ReservedNames;
use bedside_http::validators::Validators;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Milliseconds between two deletions of rows that are too old to be of use: seldom
/// enough to cost a write nothing, often enough that there are never many.
const PURGE_MS: Millis = 1_000;

/// The object's memory.
pub struct SiteCache {
    /// Validators of the views that are still current.
    pub validators: RefCell<Validators>,
    /// Names that only staff may show.
    pub reserved: RefCell<Option<Rc<ReservedNames>>>,
    /// Buckets of the limits on writing. An object that ends forgets them: it ends
    /// after some time without requests, and then most of them are full again. On
    /// disk each request would be a write more.
    pub buckets: RefCell<Buckets>,
    settings: RefCell<Option<Rc<LoadedSettings>>>,
    purged_at: Cell<Millis>,
    edition: Cell<u32>,
}

impl Default for SiteCache {
    fn default() -> Self {
        Self {
            validators: RefCell::default(),
            reserved: RefCell::default(),
            buckets: RefCell::new(Buckets::new(BUCKETS)),
            settings: RefCell::default(),
            purged_at: Cell::default(),
            edition: Cell::default(),
        }
    }
}

impl SiteCache {
    /// Forgets what was made from another edition of the configuration.
    pub fn follow(&self, edition: u32) {
        if self.edition.replace(edition) != edition {
            self.forget_settings();
        }
    }

    /// The site's settings.
    pub fn settings(&self, db: &Db, site: &Site) -> Result<Rc<LoadedSettings>> {
        if let Some(settings) = &*self.settings.borrow() {
            return Ok(Rc::clone(settings));
        }
        let settings = Rc::new(LoadedSettings::load(db, site)?);
        self.settings.replace(Some(Rc::clone(&settings)));
        Ok(settings)
    }

    /// Forgets what is made of settings and texts: a change of them is committed.
    pub fn forget_settings(&self) {
        self.settings.take();
        self.reserved.take();
        self.validators.borrow_mut().forget();
    }

    /// True where it is time to delete rows that are too old; the next time then
    /// counts from now.
    pub fn is_purge_due(&self, now: Millis) -> bool {
        let due = now - self.purged_at.get() >= PURGE_MS;
        if due {
            self.purged_at.set(now);
        }
        due
    }
}
