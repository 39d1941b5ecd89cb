//! Bedside's tooling. The binary is `cargo xtask`; the library is what the
//! test harness and the benchmarks share with it.
//!
//! From top to bottom: [`toolchain`] and [`tools`] get what the machine lacks,
//! [`build`] turns sources into a [`dist::Dist`], [`stack`] runs it with an
//! OpenID provider and [`pages`], [`seed`] fills it, and the rest are commands.

pub mod bench;
pub mod build;
pub mod child;
pub mod chromium;
pub mod cmd;
pub mod demo;
pub mod deploy;
pub mod deployment;
pub mod devtools;
pub mod dist;
pub mod http;
pub mod lint;
pub mod owner_link;
pub mod pages;
pub mod paths;
pub mod profile;
pub mod release;
pub mod secrets;
pub mod seed;
pub mod size;
pub mod stack;
pub mod test;
pub mod toolchain;
pub mod tools;

use std::future::Future;
use std::sync::LazyLock;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

/// Waits for a future. The tooling does one thing after the other; the client
/// that it shares with the tests does not.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build();
        #[expect(clippy::expect_used, reason = "nothing works without threads")]
        runtime.expect("a tokio runtime")
    });
    RUNTIME.block_on(future)
}

/// Lets time pass before something that tells nobody of its changes is looked
/// at again.
#[expect(
    clippy::disallowed_methods,
    reason = "processes and files are polled; nothing announces their changes"
)]
pub(crate) fn pause(time: Duration) {
    std::thread::sleep(time);
}
