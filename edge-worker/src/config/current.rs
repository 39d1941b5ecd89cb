//! The configuration that is in force in this isolate.
//!
//! Files that changed are read again, so that a site can be added while others
//! are read. What is wrong in them changes nothing: the configuration before
//! stays in force, and the log says what is wrong.

use super::files::{self, Files};
use super::{Config, ConfigError};
use crate::api;
use crate::log;
use crate::platform;
use bedside_domain::Millis;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use worker::Env;

/// The time between two looks at the files, in milliseconds.
const LOOK_MS: Millis = 2_000;

thread_local! {
    static CURRENT: RefCell<Option<Result<Rc<Config>, ConfigError>>> = const { RefCell::new(None) };
    /// The files as they were read last, whether it came into force or not.
    static LAST: RefCell<Option<Result<Files, ConfigError>>> = const { RefCell::new(None) };
    static NEXT_LOOK: Cell<Millis> = const { Cell::new(0) };
    static IS_HEALTHY: Cell<bool> = const { Cell::new(true) };
    static EDITION: Cell<u32> = const { Cell::new(0) };
}

/// The configuration of this isolate.
///
/// # Errors
/// The first error of bindings and files, the same until it is mended.
pub fn config(env: &Env) -> Result<Rc<Config>, ConfigError> {
    if let Some(current) = CURRENT.with_borrow(Clone::clone) {
        return current;
    }
    let read = read(env, &Files::default());
    CURRENT.set(Some(read.clone()));
    read
}

/// True where the configuration in force is the newest one.
pub fn is_healthy() -> bool {
    IS_HEALTHY.get()
}

/// Reads the files again, where there are some and it is time for that. Called
/// before [`config`], which reads none.
pub async fn refresh(env: &Env) {
    let now = platform::now();
    let is_first = CURRENT.with_borrow(Option::is_none);
    if !is_first && now < NEXT_LOOK.get() {
        return;
    }
    if !files::are_bound(env) {
        NEXT_LOOK.set(Millis::MAX);
        return;
    }
    // A request that ends before it has read leaves the next look to another.
    NEXT_LOOK.set(now + LOOK_MS);
    let files = Files::read(env).await;
    let is_news = LAST.with_borrow(|last| last.as_ref() != Some(&files));
    if is_news {
        LAST.set(Some(files.clone()));
        put_in_force(files.and_then(|files| read(env, &files)));
    }
}

fn read(env: &Env, files: &Files) -> Result<Rc<Config>, ConfigError> {
    EDITION.set(EDITION.get().wrapping_add(1));
    Config::read(env, files, EDITION.get()).map(Rc::new)
}

fn put_in_force(read: Result<Rc<Config>, ConfigError>) {
    let before = CURRENT.with_borrow(|current| matches!(current, Some(Ok(_))));
    IS_HEALTHY.set(read.is_ok());
    match read {
        Err(error) if before => {
            log::error(
                "configuration",
                &format!("{error}; the one before stays in force"),
            );
            return;
        }
        Ok(_) if before => {
            // They were rendered from the one before.
            api::clear_rendered();
            log::note("configuration", "read again, and in force");
        }
        _ => {}
    }
    CURRENT.set(Some(read));
}
