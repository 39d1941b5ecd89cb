//! Hearing of changes: the Room's WebSocket, and asking now and then where a
//! WebSocket cannot be had.

use super::{Listener, is_visible, network, random};
use crate::api::{Backoff, Client};
use bedside_wire::live::{LiveMessage, PING};
use gloo_timers::callback::{Interval, Timeout};
use js_sys::Reflect;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{MessageEvent, WebSocket};
use yew::Callback;

/// Said when changes may have been missed: its version is newer than any, so
/// whoever compares versions asks the worker what changed.
pub const MISSED: LiveMessage = LiveMessage { version: u64::MAX };

const PING_MS: u32 = 25_000;
const RECONNECT: Backoff = Backoff {
    first_ms: 1_000,
    longest_ms: 60_000,
};
/// After so many failures in a row each further one also says [`MISSED`], so
/// that the reader is at most a minute behind without any WebSocket.
const FAILURES_BEFORE_POLLING: u32 = 3;

/// Keeps the subscription; dropping it closes the connection.
pub struct LiveHandle(Rc<Live>);

impl Drop for LiveHandle {
    fn drop(&mut self) {
        self.0.rest();
    }
}

/// Says each change of the client's thread.
pub fn subscribe(client: &Client, said: Callback<LiveMessage>) -> LiveHandle {
    let live = Rc::new(Live {
        address: client.live_address(),
        said,
        connection: RefCell::default(),
        retry: RefCell::default(),
        failures: Cell::new(0),
        forbidden: Cell::new(false),
        page: RefCell::default(),
    });
    *live.page.borrow_mut() = live.follow_the_page();
    live.connect_after(0);
    LiveHandle(live)
}

struct Live {
    address: String,
    said: Callback<LiveMessage>,
    connection: RefCell<Option<LiveConnection>>,
    retry: RefCell<Option<Timeout>>,
    failures: Cell<u32>,
    /// The host page's policy forbids the socket; trying again would only fill
    /// its console.
    forbidden: Cell<bool>,
    page: RefCell<Listener>,
}

struct LiveConnection {
    socket: WebSocket,
    _events: Listener,
    _ping: Interval,
}

impl Drop for LiveConnection {
    fn drop(&mut self) {
        let socket = self.socket.clone();
        if socket.ready_state() == WebSocket::CONNECTING {
            // Closed now, it would be an error in the host page's console.
            let close = Closure::once_into_js(move || {
                let _closed_already = socket.close();
            });
            self.socket.set_onopen(Some(close.unchecked_ref()));
        } else {
            let _closed_already = socket.close();
        }
    }
}

impl Live {
    fn connect(self: &Rc<Self>) {
        if !network::is_online() {
            // The `online` event tries again.
            return;
        }
        if self.forbidden.get() {
            return self.failed();
        }
        match WebSocket::new(&self.address) {
            Ok(socket) => *self.connection.borrow_mut() = Some(self.watch(socket)),
            Err(_) => self.failed(),
        }
    }

    fn watch(self: &Rc<Self>, socket: WebSocket) -> LiveConnection {
        let heard = Rc::new(Cell::new(true));
        let events = Listener::default()
            .on(&socket, "open", {
                let live = Rc::downgrade(self);
                move |_| with(&live, |live| live.opened())
            })
            .on(&socket, "message", {
                let (live, heard) = (Rc::downgrade(self), Rc::clone(&heard));
                move |event| {
                    heard.set(true);
                    with(&live, |live| live.heard(event));
                }
            })
            .on(&socket, "close", {
                let live = Rc::downgrade(self);
                move |_| with(&live, Live::failed)
            });
        let ping = Interval::new(PING_MS, {
            let (live, socket) = (Rc::downgrade(self), socket.clone());
            move || {
                // A connection that lost its network says nothing, for hours.
                if heard.replace(false) {
                    let _closing = socket.send_with_str(PING);
                } else {
                    with(&live, Live::failed);
                }
            }
        });
        LiveConnection {
            socket,
            _events: events,
            _ping: ping,
        }
    }

    fn opened(&self) {
        // Between the HTML and this moment, or while the connection was lost,
        // anything may have been said.
        self.said.emit(MISSED);
    }

    fn heard(&self, event: &web_sys::Event) {
        // Not when it opened: some proxies open any connection, and end it.
        self.failures.set(0);
        let text = event.unchecked_ref::<MessageEvent>().data().as_string();
        // Pongs and what later versions may say are not for us.
        if let Some(message) = text.and_then(|text| crate::json::read(&text)) {
            self.said.emit(message);
        }
    }

    /// Plans the next try. The old connection is dropped by it and not here,
    /// where one of its own listeners may be running.
    fn failed(self: &Rc<Self>) {
        if self.retry.borrow().is_some() {
            return;
        }
        let failures = self.failures.get().saturating_add(1);
        self.failures.set(failures);
        self.connect_after(RECONNECT.wait_ms(failures, random::unit()));
    }

    /// Plans a try, in milliseconds from now.
    fn connect_after(self: &Rc<Self>, wait: u32) {
        let live = Rc::downgrade(self);
        let retry = Timeout::new(wait, move || with(&live, Live::again));
        *self.retry.borrow_mut() = Some(retry);
    }

    fn again(self: &Rc<Self>) {
        self.rest();
        if self.failures.get() >= FAILURES_BEFORE_POLLING && is_visible() {
            self.said.emit(MISSED);
        }
        self.connect();
    }

    /// Without a connection, and without a plan to get one.
    fn rest(&self) {
        drop(self.retry.borrow_mut().take());
        drop(self.connection.borrow_mut().take());
    }

    /// An open connection keeps a page out of the back/forward cache, so it is
    /// given up when the page is left and taken again when it is shown.
    fn follow_the_page(self: &Rc<Self>) -> Listener {
        let (leaving, shown, online, policy) = (
            Rc::downgrade(self),
            Rc::downgrade(self),
            Rc::downgrade(self),
            Rc::downgrade(self),
        );
        let afresh = |live: &Rc<Live>| {
            live.failures.set(0);
            live.rest();
            live.connect();
        };
        Listener::default()
            .on_window("pagehide", move |_| with(&leaving, |live| live.rest()))
            .on_window("pageshow", move |_| {
                with(&shown, |live| {
                    if live.connection.borrow().is_none() {
                        afresh(live);
                    }
                });
            })
            .on_window("online", move |_| with(&online, afresh))
            .on_window("securitypolicyviolation", move |event| {
                with(&policy, |live| {
                    let blocked = Reflect::get(event, &"blockedURI".into());
                    let blocked = blocked.ok().and_then(|uri| uri.as_string());
                    if blocked.is_some_and(|uri| !uri.is_empty() && live.address.starts_with(&uri))
                    {
                        live.forbidden.set(true);
                    }
                });
            })
    }
}

fn with(live: &Weak<Live>, act: impl FnOnce(&Rc<Live>)) {
    if let Some(live) = live.upgrade() {
        act(&live);
    }
}
