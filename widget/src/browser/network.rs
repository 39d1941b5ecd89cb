//! Whether there is a network, as far as the browser knows.

use super::Listener;
use yew::Callback;

/// False when the browser is sure that there is none.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Says each change until the listener is dropped.
pub fn subscribe(changed: Callback<bool>) -> Listener {
    let offline = changed.clone();
    Listener::default()
        .on_window("online", move |_| changed.emit(true))
        .on_window("offline", move |_| offline.emit(false))
}
