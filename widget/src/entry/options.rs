//! The loader's options for `mount`, a plain JavaScript object.

use crate::embed::Embed;
#[cfg(any(feature = "reader", feature = "moderation"))]
use js_sys::Function;
use js_sys::Reflect;
#[cfg(any(feature = "reader", feature = "moderation"))]
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;

/// The loader's options.
pub struct MountOptions(pub JsValue);

impl MountOptions {
    /// Reads the page's options. Language and build are the loader's only where no
    /// rendered fragment says better.
    pub fn embed(&self) -> Embed {
        Embed {
            host: self.text("host").unwrap_or_default(),
            site: self.text("site").unwrap_or_default(),
            page: self.text("page").unwrap_or_default(),
            url: self.text("url").unwrap_or_default(),
            title: self.text("title").unwrap_or_default(),
            lang: self.text("lang").unwrap_or_default(),
            build: self.text("build").unwrap_or_default(),
            focus: self.text("focus"),
            sign_in_code: self.text("signInCode").filter(|code| !code.is_empty()),
        }
    }

    /// A function, where there is one of that name.
    #[cfg(any(feature = "reader", feature = "moderation"))]
    pub fn function(&self, name: &str) -> Option<Function> {
        self.get(name)?.dyn_into().ok()
    }

    /// A value, where there is one of that name.
    pub fn get(&self, name: &str) -> Option<JsValue> {
        let value = Reflect::get(&self.0, &name.into()).ok()?;
        (!value.is_null_or_undefined()).then_some(value)
    }

    fn text(&self, name: &str) -> Option<String> {
        self.get(name)?.as_string()
    }
}
