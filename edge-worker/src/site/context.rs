//! What an operation works with, and the checks that several share.

use super::cache::SiteCache;
use super::db::Db;
use super::op::Sender;
use super::session_store::SessionRow;
use super::{account_store, idempotency_store, session_store, start_ticket_store};
use crate::config::Config;
use crate::error::{HttpError, Result};
use crate::platform;
use bedside_domain::ModerationMode;
use bedside_domain::access::FreshOwnerAccess;
use bedside_domain::deployment::Site as SiteConfig;
use bedside_domain::rate_limits::Limit;
use bedside_domain::{DomainError, Millis};
use bedside_domain::{ErrorCode, Role, Sort, Votes};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};

pub use super::caller::{Caller, IdempotentRequest, WriteOutcome};

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
    /// The time of the operation.
    pub now: Millis,
    /// The request that it is done for.
    pub sender: Sender<'a>,
    /// The account of the person it is done for, once that is known.
    pub person: RefCell<String>,
    /// Pages whose readers must be told, with the thread's version.
    pub changed: RefCell<Vec<(String, u64)>>,
    /// Pages that are no more: their readers must look again where they are.
    pub left: RefCell<Vec<String>>,
    /// Whether an alarm is to go on with what was begun.
    pub needs_alarm: Cell<bool>,
    /// When the next work is due that an alarm does.
    pub due: Cell<Option<Millis>>,
    /// What is remembered from one operation to the next.
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
    /// What they may do.
    pub role: Role,
}

impl Context<'_> {
    /// The person behind a token whose key was proved.
    ///
    /// # Errors
    /// `session_expired`, `proof_invalid` when the session is bound to another
    /// key, or `proof_replayed`.
    pub fn account(&self, caller: &Caller) -> Result<Account> {
        Ok(self.session(caller)?.account)
    }

    /// The session of a token whose key was proved. One that was idle for too
    /// long ends here, and so do all of a person to whom the deployment's document
    /// gives another role by now: whoever is struck off it is staff no longer.
    ///
    /// # Errors
    /// As [`Context::account`].
    pub fn session(&self, caller: &Caller) -> Result<SessionRow> {
        let session = session_store::find(self.db, &caller.token_hash, self.now)?
            .ok_or_else(|| DomainError::new(ErrorCode::SessionExpired))?;
        if session.thumbprint != caller.thumbprint {
            return Err(ErrorCode::ProofInvalid.into());
        }
        if session.times().is_over(session.account.role, self.now) {
            session_store::end(self.db, &caller.token_hash)?;
            return Err(ErrorCode::SessionExpired.into());
        }
        if let Some(role) = self.changed_role(&session) {
            let id = &session.account.id;
            self.db
                .transaction(|| account_store::follow_document(self.db, id, role))?;
            return Err(ErrorCode::SessionExpired.into());
        }
        self.person.replace(session.account.id.clone());
        self.admit(Limit::SignedIn)?;
        self.use_proof(&caller.jti, caller.until)?;
        if session.times().is_use_recorded(self.now) {
            session_store::record_use(self.db, &caller.token_hash, self.now)?;
        }
        Ok(session)
    }

    /// The role that the deployment's document gives a person, where it is another
    /// than they have and no owner decided.
    fn changed_role(&self, session: &SessionRow) -> Option<Role> {
        let who = &session.identity;
        let deployment = &self.config.deployment;
        let role = deployment.staff_role(self.site, &who.issuer, &who.subject);
        let role = role.unwrap_or_default();
        (session.role_is_decided == 0 && session.account.role != role).then_some(role)
    }

    /// The owner behind a token, who proved minutes ago who they are.
    ///
    /// # Errors
    /// As [`Context::account`], `not_allowed`, or `fresh_sign_in_needed`.
    pub fn fresh_owner(&self, caller: &Caller) -> Result<(Account, FreshOwnerAccess)> {
        let session = self.session(caller)?;
        let role = session.account.role;
        let access = FreshOwnerAccess::of(role, session.authenticated_at, self.now)?;
        Ok((session.account, access))
    }

    /// Remembers a proof's id, so that it works once.
    ///
    /// # Errors
    /// `proof_replayed`.
    pub fn use_proof(&self, jti: &str, until: Millis) -> Result<()> {
        self.purge_expired()?;
        if session_store::proof_is_new(self.db, jti, until)? {
            Ok(())
        } else {
            Err(ErrorCode::ProofReplayed.into())
        }
    }

    /// Deletes what is too old to be of use, where it is time for that.
    fn purge_expired(&self) -> Result<()> {
        if self.cache.is_purge_due(self.now) {
            session_store::forget_proofs(self.db, self.now)?;
            idempotency_store::forget(self.db, self.now)?;
            start_ticket_store::forget(self.db, self.now)?;
        }
        Ok(())
    }

    /// Does a write once: a repeat with the same key gives the first outcome.
    /// Everything inside happens as a whole or not at all. Only a write that is
    /// done counts for the limit of its route: a refused name costs none of the few
    /// that a person may choose. Refusals are bounded by [`Limit::SignedIn`].
    ///
    /// # Errors
    /// `idempotency_key_reused` for the same key with another request,
    /// `rate_limited` by the limit of the route, or what `work` fails with; a failure is not kept, so the write may be tried again.
    pub fn idempotent<T>(
        &self,
        caller: &str,
        write: &IdempotentRequest,
        mut work: impl FnMut() -> Result<T>,
    ) -> Result<WriteOutcome<T>>
    where
        T: Serialize + DeserializeOwned,
    {
        self.purge_expired()?;
        if let Some(first) = idempotency_store::find(self.db, caller, &write.key)? {
            if first.request_hash != write.request_hash {
                return Err(ErrorCode::IdempotencyKeyReused.into());
            }
            return Ok(WriteOutcome {
                outcome: serde_json::from_str(&first.outcome)?,
                replayed: true,
            });
        }
        // Each request of a signed-in person has counted for that one already.
        let limit = Some(self.sender.limit).filter(|limit| *limit != Limit::SignedIn);
        limit.map_or(Ok(()), |limit| self.check_limit(limit))?;
        let written = self.db.transaction(|| {
            let outcome = work()?;
            idempotency_store::keep(
                self.db,
                caller,
                write,
                &serde_json::to_string(&outcome)?,
                self.now,
            )?;
            Ok(WriteOutcome {
                outcome,
                replayed: false,
            })
        })?;
        limit.map_or(Ok(()), |limit| self.admit(limit))?;
        Ok(written)
    }

    /// The owner's choice of a setting, else the deployment's.
    fn chosen<T: DeserializeOwned>(&self, key: &str, usual: T) -> Result<T> {
        let Some(json) = self.cache.choice(self.db, key)? else {
            return Ok(usual);
        };
        serde_json::from_str(&json)
            .map_err(|error| HttpError::Internal(format!("settings.{key}: {error}")))
    }

    /// When new comments become public on this site.
    pub fn moderation(&self) -> Result<ModerationMode> {
        self.chosen("moderation", self.site.moderation)
    }

    /// Which votes readers may give on this site.
    pub fn votes(&self) -> Result<Votes> {
        self.chosen("votes", self.site.votes)
    }

    /// The order that readers see first on this site: the oldest first, where
    /// the one that was chosen goes by votes that are not taken any more.
    pub fn sort(&self) -> Result<Sort> {
        let sort = self.chosen("sort", self.site.sort)?;
        Ok(match sort.is_offered(self.votes()?) {
            true => sort,
            false => Sort::Oldest,
        })
    }

    /// Notes that a page's readers must be told.
    pub fn notify_readers(&self, page: &str, version: u64) {
        self.changed.borrow_mut().push((page.to_owned(), version));
    }

    /// Notes that a page is no more.
    pub fn disconnect_readers(&self, page: &str) {
        self.left.borrow_mut().push(page.to_owned());
    }

    /// The time at which the alarm has something to do; nothing without any.
    pub fn next_due(&self) -> Option<Millis> {
        let now = self.needs_alarm.get().then_some(self.now);
        now.or(self.due.get())
    }

    /// Asks for an alarm at `due` at the latest.
    pub fn wake(&self, due: Millis) {
        let due = self.due.get().map_or(due, |known| known.min(due));
        self.due.set(Some(due));
    }

    /// A fresh id.
    pub fn new_id(&self) -> String {
        platform::new_id()
    }
}
