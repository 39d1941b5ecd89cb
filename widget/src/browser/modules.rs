//! Fetching another module of ours and giving it a place in the page.
//!
//! It is a wasm module with a memory of its own, so all that passes between
//! two of them is plain JavaScript values.

use js_sys::{Function, Object, Promise, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

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
pub struct Module(JsValue);

impl Drop for Module {
    fn drop(&mut self) {
        let destroy = Reflect::get(&self.0, &"destroy".into());
        if let Some(destroy) = destroy.ok().and_then(|f| f.dyn_into::<Function>().ok()) {
            let _gone = destroy.call0(&self.0);
        }
    }
}

/// Fetches a module, once per page, and starts it in an element. The options
/// are the loader's, and what is set in them for this module.
pub(crate) async fn mount(
    name: &str,
    place: &JsValue,
    options: &Object,
) -> Result<Module, NotLoaded> {
    let load = LOAD.with_borrow(Clone::clone).ok_or(NotLoaded)?;
    let module = settle(load.call1(&JsValue::NULL, &name.into())?).await?;
    let mount: Function = Reflect::get(&module, &"mount".into())?.dyn_into()?;
    let mounted = mount.call2(&JsValue::NULL, place, options)?;
    Ok(Module(settle(mounted).await?))
}

/// Waits where the value is a promise.
async fn settle(value: JsValue) -> Result<JsValue, JsValue> {
    match value.dyn_into::<Promise>() {
        Ok(promise) => JsFuture::from(promise).await,
        Err(value) => Ok(value),
    }
}
