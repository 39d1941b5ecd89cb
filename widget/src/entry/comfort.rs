//! The module that readers fetch who want more comfort.

use super::options::Options;
use crate::api::unsigned;
use crate::browser::Life;
use crate::browser::pieces::Piece;
use crate::comfort::Comfort;
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
    let embed = Options(options).embed();
    let root = Piece::from_js(root).ok_or("no element")?;
    let life = Life::default();
    let texts = unsigned::texts(&embed, &life)
        .await
        .ok_or("no language file")?;
    let comfort = Comfort::new(root, embed, texts, life);
    comfort.look_back().await;
    Ok(Handle(comfort))
}
