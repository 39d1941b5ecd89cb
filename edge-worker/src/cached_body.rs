//! Bytes that are kept to be sent often, compressed once by the platform.

use crate::api::HttpResponse;
use crate::platform;
use bedside_http::encoding::Encoding;
use js_sys::{Function, Object, Reflect, Uint8Array};
use std::cell::OnceCell;
use wasm_bindgen::{JsCast, JsValue};
use worker::{EncodeBody, ResponseBuilder};

/// Brotli's effort for text that changes with every comment: the default of 11
/// would cost more time than it saves on the way.
pub const FAST: u32 = 5;
/// Brotli's effort for files that stay for a whole deployment.
pub const THOROUGH: u32 = 9;

/// A body that is sent often.
pub struct CachedBody {
    plain: Uint8Array,
    quality: u32,
    brotli: OnceCell<Option<Uint8Array>>,
    gzip: OnceCell<Option<Uint8Array>>,
}

impl CachedBody {
    /// Keeps a body; it is compressed when someone first asks for that.
    pub fn new(plain: &[u8], quality: u32) -> Self {
        Self {
            plain: plain.into(),
            quality,
            brotli: OnceCell::new(),
            gzip: OnceCell::new(),
        }
    }

    /// About how many bytes this occupies.
    pub fn weight(&self) -> usize {
        self.plain.length() as usize * 2
    }

    /// The answer for a client that sent this `Accept-Encoding`.
    ///
    /// # Errors
    /// When the platform refuses a header.
    pub fn to_response(
        &self,
        builder: ResponseBuilder,
        accept: &str,
    ) -> worker::Result<HttpResponse> {
        let (encoding, bytes) = self.encoded(Encoding::choose(accept));
        let builder = match encoding.token() {
            None => builder,
            Some(token) => builder
                .with_header("content-encoding", token)?
                .with_encode_body(EncodeBody::Manual),
        };
        Ok(HttpResponse::of_bytes(builder, bytes.clone()))
    }

    fn encoded(&self, encoding: Encoding) -> (Encoding, &Uint8Array) {
        let cell = match encoding {
            Encoding::Brotli => &self.brotli,
            Encoding::Gzip => &self.gzip,
            Encoding::Identity => return (Encoding::Identity, &self.plain),
        };
        match cell.get_or_init(|| compress(&self.plain, encoding, self.quality)) {
            Some(bytes) => (encoding, bytes),
            None => (Encoding::Identity, &self.plain),
        }
    }
}

/// The bytes, compressed; nothing where the platform has no compressor.
fn compress(bytes: &Uint8Array, encoding: Encoding, quality: u32) -> Option<Uint8Array> {
    let zlib = zlib()?;
    let name = if encoding == Encoding::Brotli {
        "brotliCompressSync"
    } else {
        "gzipSync"
    };
    let compressor: Function = Reflect::get(&zlib, &name.into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    if encoding == Encoding::Brotli {
        // Brotli's parameter 1 is its quality (brotli/encode.h).
        let params = Object::new();
        Reflect::set(&params, &JsValue::from_str("1"), &quality.into()).ok()?;
        Reflect::set(&options, &"params".into(), &params).ok()?;
    }
    let compressed = compressor.call2(&zlib, bytes, &options).ok()?;
    compressed.dyn_into().ok()
}

/// Node's zlib, which workerd has under `nodejs_compat`.
fn zlib() -> Option<JsValue> {
    let process = platform::global("process")?;
    let get: Function = Reflect::get(&process, &"getBuiltinModule".into())
        .ok()?
        .dyn_into()
        .ok()?;
    get.call1(&process, &"node:zlib".into())
        .ok()
        .filter(JsValue::is_object)
}
