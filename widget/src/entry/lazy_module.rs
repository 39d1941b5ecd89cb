//! The other modules of ours that a thread may want, each fetched once and only
//! when it is needed.

use crate::api::Client;
use crate::browser::modules::{self, Module};
use crate::browser::mount_point::MountPoint;
use crate::browser::{sleep, tell_owner};
use crate::sign_in::{self, SignInError};
use js_sys::{Object, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{future_to_promise, spawn_local};
use yew::Callback;

/// Another module of ours.
#[derive(Default)]
enum LazyModule {
    #[default]
    Absent,
    /// The module is being fetched.
    Loading,
    Loaded(#[expect(dead_code, reason = "held until it is dropped")] Module),
}

/// Holds a module.
#[derive(Default, Clone)]
pub struct ModuleSlot(Rc<RefCell<LazyModule>>);

impl ModuleSlot {
    /// Ends what is there.
    pub fn clear(&self) {
        drop(self.0.take());
    }

    /// Returns a callback that fetches a module, unless it is here; its own
    /// callback runs when the module was closed, or could not be fetched.
    pub fn opener(
        &self,
        name: &'static str,
        client: &Client,
        mount_point: &MountPoint,
        options: &Object,
    ) -> Callback<Callback<()>> {
        let (client, mount_point, slot) = (client.clone(), mount_point.clone(), self.clone());
        let options = options.clone();
        Callback::from(move |closed: Callback<()>| {
            if !matches!(*slot.0.borrow(), LazyModule::Absent) {
                return;
            }
            *slot.0.borrow_mut() = LazyModule::Loading;
            let (client, mount_point, slot) = (client.clone(), mount_point.clone(), slot.clone());
            let options = options.clone();
            spawn_local(async move {
                let close = {
                    let (slot, closed) = (slot.clone(), closed.clone());
                    Callback::from(move |()| close_later(slot.clone(), closed.clone()))
                };
                let session = client.session_js().await;
                let again = {
                    let client = client.clone();
                    Callback::from(move |()| sign_in_again(client.clone()))
                };
                let opened =
                    modules::open(name, &mount_point, &options, session, close, again).await;
                let module = match opened {
                    Ok(module) if !client.is_closed() => LazyModule::Loaded(module),
                    // The thread was removed while the module was on its way.
                    Ok(_) => LazyModule::Absent,
                    Err(_) => {
                        tell_owner("a module could not be loaded.");
                        closed.emit(());
                        LazyModule::Absent
                    }
                };
                *slot.0.borrow_mut() = module;
            });
        })
    }
}

/// A promise of a session whose person has just proved who they are; refused
/// with a problem's code, or with nothing where the window was closed. Runs inside
/// a click.
fn sign_in_again(client: Client) -> Promise {
    let sign_in = sign_in::begin(&client, true);
    future_to_promise(async move {
        match sign_in.finish().await {
            Ok(_) => Ok(client.session_js().await.into()),
            Err(SignInError::Problem(problem)) => Err(problem.code.as_str().into()),
            Err(_) => Err(JsValue::UNDEFINED),
        }
    })
}

/// Not at once: the module is inside the very call that ends it.
fn close_later(slot: ModuleSlot, closed: Callback<()>) {
    spawn_local(async move {
        sleep(0).await;
        slot.clear();
        closed.emit(());
    });
}
