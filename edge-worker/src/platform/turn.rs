//! Turns of the platform's event loop, by a timer without delay: the `worker`
//! crate's own `Delay` cannot be awaited by several at once.

use js_sys::{Function, Object, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use worker::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(work: &Function, ms: u32);
}

/// The turn that runs now.
#[derive(Clone)]
pub struct Turn(Promise);

impl PartialEq for Turn {
    fn eq(&self, other: &Self) -> bool {
        Object::is(&self.0, &other.0)
    }
}

impl Turn {
    /// The current one.
    pub fn now() -> Self {
        Self(Promise::new(&mut |resolve, _| set_timeout(&resolve, 0)))
    }

    /// Waits until nothing else is due in it.
    pub async fn end(&self) {
        // Timers do not fail.
        let _ = JsFuture::from(self.0.clone()).await;
    }
}
