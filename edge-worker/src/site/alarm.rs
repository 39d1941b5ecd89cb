//! The object's one alarm, set for the earliest of what is due.

use crate::{log, platform};
use bedside_domain::Millis;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use worker::State;

/// Between two steps of what takes many, so that others are served as well.
const BETWEEN_STEPS: Millis = 5;

/// When the alarm rings, as far as this object has set it.
#[derive(Default)]
pub struct Alarm(Rc<Cell<Option<Millis>>>);

impl Alarm {
    /// Sets the alarm, unless it rings sooner anyway.
    pub fn set(&self, state: &State, due: Millis) {
        let now = platform::now();
        let at = due.max(now + BETWEEN_STEPS);
        if self.0.get().is_some_and(|known| known <= at) {
            return;
        }
        self.0.set(Some(at));
        let (storage, known) = (state.storage(), self.0.clone());
        let pause = Duration::from_millis(at.abs_diff(now));
        state.wait_until(async move {
            if let Err(error) = storage.set_alarm(pause).await {
                known.take();
                log::error("alarm", &error.to_string());
            }
        });
    }

    /// Notes that it rang: whatever is due next sets it anew.
    pub fn rang(&self) {
        self.0.take();
    }
}
