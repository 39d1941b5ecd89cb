//! Writes that arrive together reach the disk together.
//!
//! The platform commits what was written during one of its turns, and waits for the
//! disk each time. Operations that write wait for the end of the turn in which the
//! first of them came, and then run one after the other, each a transaction of its
//! own inside that commit. Their outcomes are held back until it is on disk, so
//! that what one operation promises does not change.

use js_sys::{Function, Promise};
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use worker::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(work: &Function, ms: u32);
}

/// The turn that operations wait for.
#[derive(Default)]
pub struct GroupCommit(RefCell<Option<Promise>>);

impl GroupCommit {
    /// Waits until everything that has arrived by now was looked at.
    pub async fn turn(&self) {
        let turn = self.0.borrow_mut().get_or_insert_with(end_of_turn).clone();
        // Timers do not fail.
        let _ = JsFuture::from(turn.clone()).await;
        let same = |last: &mut Promise| js_sys::Object::is(last, &turn);
        self.0.borrow_mut().take_if(same);
    }
}

/// A timer without delay: it is due once nothing else is.
fn end_of_turn() -> Promise {
    Promise::new(&mut |resolve, _| set_timeout(&resolve, 0))
}
