//! The Site object: all of one site, in one SQLite.

mod access;
mod account_store;
mod accounts;
mod alarm;
mod attempt_store;
mod audit_store;
mod cache;
mod chore_store;
mod chores;
mod comment_queries_store;
mod comment_row;
mod comment_store;
mod comments;
mod context;
mod db;
mod decision_store;
mod deletion;
mod deletion_store;
mod discussion_store;
mod edit_store;
mod edits;
mod exchange;
mod feeds;
mod group_commit;
mod idempotency_store;
mod idempotent;
mod import;
mod merge_store;
mod migrate_store;
mod moderation;
mod name_store;
mod names;
mod notify;
pub mod op;
mod operations;
mod page_merge;
mod page_move_store;
mod page_moves;
mod pending_page_info_store;
mod plain;
mod publication;
mod purge;
mod queue;
mod ranking_store;
mod rate_limit;
mod reply_feed_store;
mod reply_feeds;
mod report_store;
mod reports;
mod search_store;
mod session_store;
mod sessions;
mod setting_store;
mod settings;
mod sign_in;
mod start_ticket_store;
mod start_tickets;
mod text_override_store;
mod text_overrides;
mod thread_store;
mod threads;
mod undo;
mod view;
mod vote_store;
mod votes;

pub use access::{
    Access, Anyone, AnyoneOrSignedIn, FreshOwner, KeyHolder, Metrics, MetricsCredentials,
    Moderator, Operator, OperatorCredentials, Owner, SessionCredentials, SignedIn,
};
pub use account_store::{Authentication, Identity};
pub use accounts::{MakeOwnerLink, ReadPeople, WriteRole};
pub use attempt_store::NewAttempt;
pub use comments::{ChangeMyName, ReadMe, SignOut, WriteComment};
pub use deletion::{DeleteComment, UndeleteComment};
pub use edits::ChangeComment;
pub use exchange::ExchangeSignIn;
pub use feeds::{CountComments, Feed, Latest, LatestEntry, ReadLatest, ReadLatestOutcome};
pub use idempotent::{IdempotentRequest, Once, WriteOutcome};
pub use import::{Import, ImportDone};
pub use moderation::{Decide, ModerationDecision};
pub use page_moves::{FindPage, MergePages, ReadPagesLeft, RemapPages};
pub use plain::{ConfirmPlain, ReadConfirmation};
pub use queue::ReadQueue;
pub use reply_feeds::{EndReplyFeed, MakeReplyFeed};
pub use reports::Report;
pub use sessions::{EndSession, EndSessions, EndSessionsOf, ReadSessions};
pub use settings::{ReadSettings, WriteSettings};
pub use sign_in::{CompleteSignIn, Known, ReadSignIn, StartSignIn, VerifySignIn};
pub use start_tickets::{MakeTicket, ReadTicket};
pub use text_overrides::{LoadTexts, ReadTexts, WriteTexts};
pub use threads::{FindComment, ReadChanges, ReadThread, ReadThreadOutcome, ThreadPage};
pub use undo::UndoDecision;
pub use votes::CastVote;

use crate::config::{self, config};
use crate::error::{HttpError, Result};
use crate::live_room;
use crate::log;
use crate::platform;
use alarm::Alarm;
use bedside_domain::ErrorCode;
use cache::SiteCache;
use context::Context;
use db::Db;
use group_commit::GroupCommit;
use notify::ReaderNotices;
use op::{Effect, Sender};
use operations::{dispatch, effect};
use std::cell::{Cell, RefCell};
use worker::{DurableObject, Env, Method, Request, Response, State, durable_object, wasm_bindgen};

/// One site.
#[durable_object]
pub struct Site {
    state: State,
    env: Env,
    db: Db,
    migrated: RefCell<Option<HttpError>>,
    cache: SiteCache,
    group_commit: GroupCommit,
    notices: ReaderNotices,
    alarm: Alarm,
}

impl DurableObject for Site {
    fn new(state: State, env: Env) -> Self {
        let db = Db::new(&state);
        let failed = migrate_store::migrate(&db).err();
        let alarm = Alarm::default();
        // The alarm may have given up, after failing several times.
        if let Ok(Some(_)) = page_move_store::site(&db) {
            alarm.set(&state, platform::now());
        }
        if let Ok(Some(next)) = chore_store::next(&db) {
            alarm.set(&state, next.due_at);
        }
        Self {
            state,
            env,
            db,
            migrated: RefCell::new(failed),
            cache: SiteCache::default(),
            group_commit: GroupCommit::default(),
            notices: ReaderNotices::default(),
            alarm,
        }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        if let Some(failure) = &*self.migrated.borrow() {
            log::error("migration", failure.cause().unwrap_or_default());
            return Response::error("migration", 500);
        }
        if request.method() == Method::Get {
            let stands = self.cache.validators.borrow_mut().knows(&request.path());
            return Ok(Response::empty()?.with_status(if stands { 204 } else { 404 }));
        }
        let path = request.path();
        let (name, site, sender) = Sender::read(&path);
        let body = request.text().await?;
        config::refresh(&self.env).await;
        if effect(name) != Effect::Nothing {
            self.group_commit.turn().await;
            self.alarm.set(&self.state, platform::now() + purge::FIRST);
        }
        let respond = |ctx: &Context<'_>| {
            let response = dispatch(name, &body, ctx)?;
            // An operation may have changed the texts.
            let settings = self.cache.settings(ctx.db, ctx.site)?;
            Ok(op::with_texts_version(response, &settings.texts_version)?)
        };
        match self.with(site, sender, respond) {
            Ok(response) => Ok(response),
            Err(failure) => Response::error(failure.cause().unwrap_or("refused"), 500),
        }
    }

    /// Goes on with what takes more than one step, and does what is due. Where it
    /// fails, the platform tries again, later each time.
    async fn alarm(&self) -> worker::Result<Response> {
        self.alarm.rang();
        config::refresh(&self.env).await;
        let moving = page_move_store::site(&self.db).and_then(|site| match site {
            Some(site) => self.with(&site, Sender::WORKER, page_merge::proceed),
            None => Ok(()),
        });
        let chores = chore_store::next(&self.db).and_then(|next| match next {
            Some(next) => self.with(&next.site, Sender::WORKER, chores::proceed),
            None => Ok(()),
        });
        let purged = purge::proceed(&self.db, |next| self.alarm.set(&self.state, next));
        for (name, done) in [
            ("moving pages", moving),
            ("chores", chores),
            ("purging", purged),
        ] {
            if let Err(failure) = done {
                let cause = failure.cause().unwrap_or("refused");
                log::error(name, cause);
                return Err(worker::Error::RustError(cause.to_owned()));
            }
        }
        Response::empty()
    }
}

impl Site {
    /// Does `work` on the site, and what follows from it.
    fn with<T>(
        &self,
        site: &str,
        sender: Sender<'_>,
        work: impl FnOnce(&Context<'_>) -> Result<T>,
    ) -> Result<T> {
        let config = config(&self.env)?;
        self.cache.follow(config.edition);
        let site_config = config.site(site).ok_or(ErrorCode::SiteUnknown)?;
        let context = Context {
            id: site,
            db: &self.db,
            config: &config,
            site: site_config,
            settings: self.cache.settings(&self.db, site_config)?,
            now: platform::now(),
            sender,
            person: RefCell::default(),
            changed: RefCell::default(),
            left: RefCell::default(),
            needs_alarm: Cell::default(),
            due: Cell::default(),
            cache: &self.cache,
        };
        let done = work(&context)?;
        for (page, version) in context.changed.take() {
            if let Some(notices) = self.notices.tell(&self.env, site, page, version) {
                self.state.wait_until(notices);
            }
        }
        for page in context.left.take() {
            let (env, site) = (self.env.clone(), site.to_owned());
            self.state
                .wait_until(async move { live_room::leave_page(&env, &site, &page).await });
        }
        if let Some(due) = context.next_due() {
            self.alarm.set(&self.state, due);
        }
        Ok(done)
    }
}
