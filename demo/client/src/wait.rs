//! Waiting for a condition, with the reason it is waited for. The only file
//! of the tests that sleeps.
#![expect(clippy::disallowed_methods, reason = "the one place that does")]

use std::fmt::Display;
use std::future::Future;
use std::time::{Duration, Instant};

/// Long enough for a busy machine, short enough to notice a hang.
const PATIENCE: Duration = Duration::from_secs(20);

/// Asks `condition` until it answers `Some`; fails with `reason` when it never
/// does.
pub async fn until<T, F>(reason: impl Display, condition: impl FnMut() -> F) -> T
where
    F: Future<Output = Option<T>>,
{
    match in_time(condition).await {
        Some(value) => value,
        None => panic!("waited {PATIENCE:?} in vain: {reason}"),
    }
}

/// Asks `condition` until it answers `Some`, for whoever can say more about
/// what is there instead.
pub async fn in_time<T, F>(mut condition: impl FnMut() -> F) -> Option<T>
where
    F: Future<Output = Option<T>>,
{
    let start = Instant::now();
    let mut pause = Duration::from_millis(5);
    while start.elapsed() < PATIENCE {
        if let Some(value) = condition().await {
            return Some(value);
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(Duration::from_millis(100));
    }
    None
}

/// Waits for a future that must end; fails with `reason` when it does not.
pub async fn ends<T>(reason: impl Display, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(PATIENCE, future).await {
        Ok(value) => value,
        Err(_) => panic!("waited {PATIENCE:?} in vain: {reason}"),
    }
}

/// Waits for a future that may never end.
pub async fn ends_within<T>(time: Duration, future: impl Future<Output = T>) -> Option<T> {
    tokio::time::timeout(time, future).await.ok()
}

/// Watches `condition` for `time` and fails as soon as it answers `Some`: for
/// what must not happen.
pub async fn never<T, F>(reason: impl Display, time: Duration, mut condition: impl FnMut() -> F)
where
    F: Future<Output = Option<T>>,
{
    let start = Instant::now();
    while start.elapsed() < time {
        assert!(condition().await.is_none(), "it happened: {reason}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Lets time pass, for a harness that plays a slow network.
pub async fn passes(time: Duration) {
    tokio::time::sleep(time).await;
}
