//! The module that readers fetch who want more comfort.

use super::options::MountOptions;
use crate::api::Client;
use crate::browser::mount_point::MountPoint;
use crate::browser::pieces::Piece;
use crate::comfort::Comfort;
use bedside_wire::embed::FragmentState;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// A thread with its comforts.
#[wasm_bindgen]
pub struct Handle(Comfort);

#[wasm_bindgen]
impl Handle {
    /// Ends it.
    pub fn destroy(self) {
        self.0.end();
    }
}

/// Adds the comforts to the thread in `root`. The options are the reader
/// module's.
#[wasm_bindgen]
pub async fn mount(root: JsValue, options: JsValue) -> Result<Handle, JsValue> {
    let state = MountPoint::from_js(root.clone()).and_then(|mount_point| mount_point.state());
    let state: FragmentState = state
        .and_then(|state| crate::json::read(&state))
        .ok_or("no readable #bedside-state")?;
    let root = Piece::from_js(root).ok_or("no element to work in")?;
    let client = Client::new(Rc::new(MountOptions(options).embed()));
    let texts = client.texts().await.map_err(|_| "no language file")?;
    let comfort = Comfort::new(root, client, texts, state.view.version);
    comfort.look_back().await;
    Ok(Handle(comfort))
}
