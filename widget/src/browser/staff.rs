//! The staff module, in an element of its own beside the thread's.

use super::modules::{self, Module, NotLoaded};
use super::stage::Stage;
use crate::api::Client;
use js_sys::{Object, Reflect};
use wasm_bindgen::closure::Closure;
use yew::Callback;

/// The module, shown. Dropping this removes it.
pub struct StaffHandle {
    _module: Module,
    place: Stage,
    _close: Closure<dyn Fn()>,
}

impl Drop for StaffHandle {
    fn drop(&mut self) {
        self.place.remove();
    }
}

/// Fetches the module and shows it. `closed` runs when it wants to be closed.
pub async fn open(
    client: &Client,
    thread: &Stage,
    options: &Object,
    closed: Callback<()>,
) -> Result<StaffHandle, NotLoaded> {
    let close = Closure::<dyn Fn()>::new(move || closed.emit(()));
    let options = Object::assign(&Object::new(), options);
    Reflect::set(&options, &"onClose".into(), close.as_ref())?;
    // Storage may not keep the session.
    if let Some(session) = client.session_js().await {
        Reflect::set(&options, &"session".into(), &session)?;
    }
    let place = thread.beside().ok_or(NotLoaded)?;
    let mounted = modules::mount("staff", place.as_js(), &options).await;
    if mounted.is_err() {
        place.remove();
    }
    Ok(StaffHandle {
        _module: mounted?,
        place,
        _close: close,
    })
}
