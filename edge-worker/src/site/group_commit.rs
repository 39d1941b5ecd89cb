//! Writes that arrive together reach the disk together.
//!
//! The platform commits what was written during one of its turns, and waits for the
//! disk each time. Operations that write wait for the end of the turn in which the
//! first of them came, and then run one after the other, each a transaction of its
//! own inside that commit. Their outcomes are held back until it is on disk, so
//! that what one operation promises does not change.

use crate::platform::Turn;
use std::cell::RefCell;

/// The turn that operations wait for.
#[derive(Default)]
pub struct GroupCommit(RefCell<Option<Turn>>);

impl GroupCommit {
    /// Waits until everything that has arrived by now was looked at.
    pub async fn turn(&self) {
        let turn = self.0.borrow_mut().get_or_insert_with(Turn::now).clone();
        turn.end().await;
        self.0.borrow_mut().take_if(|last| *last == turn);
    }
}
