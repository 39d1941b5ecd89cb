//! Discussions: what the orders of a thread go by, and the comments they are
//! made of.

use super::comment_store::Row;
use super::db::Db;
use crate::error::Outcome;
use bedside_domain::cursor::Spot;
use bedside_domain::limits::{FOLD_COUNTED, FOLD_FROM};
use bedside_domain::place::root_of;
use bedside_wire::{Role, Sort};
use serde::Deserialize;

/// A discussion in an order.
#[derive(Debug, Clone, Deserialize)]
pub struct Discussion {
    /// The first level of its comments' places.
    pub root: String,
    /// Its published comments.
    pub total: u64,
    /// Where it stands in the order; smaller ranks stand first.
    pub rank: i64,
}

impl Discussion {
    /// Where it stands, for a cursor.
    pub fn spot(&self) -> Spot {
        Spot {
            rank: self.rank,
            root: self.root.clone(),
        }
    }
}

/// Notes that a comment became public (`by` is 1) or stopped being so (-1).
///
/// # Errors
/// Our own fault only.
pub fn note(db: &Db, row: &Row, by: i64) -> Outcome<()> {
    let staff = if row.author_role == Role::Member {
        0
    } else {
        by
    };
    db.run(
        "INSERT INTO discussions (thread_id, root, total, staff) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (thread_id, root) DO UPDATE SET total = total + ?3, staff = staff + ?4",
        vec![
            row.thread_id.into(),
            root_of(&row.place).into(),
            by.into(),
            staff.into(),
        ],
    )
}

/// Discussions after a spot in an order, or from the first one on.
///
/// # Errors
/// Our own fault only.
pub fn after(
    db: &Db,
    thread: i64,
    sort: Sort,
    from: Option<&Spot>,
    limit: usize,
) -> Outcome<Vec<Discussion>> {
    let sql = match sort {
        Sort::Newest => {
            "SELECT root, total, 0 AS rank FROM discussions
             WHERE thread_id = ?1 AND total > 0 AND root < ?3 AND 0 = ?2 ORDER BY root DESC LIMIT ?4"
        }
        Sort::MostReplies => {
            "SELECT root, total, by_replies AS rank FROM discussions
             WHERE thread_id = ?1 AND total > 0 AND (by_replies, root) > (?2, ?3) ORDER BY by_replies, root LIMIT ?4"
        }
        Sort::ClinicianFirst => {
            "SELECT root, total, by_staff AS rank FROM discussions
             WHERE thread_id = ?1 AND total > 0 AND (by_staff, root) > (?2, ?3) ORDER BY by_staff, root LIMIT ?4"
        }
        Sort::Oldest | Sort::Unknown => {
            "SELECT root, total, 0 AS rank FROM discussions
             WHERE thread_id = ?1 AND total > 0 AND root > ?3 AND 0 = ?2 ORDER BY root LIMIT ?4"
        }
    };
    // What stands before every discussion. No root is beyond `~`.
    let start = match sort {
        Sort::Newest => (0, "~"),
        Sort::Oldest | Sort::Unknown => (0, ""),
        Sort::MostReplies | Sort::ClinicianFirst => (i64::from(i32::MIN), ""),
    };
    let (rank, root) = from.map_or(start, |spot| (spot.rank, spot.root.as_str()));
    db.all(
        sql,
        vec![
            thread.into(),
            rank.into(),
            root.into(),
            (limit as i64).into(),
        ],
    )
}

/// The discussions just before a spot in an order, the nearest one first.
///
/// # Errors
/// Our own fault only.
pub fn before(
    db: &Db,
    thread: i64,
    sort: Sort,
    from: &Spot,
    limit: usize,
) -> Outcome<Vec<Discussion>> {
    let sql = match sort {
        Sort::Newest => {
            "SELECT root, total, 0 AS rank FROM discussions
             WHERE thread_id = ?1 AND total > 0 AND root > ?3 AND 0 = ?2 ORDER BY root LIMIT ?4"
        }
        Sort::MostReplies => {
            "SELECT root, total, by_replies AS rank FROM discussions
             WHERE thread_id = ?1 AND total > 0 AND (by_replies, root) < (?2, ?3)
             ORDER BY by_replies DESC, root DESC LIMIT ?4"
        }
        Sort::ClinicianFirst => {
            "SELECT root, total, by_staff AS rank FROM discussions
             WHERE thread_id = ?1 AND total > 0 AND (by_staff, root) < (?2, ?3)
             ORDER BY by_staff DESC, root DESC LIMIT ?4"
        }
        Sort::Oldest | Sort::Unknown => {
            "SELECT root, total, 0 AS rank FROM discussions
             WHERE thread_id = ?1 AND total > 0 AND root < ?3 AND 0 = ?2 ORDER BY root DESC LIMIT ?4"
        }
    };
    db.all(
        sql,
        vec![
            thread.into(),
            from.rank.into(),
            from.root.as_str().into(),
            (limit as i64).into(),
        ],
    )
}

/// The first published comments of each of these discussions, at most
/// [`FOLD_FROM`] of each, the discussions in the order in which they are named.
///
/// # Errors
/// Our own fault only.
pub fn openings(db: &Db, thread: i64, roots: &[&str]) -> Outcome<Vec<Row>> {
    let mut rows: Vec<Row> = db.all(
        "SELECT c.* FROM json_each(?2) d CROSS JOIN comments c
         WHERE c.id IN (SELECT o.id FROM comments o
             WHERE o.thread_id = ?1 AND o.status = 'published' AND o.root = d.value ORDER BY o.place LIMIT ?3)",
        vec![
            thread.into(),
            serde_json::to_string(roots)?.into(),
            (FOLD_FROM as i64).into(),
        ],
    )?;
    rows.sort_by_cached_key(|row| {
        let root = root_of(&row.place);
        let nth = roots.iter().position(|known| *known == root);
        (nth, row.place.clone())
    });
    Ok(rows)
}

/// Published comments of the discussion that a place is in, after that place.
///
/// # Errors
/// Our own fault only.
pub fn rest(db: &Db, thread: i64, place: &str, limit: usize) -> Outcome<Vec<Row>> {
    db.all(
        "SELECT c.* FROM comments c
         WHERE c.thread_id = ? AND c.status = 'published' AND c.root = ? AND c.place > ? ORDER BY c.place LIMIT ?",
        vec![
            thread.into(),
            root_of(place).into(),
            place.into(),
            (limit as i64).into(),
        ],
    )
}

/// The published comments of a discussion just before a place in it, the
/// nearest one last.
///
/// # Errors
/// Our own fault only.
pub fn nearest(db: &Db, thread: i64, place: &str, limit: usize) -> Outcome<Vec<Row>> {
    let mut rows: Vec<Row> = db.all(
        "SELECT c.* FROM comments c
         WHERE c.thread_id = ? AND c.status = 'published' AND c.root = ? AND c.place < ?
         ORDER BY c.place DESC LIMIT ?",
        vec![
            thread.into(),
            root_of(place).into(),
            place.into(),
            (limit as i64).into(),
        ],
    )?;
    rows.reverse();
    Ok(rows)
}

/// How many published comments of a discussion stand between two places in it;
/// 0 for more than [`FOLD_COUNTED`].
///
/// # Errors
/// Our own fault only.
pub fn between(db: &Db, thread: i64, after: &str, until: &str) -> Outcome<u64> {
    #[derive(Deserialize)]
    struct Count {
        n: u64,
    }
    let count: Option<Count> = db.first(
        "SELECT COUNT(*) AS n FROM (SELECT 1 FROM comments
             WHERE thread_id = ?1 AND status = 'published' AND root = ?2 AND place > ?3 AND place < ?4 LIMIT ?5)",
        vec![
            thread.into(),
            root_of(after).into(),
            after.into(),
            until.into(),
            (FOLD_COUNTED as i64 + 1).into(),
        ],
    )?;
    let n = count.map_or(0, |count| count.n);
    Ok(if n > FOLD_COUNTED { 0 } else { n })
}
