//! Event listeners that end with their owner.

use gloo_events::{EventListener, EventListenerOptions};

/// Keeps listeners alive; dropping it removes them.
#[derive(Default)]
pub struct Listener(Vec<EventListener>);

impl Listener {
    /// Adds a listener for `name` on `target`. It never blocks scrolling.
    pub(super) fn on(
        self,
        target: &web_sys::EventTarget,
        name: &'static str,
        run: impl FnMut(&web_sys::Event) + 'static,
    ) -> Self {
        let options = EventListenerOptions::run_in_capture_phase();
        self.with(target, name, options, run)
    }

    /// Adds a listener for keys on `target`, which may take a key: a default
    /// that was prevented keeps the key from the page.
    pub(super) fn on_keys(
        self,
        target: &web_sys::EventTarget,
        run: impl FnMut(&web_sys::Event) + 'static,
    ) -> Self {
        let options = EventListenerOptions {
            passive: false,
            ..EventListenerOptions::run_in_capture_phase()
        };
        self.with(target, "keydown", options, run)
    }

    fn with(
        mut self,
        target: &web_sys::EventTarget,
        name: &'static str,
        options: EventListenerOptions,
        run: impl FnMut(&web_sys::Event) + 'static,
    ) -> Self {
        self.0
            .push(EventListener::new_with_options(target, name, options, run));
        self
    }

    /// As [`Listener::on`], on the window; without one, nothing is listened to.
    pub(super) fn on_window(
        self,
        name: &'static str,
        run: impl FnMut(&web_sys::Event) + 'static,
    ) -> Self {
        match web_sys::window() {
            Some(window) => self.on(&window, name, run),
            None => self,
        }
    }
}
