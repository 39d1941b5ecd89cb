//! Bytes that are cached to be sent often, compressed once by the platform.

use crate::api::HttpResponse;
use crate::platform;
use js_sys::{Function, Object, Reflect, Uint8Array};
use std::cell::OnceCell;
use wasm_bindgen::{JsCast, JsValue};
use worker::{EncodeBody, ResponseBuilder};

/// Brotli's effort for text that changes with every comment: the default of 11
/// would cost more time than it saves on the way.
pub const FAST: u32 = 5;
/// Brotli's effort for files that stay for a whole deployment.
pub const THOROUGH: u32 = 9;

/// An encoding that both sides know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// The one that an `Accept-Encoding` header likes best, of two that it likes
    /// the same the smaller. Where it allows none, the plain bytes, which
    /// everybody can read.
    fn choose(accept: &str) -> Self {
        let liked = [
            (Encoding::Brotli, liking(accept, "br")),
            (Encoding::Gzip, liking(accept, "gzip")),
            // It need not be named (RFC 9110, 12.5.3); a client that names others
            // likes those better.
            (
                Encoding::Identity,
                Some(liking(accept, "identity").unwrap_or(0)),
            ),
        ];
        let mut best = (Encoding::Identity, 0);
        for (encoding, weight) in liked {
            if let Some(weight) = weight.filter(|weight| *weight > best.1) {
                best = (encoding, weight);
            }
        }
        best.0
    }
}

/// The weight that an `Accept-Encoding` header gives an encoding, in
/// thousandths; nothing where it speaks of no such one.
fn liking(accept: &str, name: &str) -> Option<u16> {
    let mut all = None;
    for part in accept.split(',') {
        let mut parts = part.split(';').map(str::trim);
        let encoding = parts.next().unwrap_or_default();
        let weight = parts.find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            name.trim_end()
                .eq_ignore_ascii_case("q")
                .then(|| weight(value.trim_start()))
        });
        let weight = weight.unwrap_or(1_000);
        let same = |name| encoding.eq_ignore_ascii_case(name);
        if same(name) || (name == "gzip" && same("x-gzip")) {
            return Some(weight);
        }
        if encoding == "*" {
            all = Some(weight);
        }
    }
    all
}

/// A weight in thousandths (RFC 9110, 12.4.2); one that cannot be read is 0.
fn weight(text: &str) -> u16 {
    let weight: f32 = text.parse().unwrap_or(0.0);
    // A conversion from a float stays within the type's bounds.
    (weight.clamp(0.0, 1.0) * 1_000.0) as u16
}

/// A body that is sent often.
pub struct CachedBody {
    plain: Uint8Array,
    quality: u32,
    brotli: OnceCell<Option<Uint8Array>>,
    gzip: OnceCell<Option<Uint8Array>>,
}

impl CachedBody {
    /// Stores a body; it is compressed with the first request for that encoding.
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

    /// The response for a client that sent this `Accept-Encoding`.
    ///
    /// # Errors
    /// When the platform refuses a header.
    pub fn to_response(
        &self,
        builder: ResponseBuilder,
        accept: &str,
    ) -> worker::Result<HttpResponse> {
        let (encoding, bytes) = self.encoded(Encoding::choose(accept));
        let builder = match encoding {
            Encoding::Identity => builder,
            Encoding::Brotli => builder
                .with_header("content-encoding", "br")?
                .with_encode_body(EncodeBody::Manual),
            Encoding::Gzip => builder
                .with_header("content-encoding", "gzip")?
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
