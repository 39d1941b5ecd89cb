//! The discussions of a thread in an order.

use super::db::Db;
use crate::error::Result;
use bedside_domain::cursor::SortKey;
use bedside_domain::{Sort, Votes};
use serde::Deserialize;

/// A discussion in an order.
#[derive(Debug, Clone, Deserialize)]
pub struct DiscussionRow {
    /// The first level of its comments' tree paths.
    pub root: String,
    /// Its listed comments.
    pub listed: u64,
    /// Its rank in the order; smaller ranks come first.
    pub rank: i64,
}

impl DiscussionRow {
    /// Its position, for a cursor.
    pub fn spot(&self) -> SortKey {
        SortKey {
            rank: self.rank,
            root: self.root.clone(),
        }
    }
}

/// The criterion of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ranking {
    /// Time, the oldest first.
    Oldest,
    /// Time, the newest first.
    Newest,
    /// Votes for the first comment.
    Up,
    /// Votes for the first comment beyond those against it.
    Score,
    /// Disagreement about the first comment.
    Dispute,
    /// Number of comments.
    Replies,
    /// Discussions in which somebody with a role speaks.
    Staff,
}

impl Ranking {
    /// The criterion of an order on a site that takes these votes. Where none are
    /// taken against a comment, those of earlier times do not count.
    pub fn of(sort: Sort, votes: Votes) -> Self {
        match sort {
            Sort::Oldest => Ranking::Oldest,
            Sort::Newest => Ranking::Newest,
            Sort::Top if votes == Votes::UpDown => Ranking::Score,
            Sort::Top => Ranking::Up,
            Sort::Controversial => Ranking::Dispute,
            Sort::MostReplies => Ranking::Replies,
            Sort::StaffFirst => Ranking::Staff,
        }
    }

    /// The position before every discussion.
    pub fn start(self) -> SortKey {
        match self {
            Ranking::Oldest => spot(0, ""),
            Ranking::Newest => spot(0, BEYOND),
            _ => spot(-FAR, ""),
        }
    }

    /// The position behind every discussion.
    pub fn end(self) -> SortKey {
        match self {
            Ranking::Oldest => spot(0, BEYOND),
            Ranking::Newest => spot(0, ""),
            _ => spot(FAR, ""),
        }
    }
}

/// Beyond every root: one that began so would be a number of 31 digits.
const BEYOND: &str = "v";

/// A rank that no discussion has: the largest number that JavaScript holds exactly.
const FAR: i64 = (1 << 53) - 1;

fn spot(rank: i64, root: &str) -> SortKey {
    SortKey {
        rank,
        root: root.to_owned(),
    }
}

/// Discussions after a spot in an order, or from the first one on.
pub fn after(
    db: &Db,
    thread: i64,
    by: Ranking,
    from: Option<&SortKey>,
    limit: usize,
) -> Result<Vec<DiscussionRow>> {
    let sql = match by {
        Ranking::Oldest => {
            "SELECT root, listed, 0 AS rank FROM discussions
             WHERE thread_id = ?1 AND published_count > 0 AND root > ?3 AND 0 = ?2 ORDER BY root LIMIT ?4"
        }
        Ranking::Newest => {
            "SELECT root, listed, 0 AS rank FROM discussions
             WHERE thread_id = ?1 AND published_count > 0 AND root < ?3 AND 0 = ?2 ORDER BY root DESC LIMIT ?4"
        }
        Ranking::Up => {
            "SELECT root, listed, by_up AS rank FROM discussions
             WHERE thread_id = ?1 AND published_count > 0 AND (by_up, root) > (?2, ?3) ORDER BY by_up, root LIMIT ?4"
        }
        Ranking::Score => {
            "SELECT root, listed, by_score AS rank FROM discussions
             WHERE thread_id = ?1 AND published_count > 0 AND (by_score, root) > (?2, ?3) ORDER BY by_score, root LIMIT ?4"
        }
        Ranking::Dispute => {
            "SELECT root, listed, by_dispute AS rank FROM discussions
             WHERE thread_id = ?1 AND published_count > 0 AND (by_dispute, root) > (?2, ?3) ORDER BY by_dispute, root LIMIT ?4"
        }
        Ranking::Replies => {
            "SELECT root, listed, by_replies AS rank FROM discussions
             WHERE thread_id = ?1 AND published_count > 0 AND (by_replies, root) > (?2, ?3) ORDER BY by_replies, root LIMIT ?4"
        }
        Ranking::Staff => {
            "SELECT root, listed, by_staff AS rank FROM discussions
             WHERE thread_id = ?1 AND published_count > 0 AND (by_staff, root) > (?2, ?3) ORDER BY by_staff, root LIMIT ?4"
        }
    };
    let start = by.start();
    list(db, sql, thread, from.unwrap_or(&start), limit)
}

/// The discussions just before a spot in an order, the nearest one first.
pub fn before(
    db: &Db,
    thread: i64,
    by: Ranking,
    from: &SortKey,
    limit: usize,
) -> Result<Vec<DiscussionRow>> {
    let sql = match by {
        Ranking::Oldest => {
            "SELECT root, listed, 0 AS rank FROM discussions
             WHERE thread_id = ?1 AND published_count > 0 AND root < ?3 AND 0 = ?2 ORDER BY root DESC LIMIT ?4"
        }
        Ranking::Newest => {
            "SELECT root, listed, 0 AS rank FROM discussions
             WHERE thread_id = ?1 AND published_count > 0 AND root > ?3 AND 0 = ?2 ORDER BY root LIMIT ?4"
        }
        Ranking::Up => {
            "SELECT root, listed, by_up AS rank FROM discussions
             WHERE thread_id = ?1 AND published_count > 0 AND (by_up, root) < (?2, ?3)
             ORDER BY by_up DESC, root DESC LIMIT ?4"
        }
        Ranking::Score => {
            "SELECT root, listed, by_score AS rank FROM discussions
             WHERE thread_id = ?1 AND published_count > 0 AND (by_score, root) < (?2, ?3)
             ORDER BY by_score DESC, root DESC LIMIT ?4"
        }
        Ranking::Dispute => {
            "SELECT root, listed, by_dispute AS rank FROM discussions
             WHERE thread_id = ?1 AND published_count > 0 AND (by_dispute, root) < (?2, ?3)
             ORDER BY by_dispute DESC, root DESC LIMIT ?4"
        }
        Ranking::Replies => {
            "SELECT root, listed, by_replies AS rank FROM discussions
             WHERE thread_id = ?1 AND published_count > 0 AND (by_replies, root) < (?2, ?3)
             ORDER BY by_replies DESC, root DESC LIMIT ?4"
        }
        Ranking::Staff => {
            "SELECT root, listed, by_staff AS rank FROM discussions
             WHERE thread_id = ?1 AND published_count > 0 AND (by_staff, root) < (?2, ?3)
             ORDER BY by_staff DESC, root DESC LIMIT ?4"
        }
    };
    list(db, sql, thread, from, limit)
}

fn list(
    db: &Db,
    sql: &'static str,
    thread: i64,
    from: &SortKey,
    limit: usize,
) -> Result<Vec<DiscussionRow>> {
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
