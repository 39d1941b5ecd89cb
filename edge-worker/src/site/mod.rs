//! The Site object: all of one site, in one SQLite.

mod account_store;
mod alarm;
mod answer_store;
mod attempt_store;
mod audit_store;
mod caller;
mod chore_store;
mod chores;
mod claim_store;
mod comment_row;
mod comment_store;
mod concluding;
mod confirming;
mod context;
mod db;
mod deciding;
mod decision_store;
mod deleting;
mod deletion_store;
mod discussion_store;
mod edit_store;
mod editing;
mod following;
mod gathering;
mod importing;
mod list_store;
mod memory;
mod merge_store;
mod migrate_store;
mod moving;
mod moving_pages;
mod moving_store;
mod name_store;
mod naming;
pub mod op;
mod operations;
mod order_store;
mod own_text_store;
mod owning;
mod publishing;
mod purging;
mod queue;
mod rate_limit;
mod reading;
mod reply_feed_store;
mod reply_feeds;
mod report_store;
mod reporting;
mod search_store;
mod session_store;
mod sessions;
mod setting_store;
mod signing;
mod standing;
mod telling;
mod thread_store;
mod ticket_store;
mod tickets;
mod undoing;
mod vote_store;
mod voting;
mod wording;
mod writing;

pub use account_store::{Authentication, Identity, role_text};
pub use attempt_store::NewAttempt;
pub use concluding::ExchangeSignIn;
pub use confirming::{ConfirmPlain, ReadConfirmation};
pub use context::{Caller, Write, Written};
pub use deciding::{Decide, Verdict};
pub use deleting::{DeleteComment, UndeleteComment};
pub use editing::ChangeComment;
pub use following::{CountComments, Feed, Latest, LatestAnswer, LatestEntry, ReadLatest};
pub use importing::Import;
pub use moving_pages::{FindPage, MergePages, ReadPagesLeft, RemapPages};
pub use owning::{MakeOwnerLink, ReadPeople, ReadSettings, WriteRole, WriteSettings};
pub use queue::ReadQueue;
pub use reading::{FindComment, ReadChanges, ReadThread, Seen, ThreadAnswer};
pub use reply_feeds::{EndReplyFeed, MakeReplyFeed};
pub use reporting::Report;
pub use sessions::{EndSession, EndSessions, EndSessionsOf, ReadSessions};
pub use signing::{Known, PeekSignIn, SettleSignIn, StartSignIn, VerifySignIn};
pub use tickets::{MakeTicket, ReadTicket};
pub use undoing::UndoDecision;
pub use voting::CastVote;
pub use wording::{LoadTexts, ReadTexts, WriteTexts};
pub use writing::{ChangeMyName, ReadMe, SignOut, WriteComment};

use crate::config::{self, config};
use crate::error::{Failure, Outcome};
use crate::log;
use crate::platform;
use crate::room;
use alarm::Alarm;
use bedside_wire::ProblemCode;
use context::Context;
use db::Db;
use gathering::Gathering;
use memory::Memory;
use op::{Effect, Sender};
use operations::{dispatch, effect};
use std::cell::{Cell, RefCell};
use telling::Telling;
use worker::{DurableObject, Env, Method, Request, Response, State, durable_object, wasm_bindgen};

/// One site.
#[durable_object]
pub struct Site {
    state: State,
    env: Env,
    db: Db,
    migrated: RefCell<Option<Failure>>,
    memory: Memory,
    gathering: Gathering,
    telling: Telling,
    alarm: Alarm,
}

impl DurableObject for Site {
    fn new(state: State, env: Env) -> Self {
        let db = Db::new(&state);
        let begun = migrate_store::migrate(&db).and_then(|()| wording::mark(&db));
        let (words, failed) = match begun {
            Ok(words) => (words, None),
            Err(failure) => (String::new(), Some(failure)),
        };
        let alarm = Alarm::default();
        // The alarm may have given up, after failing several times.
        if let Ok(Some(_)) = moving_store::site(&db) {
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
            memory: Memory::new(words),
            gathering: Gathering::default(),
            telling: Telling::default(),
            alarm,
        }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        if let Some(failure) = &*self.migrated.borrow() {
            log::error("migration", failure.cause().unwrap_or_default());
            return Response::error("migration", 500);
        }
        if request.method() == Method::Get {
            let stands = self.memory.standing.borrow().knows(&request.path());
            return Ok(Response::empty()?.with_status(if stands { 204 } else { 404 }));
        }
        let path = request.path();
        let (name, site, sender) = Sender::read(&path);
        let body = request.text().await?;
        config::refresh(&self.env).await;
        if effect(name) != Effect::Nothing {
            self.gathering.turn().await;
            self.alarm
                .set(&self.state, platform::now() + purging::FIRST);
        }
        match self.with(site, sender, |context| dispatch(name, &body, context)) {
            Ok(response) => op::with_words(response, &self.memory.words.borrow()),
            Err(failure) => Response::error(failure.cause().unwrap_or("refused"), 500),
        }
    }

    /// Goes on with what takes more than one step, and does what is due. Where it
    /// fails, the platform tries again, later each time.
    async fn alarm(&self) -> worker::Result<Response> {
        self.alarm.rang();
        config::refresh(&self.env).await;
        let moving = moving_store::site(&self.db).and_then(|site| match site {
            Some(site) => self.with(&site, Sender::WORKER, moving::proceed),
            None => Ok(()),
        });
        let chores = chore_store::next(&self.db).and_then(|next| match next {
            Some(next) => self.with(&next.site, Sender::WORKER, chores::proceed),
            None => Ok(()),
        });
        let purged = purging::proceed(&self.db, |next| self.alarm.set(&self.state, next));
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
        work: impl FnOnce(&Context<'_>) -> Outcome<T>,
    ) -> Outcome<T> {
        let config = config(&self.env)?;
        self.memory.follow(config.edition);
        let context = Context {
            id: site,
            db: &self.db,
            config: &config,
            site: config.site(site).ok_or(ProblemCode::SiteUnknown)?,
            now: platform::now(),
            sender,
            person: RefCell::default(),
            changed: RefCell::default(),
            left: RefCell::default(),
            goes_on: Cell::default(),
            due: Cell::default(),
            memory: &self.memory,
        };
        let done = work(&context)?;
        for (page, version) in context.changed.take() {
            if let Some(telling) = self.telling.tell(&self.env, site, page, version) {
                self.state.wait_until(telling);
            }
        }
        for page in context.left.take() {
            let (env, site) = (self.env.clone(), site.to_owned());
            self.state
                .wait_until(async move { room::leave_page(&env, &site, &page).await });
        }
        if let Some(due) = context.next_due() {
            self.alarm.set(&self.state, due);
        }
        Ok(done)
    }
}
