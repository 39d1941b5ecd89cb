//! Fetching another module of ours and giving it a place in the page.
//!
//! Each is a wasm module with a memory of its own, so all that passes between
//! two of them is plain JavaScript values.

use super::mount_point::MountPoint;
use js_sys::{Function, Object, Promise, Reflect};
use std::cell::RefCell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use yew::Callback;

/// The module of moderators and owners.
pub const MODERATION: &str = "moderation";
/// The module with what a reader can choose about reading.
pub const COMFORT: &str = "comfort";

thread_local! {
    /// The loader's function that fetches a module by its name: the same one
    /// for all threads of the page that this module shows.
    static LOAD: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Remembers how modules are fetched.
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

/// A module at work in the page. Dropping this ends it.
pub struct Module {
    mounted: JsValue,
    /// An element of its own.
    place: Option<MountPoint>,
    _close: Closure<dyn Fn()>,
    _again: Closure<dyn Fn() -> Promise>,
}

impl Drop for Module {
    fn drop(&mut self) {
        let destroy = Reflect::get(&self.mounted, &"destroy".into());
        if let Some(destroy) = destroy.ok().and_then(|f| f.dyn_into::<Function>().ok()) {
            let _gone = destroy.call0(&self.mounted);
        }
        if let Some(place) = &self.place {
            place.remove();
        }
    }
}

/// Fetches a module, once per page, and starts it with the loader's options: in
/// the thread's element, or that for moderation in one beside it. `closed` runs
/// when it wants to be closed, `again` when it wants a fresh sign-in. It takes
/// the `session` because the storage may have none.
pub async fn open(
    name: &str,
    thread: &MountPoint,
    options: &Object,
    session: Option<JsValue>,
    closed: Callback<()>,
    again: Callback<(), Promise>,
) -> Result<Module, NotLoaded> {
    let close = Closure::<dyn Fn()>::new(move || closed.emit(()));
    let again = Closure::<dyn Fn() -> Promise>::new(move || again.emit(()));
    let options = Object::assign(&Object::new(), options);
    Reflect::set(&options, &"onClose".into(), close.as_ref())?;
    Reflect::set(&options, &"signInAgain".into(), again.as_ref())?;
    Reflect::set(&options, &"session".into(), &session.into())?;
    let place = match name {
        MODERATION => Some(thread.beside().ok_or(NotLoaded)?),
        _ => None,
    };
    let element = place.as_ref().unwrap_or(thread).as_js().clone();
    // From here on whatever goes wrong takes the element out again.
    let mut module = Module {
        mounted: JsValue::UNDEFINED,
        place,
        _close: close,
        _again: again,
    };
    let load = LOAD.with_borrow(Clone::clone).ok_or(NotLoaded)?;
    let exports = settle(load.call1(&JsValue::NULL, &name.into())?).await?;
    let mount: Function = Reflect::get(&exports, &"mount".into())?.dyn_into()?;
    module.mounted = settle(mount.call2(&JsValue::NULL, &element, &options)?).await?;
    Ok(module)
}

/// Waits where the value is a promise.
async fn settle(value: JsValue) -> Result<JsValue, JsValue> {
    match value.dyn_into::<Promise>() {
        Ok(promise) => JsFuture::from(promise).await,
        Err(value) => Ok(value),
    }
}
