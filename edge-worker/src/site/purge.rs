//! Deleting what is too old to be of use: attempts to sign in, with what was
//! written before them, sessions, proofs and stored outcomes.
//!
//! Requests do some of it on their way. The object's alarm does all of it, also
//! where nobody comes any more.

use super::db::Db;
use super::{attempt_store, idempotency_store, page_move_store, session_store};
use crate::error::Result;
use crate::platform;
use bedside_domain::Millis;
use bedside_domain::limits::IDEMPOTENCY_MS;

/// Time from a first write to the alarm: an attempt is too old by then.
pub const FIRST: Millis = attempt_store::STORED_MS;
/// Time between two alarms, at least.
const BETWEEN: Millis = 60 * 1_000;

/// Deletes what is too old, and says the time at which something else will be.
/// While pages move the alarm rings too often for that.
pub fn proceed(db: &Db, wake: impl FnOnce(Millis)) -> Result<()> {
    if page_move_store::site(db)?.is_some() {
        return Ok(());
    }
    let now = platform::now();
    purge_expired(db, now)?;
    if let Some(next) = next(db, now)? {
        wake(next);
    }
    Ok(())
}

fn purge_expired(db: &Db, now: Millis) -> Result<()> {
    attempt_store::delete_before(db, now - attempt_store::STORED_MS)?;
    session_store::delete_expired(db, now)?;
    session_store::forget_proofs(db, now)?;
    idempotency_store::forget(db, now)
}

/// Nothing where nothing is stored that will ever be too old.
fn next(db: &Db, now: Millis) -> Result<Option<Millis>> {
    let [session, proof] = session_store::next_expiry(db)?;
    let attempt = attempt_store::oldest(db)?.map(|start| start + attempt_store::STORED_MS);
    let outcome = idempotency_store::oldest(db)?.map(|time| time + IDEMPOTENCY_MS);
    let first = [session, proof, attempt, outcome]
        .into_iter()
        .flatten()
        .min();
    Ok(first.map(|time| time.max(now + BETWEEN)))
}
