//! Discussions: what the orders of a thread go by, and the comments they are
//! made of. The orders themselves are in `order_store`.

use super::comment_store::CommentRow;
use super::db::Db;
use crate::error::Result;
use bedside_domain::Role;
use bedside_domain::limits::{FOLD_COUNTED, FOLD_FROM};
use bedside_domain::tree_path::root_of;
use bedside_domain::vote::Counts;

/// A comment's part in its discussion's sums.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Weight {
    published_count: i64,
    listed: i64,
    staff: i64,
}

impl Weight {
    /// The part of a comment as it is.
    pub fn of(row: &CommentRow) -> Self {
        let public = row.is_public();
        Self {
            published_count: i64::from(public),
            listed: i64::from(row.is_listed()),
            staff: i64::from(public && row.author_role != Role::Member),
        }
    }
}

impl std::ops::Sub for Weight {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            published_count: self.published_count - other.published_count,
            listed: self.listed - other.listed,
            staff: self.staff - other.staff,
        }
    }
}

impl std::ops::Neg for Weight {
    type Output = Self;

    fn neg(self) -> Self {
        Self::default() - self
    }
}

/// Adds to the sums of a comment's discussion.
pub fn note(db: &Db, row: &CommentRow, by: Weight) -> Result<()> {
    if by == Weight::default() {
        return Ok(());
    }
    db.run(
        "INSERT INTO discussions (thread_id, root, published_count, listed, staff) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (thread_id, root) DO UPDATE SET
             published_count = published_count + ?3, listed = listed + ?4, staff = staff + ?5",
        vec![
            row.thread_id.into(),
            root_of(&row.tree_path).into(),
            by.published_count.into(),
            by.listed.into(),
            by.staff.into(),
        ],
    )
}

/// Stores a discussion's ranks in the orders that votes decide, if the comment at
/// `tree_path`, which has these votes, is its first one: whether that is public or
/// not.
pub fn rank(db: &Db, thread: i64, tree_path: &str, votes: Counts) -> Result<()> {
    if root_of(tree_path) != tree_path {
        return Ok(());
    }
    let ranks = votes.ranks();
    db.run(
        "INSERT INTO discussions (thread_id, root, published_count, staff, by_up, by_score, by_dispute)
         VALUES (?1, ?2, 0, 0, ?3, ?4, ?5)
         ON CONFLICT (thread_id, root) DO UPDATE SET by_up = ?3, by_score = ?4, by_dispute = ?5",
        vec![
            thread.into(),
            tree_path.into(),
            ranks.by_up.into(),
            ranks.by_score.into(),
            ranks.by_dispute.into(),
        ],
    )
}

/// The first listed comments of each of these discussions, at most
/// [`FOLD_FROM`] of each, the discussions in the order in which they are named.
pub fn openings(db: &Db, thread: i64, roots: &[&str]) -> Result<Vec<CommentRow>> {
    let mut rows: Vec<CommentRow> = db.all(
        "SELECT c.* FROM json_each(?2) d CROSS JOIN named_comments c
         WHERE c.id IN (SELECT o.id FROM comments o
             WHERE o.thread_id = ?1 AND o.listed = 1 AND o.root = d.value ORDER BY o.tree_path LIMIT ?3)",
        vec![
            thread.into(),
            serde_json::to_string(roots)?.into(),
            (FOLD_FROM as i64).into(),
        ],
    )?;
    rows.sort_by_cached_key(|row| {
        let root = root_of(&row.tree_path);
        let nth = roots.iter().position(|known| *known == root);
        (nth, row.tree_path.clone())
    });
    Ok(rows)
}

/// Listed comments of the discussion that a tree path is in, after that path.
pub fn rest(db: &Db, thread: i64, tree_path: &str, limit: usize) -> Result<Vec<CommentRow>> {
    db.all(
        "SELECT c.* FROM named_comments c
         WHERE c.thread_id = ? AND c.listed = 1 AND c.root = ? AND c.tree_path > ? ORDER BY c.tree_path LIMIT ?",
        vec![
            thread.into(),
            root_of(tree_path).into(),
            tree_path.into(),
            (limit as i64).into(),
        ],
    )
}

/// The listed comments of a discussion just before a tree path in it, the nearest
/// one last.
pub fn nearest(db: &Db, thread: i64, tree_path: &str, limit: usize) -> Result<Vec<CommentRow>> {
    let mut rows: Vec<CommentRow> = db.all(
        "SELECT c.* FROM named_comments c
         WHERE c.thread_id = ? AND c.listed = 1 AND c.root = ? AND c.tree_path < ?
         ORDER BY c.tree_path DESC LIMIT ?",
        vec![
            thread.into(),
            root_of(tree_path).into(),
            tree_path.into(),
            (limit as i64).into(),
        ],
    )?;
    rows.reverse();
    Ok(rows)
}

/// The number of listed comments of a discussion between two tree paths in it; 0
/// for more than [`FOLD_COUNTED`].
pub fn between(db: &Db, thread: i64, after: &str, until: &str) -> Result<u64> {
    let n = db.count(
        "SELECT COUNT(*) AS n FROM (SELECT 1 FROM comments
             WHERE thread_id = ?1 AND listed = 1 AND root = ?2 AND tree_path > ?3 AND tree_path < ?4 LIMIT ?5)",
        vec![
            thread.into(),
            root_of(after).into(),
            after.into(),
            until.into(),
            (FOLD_COUNTED as i64 + 1).into(),
        ],
    )?;
    Ok(if n > FOLD_COUNTED { 0 } else { n })
}
