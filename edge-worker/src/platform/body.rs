//! Bodies of requests. The `worker` crate reads them without a limit; here one
//! of known length comes in one piece, where it is there sooner, and any other
//! piece by piece, until the limit. Not measured again.

use super::Bytes;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::ReadableStreamDefaultReader;
use worker::Request;

/// The body ended too soon.
pub struct BrokenBody;

impl From<JsValue> for BrokenBody {
    fn from(_: JsValue) -> Self {
        Self
    }
}

/// The body in one piece.
///
/// # Errors
/// [`BrokenBody`]
pub async fn whole_body(request: &Request) -> Result<Bytes, BrokenBody> {
    let whole = JsFuture::from(request.inner().array_buffer()?).await?;
    Ok(Bytes(Uint8Array::new(&whole)))
}

/// The pieces of a body, as they come.
pub struct BodyPieces(Option<ReadableStreamDefaultReader>);

impl BodyPieces {
    /// Those of a request, which may have none.
    pub fn of(request: &Request) -> Self {
        let stream = request.inner().body();
        Self(stream.map(|stream| stream.get_reader().unchecked_into()))
    }

    /// The next piece; nothing after the last.
    ///
    /// # Errors
    /// [`BrokenBody`]
    pub async fn next(&self) -> Result<Option<Bytes>, BrokenBody> {
        let Some(reader) = &self.0 else {
            return Ok(None);
        };
        let piece = JsFuture::from(reader.read()).await?;
        let get = |name: &str| Reflect::get(&piece, &name.into()).unwrap_or_default();
        let done = get("done").is_truthy();
        Ok((!done).then(|| Bytes(Uint8Array::new(&get("value")))))
    }

    /// Tells the client that nothing more is read.
    pub fn cancel(self) {
        if let Some(reader) = self.0 {
            let _ = reader.cancel();
        }
    }
}
