//! The context of an operation, and the checks that several operations share.

use super::cache::SiteCache;
use super::db::Db;
use super::op::Sender;
use super::settings::LoadedSettings;
use super::{idempotency_store, session_store, start_ticket_store};
use crate::config::Config;
use crate::error::Result;
use crate::platform;
use bedside_domain::deployment::Site as SiteConfig;
use bedside_domain::proof::VerifiedProof;
use bedside_domain::{ErrorCode, Millis, Role};
use serde::Deserialize;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The site, during one operation.
pub struct Context<'a> {
    /// The site's id.
    pub id: &'a str,
    /// The site's database.
    pub db: &'a Db,
    /// The deployment.
    pub config: &'a Config,
    /// The site in the deployment.
    pub site: &'a SiteConfig,
    /// The site's settings when the operation began.
    pub settings: Rc<LoadedSettings>,
    /// The time of the operation.
    pub now: Millis,
    /// The request that it is done for.
    pub sender: Sender<'a>,
    /// The account of the person it is done for, once that is known.
    pub person: RefCell<String>,
    /// Pages whose readers must be told, with the thread's version.
    pub changed: RefCell<Vec<(String, u64)>>,
    /// Pages that were moved: their readers must look again where they are.
    pub left: RefCell<Vec<String>>,
    /// True where an alarm is to go on with work that was begun.
    pub needs_alarm: Cell<bool>,
    /// The time of the alarm's next work.
    pub due: Cell<Option<Millis>>,
    /// The object's memory from one operation to the next.
    pub cache: &'a SiteCache,
}

/// A signed-in person.
#[derive(Debug, Clone, Deserialize)]
pub struct Account {
    /// The account's id.
    pub id: String,
    /// The name they show.
    pub name: String,
    /// 1 while the name is the suggested one.
    pub name_is_suggested: i64,
    /// Their role on the site.
    pub role: Role,
}

impl Context<'_> {
    /// Remembers a proof, so that it works once.
    ///
    /// # Errors
    /// `proof_replayed`.
    pub fn use_proof(&self, proof: &VerifiedProof) -> Result<()> {
        self.purge_expired()?;
        if session_store::proof_is_new(self.db, &proof.jti, proof.until)? {
            Ok(())
        } else {
            Err(ErrorCode::ProofReplayed.into())
        }
    }

    /// Deletes what is too old to be of use, where it is time for that.
    pub fn purge_expired(&self) -> Result<()> {
        if self.cache.is_purge_due(self.now) {
            session_store::forget_proofs(self.db, self.now)?;
            idempotency_store::forget(self.db, self.now)?;
            start_ticket_store::forget(self.db, self.now)?;
        }
        Ok(())
    }

    /// Notes that a page's readers must be told.
    pub fn notify_readers(&self, page: &str, version: u64) {
        self.changed.borrow_mut().push((page.to_owned(), version));
    }

    /// Notes that a page was moved.
    pub fn disconnect_readers(&self, page: &str) {
        self.left.borrow_mut().push(page.to_owned());
    }

    /// Forgets the validators of what changed.
    pub fn forget_changed(&self) {
        let (changed, left) = (self.changed.borrow(), self.left.borrow());
        let pages = changed.iter().map(|(page, _)| page).chain(left.iter());
        let mut validators = self.cache.validators.borrow_mut();
        validators.forget_pages(pages.map(String::as_str));
    }

    /// The time at which the alarm has something to do; nothing without any.
    pub fn next_due(&self) -> Option<Millis> {
        let now = self.needs_alarm.get().then_some(self.now);
        now.or(self.due.get())
    }

    /// Requests an alarm at `due` at the latest.
    pub fn wake(&self, due: Millis) {
        let due = self.due.get().map_or(due, |known| known.min(due));
        self.due.set(Some(due));
    }

    /// A fresh id.
    pub fn new_id(&self) -> String {
        platform::new_id()
    }
}
