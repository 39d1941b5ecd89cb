//! The Site object: all of one site, in one SQLite.

mod account_store;
mod answer_store;
mod attempt_store;
mod audit_store;
mod claim_store;
mod comment_store;
mod concluding;
mod context;
mod db;
mod deciding;
mod discussion_store;
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
mod order_store;
mod own_text_store;
mod owning;
mod reading;
mod reply_feed_store;
mod reply_feeds;
mod search_store;
mod session_store;
mod setting_store;
mod signing;
mod standing;
mod telling;
mod thread_store;
mod vote_store;
mod voting;
mod wording;
mod writing;

pub use account_store::{Identity, role_text};
pub use attempt_store::NewAttempt;
pub use concluding::{ConfirmPlain, ExchangeSignIn};
pub use context::{Caller, Write, Written};
pub use deciding::{Decide, ReadQueue, Verdict};
pub use following::{CountComments, Feed, Latest, LatestAnswer, LatestEntry, ReadLatest};
pub use importing::Import;
pub use moving_pages::{FindPage, MergePages, ReadPagesLeft, RemapPages};
pub use owning::{
    CheckOwnerLink, MakeOwnerLink, ReadPeople, ReadSettings, WriteRole, WriteSettings,
};
pub use reading::{FindComment, ReadChanges, ReadThread, Seen, ThreadAnswer};
pub use reply_feeds::{EndReplyFeed, MakeReplyFeed};
pub use signing::{PeekSignIn, SettleSignIn, Settled, StartSignIn, VerifySignIn};
pub use voting::CastVote;
pub use wording::{LoadTexts, ReadTexts, WriteTexts};
pub use writing::{ChangeComment, ChangeMyName, ReadMe, SignOut, WriteComment};

use crate::config::config;
use crate::error::{Failure, Outcome};
use crate::log;
use crate::platform;
use crate::room::{self, Place};
use bedside_wire::ProblemCode;
use context::Context;
use db::Db;
use gathering::Gathering;
use memory::Memory;
use op::{Effect, Op};
use std::cell::{Cell, RefCell};
use std::time::Duration;
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
}

impl DurableObject for Site {
    fn new(state: State, env: Env) -> Self {
        let db = Db::new(&state);
        let begun = migrate_store::migrate(&db).and_then(|()| wording::mark(&db));
        let (words, failed) = match begun {
            Ok(words) => (words, None),
            Err(failure) => (String::new(), Some(failure)),
        };
        if let Ok(Some(_)) = moving_store::site(&db) {
            // The alarm may have given up, after failing several times.
            go_on(&state);
        }
        Self {
            state,
            env,
            db,
            migrated: RefCell::new(failed),
            memory: Memory::new(words),
            gathering: Gathering::default(),
            telling: Telling::default(),
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
        let called = path.trim_start_matches('/').split_once('/');
        let (name, site) = called.unwrap_or_default();
        let body = request.text().await?;
        if effect(name) != Effect::Nothing {
            self.gathering.turn().await;
        }
        match self.operate(site, name, &body) {
            Ok(response) => op::with_words(response, &self.memory.words.borrow()),
            Err(failure) => Response::error(failure.cause().unwrap_or("refused"), 500),
        }
    }

    /// Goes on with what takes more than one step. Where it fails, the platform
    /// tries again, later each time.
    async fn alarm(&self) -> worker::Result<Response> {
        let step = moving_store::site(&self.db).and_then(|site| match site {
            Some(site) => self.with(&site, moving::proceed),
            None => Ok(()),
        });
        match step {
            Ok(()) => Response::empty(),
            Err(failure) => {
                let cause = failure.cause().unwrap_or("refused");
                log::error("moving pages", cause);
                Err(worker::Error::RustError(cause.to_owned()))
            }
        }
    }
}

impl Site {
    fn operate(&self, site: &str, name: &str, body: &str) -> Outcome<Response> {
        self.with(site, |context| dispatch(name, body, context))
    }

    /// Does `work` on the site, and what follows from it.
    fn with<T>(&self, site: &str, work: impl FnOnce(&Context<'_>) -> Outcome<T>) -> Outcome<T> {
        let config = config(&self.env)?;
        let context = Context {
            id: site,
            db: &self.db,
            config: &config,
            site: config.site(site).ok_or(ProblemCode::SiteUnknown)?,
            now: platform::now(),
            changed: RefCell::default(),
            left: RefCell::default(),
            goes_on: Cell::default(),
            memory: &self.memory,
        };
        let done = work(&context)?;
        for (page, version) in context.changed.take() {
            if let Some(telling) = self.telling.tell(&self.env, site, page, version) {
                self.state.wait_until(telling);
            }
        }
        for page in context.left.take() {
            for place in [Place::of(site, &page), Place::shared(site, &page)] {
                let env = self.env.clone();
                self.state
                    .wait_until(async move { room::leave(&env, &place).await });
            }
        }
        if context.goes_on.get() {
            go_on(&self.state);
        }
        Ok(done)
    }
}

/// Between two steps of what takes many, so that others are served as well.
const BETWEEN_STEPS: Duration = Duration::from_millis(5);

fn go_on(state: &State) {
    let storage = state.storage();
    state.wait_until(async move {
        if let Err(error) = storage.set_alarm(BETWEEN_STEPS).await {
            log::error("alarm", &error.to_string());
        }
    });
}

macro_rules! operations {
    ($($operation:ty),+ $(,)?) => {
        /// Does the operation of this name.
        fn dispatch(name: &str, body: &str, site: &Context<'_>) -> Outcome<Response> {
            if effect(name) == Effect::Public {
                site.memory.standing.borrow_mut().forget();
            }
            match name {
                $(<$operation>::NAME => Ok(op::run::<$operation>(body, site)?),)+
                _ => Err(Failure::Broken(format!("no operation {name:?}"))),
            }
        }

        /// What the operation of this name may change.
        fn effect(name: &str) -> Effect {
            match name {
                $(<$operation>::NAME => <$operation>::EFFECT,)+
                _ => Effect::Nothing,
            }
        }
    };
}

// Every operation.
operations!(
    ReadThread,
    ReadChanges,
    FindComment,
    ReadLatest,
    CountComments,
    WriteComment,
    ChangeComment,
    CastVote,
    MakeReplyFeed,
    EndReplyFeed,
    ReadMe,
    ChangeMyName,
    SignOut,
    ReadQueue,
    Decide,
    ReadSettings,
    WriteSettings,
    LoadTexts,
    ReadTexts,
    WriteTexts,
    FindPage,
    MergePages,
    RemapPages,
    ReadPagesLeft,
    ReadPeople,
    WriteRole,
    MakeOwnerLink,
    CheckOwnerLink,
    StartSignIn,
    PeekSignIn,
    VerifySignIn,
    SettleSignIn,
    ExchangeSignIn,
    ConfirmPlain,
    Import,
);
