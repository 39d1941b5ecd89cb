//! Bedside tested through its boundary: a real workerd with a real SQLite, a
//! real OpenID provider, real browsers. Nothing of Bedside's own is faked, and
//! no test reads the database.
//!
//! A test reads like a chat:
//!
//! ```ignore
//! let page = world.page("walks");
//! let comment = ana.posts(&page, "The path by the river is even.").await;
//! mia.approves(&comment).await;
//! assert_eq!(ben.reads(&page).await.items[0].id, comment.id);
//! ```
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on ends there, and says why"
)]

pub mod browser;
pub mod cookie_site;
mod crash_report;
pub mod host;
pub mod openapi;
pub mod random_threads;
pub mod release;
pub mod world;

pub use bedside_client::{Person, Response, wait};
pub use world::{World, world};

use std::future::Future;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

/// One runtime for all tests of a binary: sockets and the browser outlive the
/// test that opened them.
static RUNTIME: LazyLock<tokio::runtime::Runtime> = LazyLock::new(|| {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    runtime.expect("a tokio runtime")
});

/// Runs a test.
pub fn run<T>(test: impl Future<Output = T>) -> T {
    let _alone = alone();
    RUNTIME.block_on(test)
}

/// Runs a test in the engines that can do what it needs.
pub fn run_where(needed: browser::Ability, test: impl Future<Output = ()>) {
    let _alone = alone();
    RUNTIME.block_on(async {
        if browser::is_able(needed).await {
            test.await;
        }
    });
}

/// In Firefox only one window has the focus, so only one test is under way:
/// a key that is pressed while another test's window comes to the front is
/// lost.
fn alone() -> Option<MutexGuard<'static, ()>> {
    static ALONE: Mutex<()> = Mutex::new(());
    let firefox = browser::Engine::of_this_run() == browser::Engine::Firefox;
    firefox.then(|| ALONE.lock().unwrap_or_else(PoisonError::into_inner))
}
