//! The network's state, as far as the browser knows.

use super::Listener;
use js_sys::Reflect;
use yew::Callback;

/// False when the browser is sure that there is none.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// True where the page has a service worker of its own, which may respond from
/// its own cache whatever is requested twice.
pub fn is_behind_a_cache() -> bool {
    let controller = || {
        let navigator = web_sys::window()?.navigator();
        let container = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
        Reflect::get(&container, &"controller".into()).ok()
    };
    controller().is_some_and(|controller| !controller.is_null_or_undefined())
}

/// Says each change until the listener is dropped.
pub fn subscribe(changed: Callback<bool>) -> Listener {
    let offline = changed.clone();
    Listener::default()
        .on_window("online", move |_| changed.emit(true))
        .on_window("offline", move |_| offline.emit(false))
}
