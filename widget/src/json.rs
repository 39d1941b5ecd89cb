//! JSON to and from the wire's types.
//!
//! A browser parses it by itself, and `serde-wasm-bindgen` reads the parsed
//! value: 7 KB less for a reader than `serde_json`, which does the same in the
//! worker and in native tests.

#[cfg(not(all(feature = "browser", target_arch = "wasm32")))]
mod imp {
    use serde::Serialize;
    use serde::de::DeserializeOwned;

    pub(super) fn read<T: DeserializeOwned>(json: &str) -> Option<T> {
        serde_json::from_str(json).ok()
    }

    pub(super) fn write(value: &impl Serialize) -> Option<String> {
        serde_json::to_string(value).ok()
    }
}

#[cfg(all(feature = "browser", target_arch = "wasm32"))]
mod imp {
    use js_sys::JSON;
    use serde::Serialize;
    use serde::de::DeserializeOwned;
    use serde_wasm_bindgen::{Serializer, from_value};

    pub(super) fn read<T: DeserializeOwned>(json: &str) -> Option<T> {
        from_value(JSON::parse(json).ok()?).ok()
    }

    pub(super) fn write(value: &impl Serialize) -> Option<String> {
        let value = value.serialize(&Serializer::json_compatible()).ok()?;
        JSON::stringify(&value).ok()?.as_string()
    }
}

/// Reads a value; `None` where the text is not JSON of its type.
pub fn read<T: serde::de::DeserializeOwned>(json: &str) -> Option<T> {
    imp::read(json)
}

/// Writes a value. The wire's types always serialise.
pub fn write(value: &impl serde::Serialize) -> String {
    imp::write(value).unwrap_or_default()
}
