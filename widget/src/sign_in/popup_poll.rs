//! When to ask the worker about a sign-in, and when to stop hoping.
//!
//! A popup that reads as closed may be closed, or a provider's
//! Cross-Origin-Opener-Policy cut it from its opener while the person is still
//! typing their password. Only the worker knows. So "closed" starts the
//! asking; it does not end it.

/// A sign-in lives this long on the worker.
const LIFE_MS: f64 = 600_000.0;
/// While the window is open its messages arrive; asking only guards against a
/// browser that drops them.
const ASK_OPEN_MS: f64 = 20_000.0;
/// The first request after the window seems closed, and the longest pause
/// between the later ones.
const ASK_CLOSED_MS: f64 = 300.0;
const ASK_CLOSED_LONGEST_MS: f64 = 5_000.0;
/// So many responses are heard before a closed window is believed.
const ASKS_BEFORE_CLOSED: u32 = 3;
/// A person who is back on the page for so long has given the window up, even
/// when the worker still waits for the provider.
const BACK_MS: f64 = 15_000.0;
/// The same where they were back in the moment that the window seemed closed:
/// closing a window gives the focus back, being cut from it does not.
const BACK_AT_ONCE_MS: f64 = 5_000.0;
/// Closing gives the focus back within this time.
const AT_ONCE_MS: f64 = 1_000.0;

/// The next step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PollStep {
    /// Nothing yet.
    Wait,
    /// Ask the worker.
    Ask,
    /// Believe that the sign-in was given up.
    GiveUp,
    /// Believe that the window cannot speak with this page, and never could: the
    /// page's own Cross-Origin-Opener-Policy cut it off, which no script can read.
    CutOff,
}

/// The visible state of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PopupState {
    /// `window.closed` of the popup.
    pub closed: bool,
    /// The person's keyboard is in this page.
    pub page_has_focus: bool,
}

/// The state of one wait. Times are in milliseconds, from any start.
#[derive(Debug, Clone, Copy)]
pub struct PopupPoll {
    began: f64,
    /// The popup has the key, so the worker may know the attempt.
    key_given: bool,
    next_ask: f64,
    pause: f64,
    closed_since: Option<f64>,
    back_since: Option<f64>,
    asks_since_closed: u32,
    /// The worker said that the person is at the provider.
    at_provider: bool,
}

impl PopupPoll {
    /// Begins at `now`.
    pub fn new(now: f64) -> Self {
        Self {
            began: now,
            key_given: false,
            next_ask: f64::INFINITY,
            pause: ASK_CLOSED_MS,
            closed_since: None,
            back_since: None,
            asks_since_closed: 0,
            at_provider: false,
        }
    }

    /// The popup asked for the key and got it.
    pub fn key_given(&mut self, now: f64) {
        self.key_given = true;
        self.next_ask = now + ASK_OPEN_MS;
    }

    /// The popup says that it is done: ask at once.
    pub fn done(&mut self, now: f64) {
        self.next_ask = now;
        self.pause = ASK_CLOSED_MS;
    }

    /// The worker has no session yet. `at_provider` is
    /// false where it does not even know the attempt.
    pub fn not_yet(&mut self, now: f64, at_provider: bool) {
        self.at_provider = at_provider;
        if self.closed_since.is_some() {
            self.asks_since_closed += 1;
            self.pause = (self.pause * 1.6).min(ASK_CLOSED_LONGEST_MS);
            self.next_ask = now + self.pause;
        } else {
            self.next_ask = now + ASK_OPEN_MS;
        }
    }

    /// The next step.
    pub fn next(&mut self, now: f64, state: PopupState) -> PollStep {
        self.look(now, state);
        let closed_for = self.closed_since.map_or(0.0, |since| now - since);
        let back_for = self.back_since.map_or(0.0, |since| now - since);
        let at_once = self.back_since.zip(self.closed_since);
        let limit = match at_once {
            Some((back, closed)) if back - closed <= AT_ONCE_MS => BACK_AT_ONCE_MS,
            _ => BACK_MS,
        };
        let heard_enough = self.asks_since_closed >= ASKS_BEFORE_CLOSED;
        let given_up = heard_enough && (!self.at_provider || back_for >= limit);
        if !self.key_given && closed_for >= 2.0 * ASK_CLOSED_MS {
            PollStep::CutOff
        } else if self.key_given && given_up || now - self.began >= LIFE_MS {
            PollStep::GiveUp
        } else if now >= self.next_ask {
            PollStep::Ask
        } else {
            PollStep::Wait
        }
    }

    fn look(&mut self, now: f64, state: PopupState) {
        if state.closed && self.closed_since.is_none() {
            self.closed_since = Some(now);
            if self.key_given {
                self.next_ask = self.next_ask.min(now + ASK_CLOSED_MS);
            }
        }
        let back = state.closed && state.page_has_focus;
        self.back_since = back.then(|| self.back_since.unwrap_or(now));
    }
}

#[cfg(test)]
#[path = "popup_poll_tests.rs"]
mod tests;
