//! Fetching the staff module and handing it a place in the page.
//!
//! It is a second wasm module with a memory of its own, so all that passes
//! between the two is plain JavaScript values.

use super::stage::Stage;
use crate::api::Client;
use js_sys::{Function, Object, Promise, Reflect};
use std::cell::RefCell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use yew::Callback;

thread_local! {
    /// The loader's function that fetches the module: the same one for all
    /// threads of the page that this module shows.
    static LOAD: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Remembers how the module is fetched.
pub(crate) fn remember(load: Function) {
    LOAD.with_borrow_mut(|slot| *slot = Some(load));
}

/// The module could not be fetched or started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotLoaded;

impl From<JsValue> for NotLoaded {
    fn from(_: JsValue) -> Self {
        NotLoaded
    }
}

/// The module, shown. Dropping this removes it.
pub struct StaffHandle {
    handle: JsValue,
    place: Stage,
    _close: Closure<dyn Fn()>,
}

impl Drop for StaffHandle {
    fn drop(&mut self) {
        let destroy = Reflect::get(&self.handle, &"destroy".into());
        if let Some(destroy) = destroy.ok().and_then(|f| f.dyn_into::<Function>().ok()) {
            let _gone = destroy.call0(&self.handle);
        }
        self.place.remove();
    }
}

/// Fetches the module, once per page, and shows it in an element of its own
/// beside the thread's. `closed` runs when it wants to be closed.
pub async fn open(
    client: &Client,
    thread: &Stage,
    closed: Callback<()>,
) -> Result<StaffHandle, NotLoaded> {
    let load = LOAD.with_borrow(Clone::clone).ok_or(NotLoaded)?;
    let module = settle(load.call0(&JsValue::NULL)?).await?;
    let mount: Function = Reflect::get(&module, &"mount".into())?.dyn_into()?;
    let close = Closure::<dyn Fn()>::new(move || closed.emit(()));
    let options = options(client).await?;
    Reflect::set(&options, &"onClose".into(), close.as_ref())?;
    let place = thread.beside().ok_or(NotLoaded)?;
    let mounted = mount.call2(&JsValue::NULL, place.as_js(), &options);
    let handle = match mounted.map(settle) {
        Ok(handle) => handle.await,
        Err(error) => Err(error),
    };
    if handle.is_err() {
        place.remove();
    }
    Ok(StaffHandle {
        handle: handle?,
        place,
        _close: close,
    })
}

/// The same names as the loader's options for the reader's module, and the
/// session, which storage may not keep.
async fn options(client: &Client) -> Result<Object, NotLoaded> {
    let options = Object::new();
    let embed = client.embed();
    for (name, value) in [
        ("host", &embed.host),
        ("site", &embed.site),
        ("page", &embed.page),
        ("url", &embed.url),
        ("title", &embed.title),
        ("lang", &embed.lang),
        ("build", &embed.build),
    ] {
        Reflect::set(&options, &name.into(), &value.as_str().into())?;
    }
    if let Some(session) = client.session_js().await {
        Reflect::set(&options, &"session".into(), &session)?;
    }
    Ok(options)
}

/// Waits where the value is a promise.
async fn settle(value: JsValue) -> Result<JsValue, JsValue> {
    match value.dyn_into::<Promise>() {
        Ok(promise) => JsFuture::from(promise).await,
        Err(value) => Ok(value),
    }
}
