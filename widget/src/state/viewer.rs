//! The person at the keyboard comes, changes and goes.

use super::{App, SessionState};
use bedside_wire::Viewer;
use std::rc::Rc;

impl App {
    pub(super) fn me_is(&mut self, me: Viewer) {
        let mut own: Vec<_> = me.own.iter().cloned().map(Rc::new).collect();
        self.keep_deleted(&mut own);
        self.own = Rc::new(own);
        self.voted_up = Rc::new(me.voted_up.clone());
        self.voted_down = Rc::new(me.voted_down.clone());
        self.removals = Rc::new(me.removals.clone());
        // What one wrote does not wait, also where it was heard of first.
        let is_own = |id: &str| self.own.iter().any(|mine| mine.comment.id == id);
        if self.thread.incoming.iter().any(|item| is_own(&item.id)) {
            Rc::make_mut(&mut self.thread).show_fresh_of(is_own);
        }
        let before = std::mem::replace(&mut self.session, SessionState::In(Rc::new(me)));
        // Asked for again and again: only signing in takes a notice away.
        if !matches!(before, SessionState::In(_)) {
            self.error = None;
        }
    }

    pub(super) fn session_is(&mut self, session: SessionState) {
        match session {
            SessionState::In(me) => self.me_is(Rc::unwrap_or_clone(me)),
            other => {
                self.error = None;
                self.devices = false;
                if other == SessionState::SignedOut || other == SessionState::Expired {
                    self.own = Rc::default();
                    self.voted_up = Rc::default();
                    self.voted_down = Rc::default();
                    self.removals = Rc::default();
                }
                self.session = other;
            }
        }
    }
}
