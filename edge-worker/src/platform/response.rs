//! Responses whose bytes stay on the platform's side of the wall. The `worker`
//! crate's bodies are wasm's: bytes that are cached for many readers would be
//! copied into wasm and out again each time. Not measured again.

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use worker::Response;

/// Bytes of the platform's.
#[derive(Clone)]
pub struct Bytes(pub(super) Uint8Array);

impl Bytes {
    /// A copy of bytes of wasm's.
    pub fn copy(bytes: &[u8]) -> Self {
        Self(bytes.into())
    }

    /// Their number.
    pub fn len(&self) -> usize {
        self.0.length() as usize
    }

    /// A copy of them in wasm.
    pub fn to_vec(&self) -> Vec<u8> {
        self.0.to_vec()
    }
}

/// A response as the platform takes it.
pub struct RawResponse(web_sys::Response);

impl From<Response> for RawResponse {
    fn from(response: Response) -> Self {
        Self(response.into())
    }
}

impl From<RawResponse> for JsValue {
    fn from(response: RawResponse) -> Self {
        response.0.into()
    }
}

/// Status and headers, for any number of responses.
pub struct ResponseHead(web_sys::ResponseInit);

impl From<Response> for ResponseHead {
    fn from(response: Response) -> Self {
        Self(response.into_parts().0.into())
    }
}

impl ResponseHead {
    /// A response with these bytes.
    ///
    /// # Errors
    /// When the platform cannot build it.
    pub fn with_body(&self, bytes: &Bytes) -> worker::Result<RawResponse> {
        let Bytes(bytes) = bytes;
        let built = web_sys::Response::new_with_opt_js_u8_array_and_init(Some(bytes), &self.0)?;
        Ok(RawResponse(built))
    }

    /// Tells that the reader has it already.
    ///
    /// # Errors
    /// When the platform cannot build it.
    pub fn not_modified(&self) -> worker::Result<RawResponse> {
        let init = web_sys::ResponseInit::new();
        init.set_status(304);
        init.set_headers(&self.0.get_headers());
        let built = web_sys::Response::new_with_opt_str_and_init(None, &init)?;
        Ok(RawResponse(built))
    }
}
