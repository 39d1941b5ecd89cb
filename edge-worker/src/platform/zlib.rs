//! Compression by Node's zlib, which workerd has under `nodejs_compat`. The
//! `worker` crate has no way to it, and a compressor of its own would add to the
//! module. Not measured again.

use super::{Bytes, global};
use bedside_http::encoding::Encoding;
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The bytes, compressed; nothing where the platform has no compressor for it.
pub fn compress(bytes: &Bytes, encoding: Encoding, quality: u32) -> Option<Bytes> {
    let name = match encoding {
        Encoding::Brotli => "brotliCompressSync",
        Encoding::Gzip => "gzipSync",
        Encoding::Identity => return None,
    };
    let zlib = zlib()?;
    let compressor: Function = Reflect::get(&zlib, &name.into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    if encoding == Encoding::Brotli {
        // Brotli's parameter 1 is its quality (brotli/encode.h).
        let params = Object::new();
        Reflect::set(&params, &JsValue::from_str("1"), &quality.into()).ok()?;
        Reflect::set(&options, &"params".into(), &params).ok()?;
    }
    let compressed = compressor.call2(&zlib, &bytes.0, &options).ok()?;
    compressed.dyn_into().ok().map(Bytes)
}

fn zlib() -> Option<JsValue> {
    let process = global("process")?;
    let get: Function = Reflect::get(&process, &"getBuiltinModule".into())
        .ok()?
        .dyn_into()
        .ok()?;
    get.call1(&process, &"node:zlib".into())
        .ok()
        .filter(JsValue::is_object)
}
