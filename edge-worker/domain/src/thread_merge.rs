//! Two threads become one: discussions in the order they began in, each with
//! its replies as they were.
//!
//! One thread takes the other in. A discussion moves as a whole by getting
//! another number for the first level of its tree paths (see [`crate::tree_path`]).
//! What began before the other thread's first discussion stays where it is;
//! from there on the discussions of both get new numbers, in order. This
//! happens in bounded steps. After each of them every comment has a tree path of
//! its own in one of the two threads.

use crate::{Millis, tree_path};
use serde::{Deserialize, Serialize};

/// The two threads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The thread that takes the other in.
    Into,
    /// The thread that ends.
    From,
}

/// A comment, as far as its order goes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Stand {
    /// Its id.
    pub id: String,
    /// Its tree path now.
    pub tree_path: String,
    /// When it was posted.
    pub created_at: Millis,
    /// 1 when everybody can read it.
    pub public: u8,
}

/// The next comments of a thread that are not settled yet, in order of their tree
/// paths.
#[derive(Debug, Clone, Default)]
pub struct RowBatch {
    /// The comments.
    pub rows: Vec<Stand>,
    /// True where more follow.
    pub more: bool,
}

/// A discussion of which a step saw only the beginning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Open {
    side: Side,
    root: String,
    /// Its new number; none where it stays.
    number: Option<u64>,
}

/// The progress of a merge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The first of the numbers reserved for the discussions.
    first: u64,
    /// The next number to give.
    next: u64,
    /// Comments of the receiving thread up to here stay where they are.
    kept: String,
    open: Option<Open>,
}

/// A comment's new position, in the receiving thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The comment.
    pub id: String,
    /// The thread that it was in.
    pub side: Side,
    /// Its new tree path.
    pub tree_path: String,
    /// True where everybody can read it.
    pub public: bool,
}

impl Progress {
    /// The beginning, where `next` is the number that each thread's next
    /// comment would have got; and the next number from now on. As many
    /// numbers are left out between as there can be discussions.
    pub fn start(into_next: u64, from_next: u64) -> (Self, u64) {
        // Replies bring numbers of the ending thread along as well.
        let first = into_next.max(from_next);
        let progress = Self {
            first,
            next: first,
            kept: String::new(),
            open: None,
        };
        (progress, first + into_next + from_next)
    }

    /// The receiving thread's comments that are not settled yet: after the first
    /// tree path and before the second.
    pub fn unsettled(&self) -> (&str, String) {
        (&self.kept, tree_path::root(self.first))
    }

    /// One step: settles the comments given, as far as they tell what comes next,
    /// and returns those that move.
    pub fn step(&mut self, into: RowBatch, from: RowBatch) -> Vec<Moved> {
        let mut into = Rows::of(into);
        let mut from = Rows::of(from);
        let mut moved = Vec::new();
        loop {
            if let Some(open) = self.open.take() {
                let rows = match open.side {
                    Side::Into => &mut into,
                    Side::From => &mut from,
                };
                self.go_on(&open, rows, &mut moved);
                if rows.is_cut() {
                    self.open = Some(open);
                    return moved;
                }
                if open.number.is_none() {
                    // No tree path is beyond `~`: a reply that comes later stays as
                    // well.
                    self.kept = [&open.root, "~"].concat();
                }
            }
            // What is cut off there could be the older one.
            if into.is_cut() || from.is_cut() {
                return moved;
            }
            let from_began = from.began();
            let Some(side) = older(into.began(), from_began) else {
                return moved;
            };
            let stays = side == Side::Into && self.next == self.first;
            if stays && from_began.is_none() {
                // Nothing comes after it that was not there before.
                return moved;
            }
            let root = match side {
                Side::Into => into.root(),
                Side::From => from.root(),
            };
            let number = (!stays).then_some(self.next);
            self.next += u64::from(number.is_some());
            self.open = Some(Open { side, root, number });
        }
    }

    fn go_on(&mut self, open: &Open, rows: &mut Rows, moved: &mut Vec<Moved>) {
        while let Some(row) = rows.take_of(&open.root) {
            let Some(number) = open.number else {
                self.kept = row.tree_path;
                continue;
            };
            let rest = &row.tree_path[open.root.len()..];
            moved.push(Moved {
                id: row.id,
                side: open.side,
                tree_path: [&tree_path::root(number), rest].concat(),
                public: row.public == 1,
            });
        }
    }
}

fn older(into: Option<Millis>, from: Option<Millis>) -> Option<Side> {
    match (into, from) {
        (None, None) => None,
        (Some(into), Some(from)) if from < into => Some(Side::From),
        (Some(_), _) => Some(Side::Into),
        (None, Some(_)) => Some(Side::From),
    }
}

struct Rows {
    rows: std::iter::Peekable<std::vec::IntoIter<Stand>>,
    more: bool,
}

impl Rows {
    fn of(part: RowBatch) -> Self {
        Self {
            rows: part.rows.into_iter().peekable(),
            more: part.more,
        }
    }

    /// Nothing is left here of what is not at its end.
    fn is_cut(&mut self) -> bool {
        self.more && self.rows.peek().is_none()
    }

    fn began(&mut self) -> Option<Millis> {
        self.rows.peek().map(|row| row.created_at)
    }

    fn root(&mut self) -> String {
        let row = self.rows.peek();
        row.map_or_else(String::new, |row| {
            tree_path::root_of(&row.tree_path).to_owned()
        })
    }

    fn take_of(&mut self, root: &str) -> Option<Stand> {
        self.rows
            .next_if(|row| tree_path::root_of(&row.tree_path) == root)
    }
}

#[cfg(test)]
#[path = "thread_merge_tests.rs"]
mod tests;
