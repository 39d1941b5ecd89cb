//! Fetching the staff module and handing it a place in the page.
//!
//! It is a second wasm module with a memory of its own, so all that passes
//! between the two is plain JavaScript values.

use crate::api::Client;
use js_sys::{Function, Object, Promise, Reflect};
use std::cell::RefCell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use yew::{Callback, NodeRef};

thread_local! {
    /// The loader's function that fetches the module: the same one for all
    /// threads of the page that this module shows.
    static LOAD: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Remembers how the module is fetched.
pub(crate) fn remember(load: Function) {
    LOAD.with_borrow_mut(|slot| *slot = Some(load));
}

/// What the staff module says while it is open.
#[derive(Clone, PartialEq)]
pub struct StaffEvents {
    /// So many comments wait now.
    pub waiting: Callback<u64>,
    /// It wants to be closed.
    pub close: Callback<()>,
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
    _waiting: Closure<dyn Fn(f64)>,
    _close: Closure<dyn Fn()>,
}

impl Drop for StaffHandle {
    fn drop(&mut self) {
        let destroy = Reflect::get(&self.handle, &"destroy".into());
        if let Some(destroy) = destroy.ok().and_then(|f| f.dyn_into::<Function>().ok()) {
            let _gone = destroy.call0(&self.handle);
        }
    }
}

/// Fetches the module, once per page, and shows it in `container`.
pub async fn open(
    client: &Client,
    container: &NodeRef,
    events: StaffEvents,
) -> Result<StaffHandle, NotLoaded> {
    let load = LOAD.with_borrow(Clone::clone).ok_or(NotLoaded)?;
    let module = settle(load.call0(&JsValue::NULL)?).await?;
    let mount: Function = Reflect::get(&module, &"mount".into())?.dyn_into()?;
    let container = container.get().ok_or(NotLoaded)?;

    let waiting = Closure::<dyn Fn(f64)>::new(move |n: f64| events.waiting.emit(n as u64));
    let close = Closure::<dyn Fn()>::new(move || events.close.emit(()));
    let options = options(client).await?;
    Reflect::set(&options, &"onWaiting".into(), waiting.as_ref())?;
    Reflect::set(&options, &"onClose".into(), close.as_ref())?;
    let handle = settle(mount.call2(&JsValue::NULL, &container, &options)?).await?;
    Ok(StaffHandle {
        handle,
        _waiting: waiting,
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
