//! Calls of a Durable Object. The platform reads the whole body of the response
//! in one step; the `worker` crate makes a request first, and asks for the body
//! piece by piece. Not measured again.

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};
use worker::{Env, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    type Stub;
    #[wasm_bindgen(method, catch)]
    fn fetch(this: &Stub, address: &str, init: &RequestInit) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = fetch)]
    fn get(this: &Stub, address: &str) -> Result<Promise, JsValue>;
}

/// An object, as its callers see it.
pub struct ObjectStub(Stub);

impl ObjectStub {
    /// The object of this name in a namespace.
    ///
    /// # Errors
    /// When there is no such namespace.
    pub fn of(env: &Env, namespace: &str, name: &str) -> worker::Result<Self> {
        let stub = env.durable_object(namespace)?.get_by_name(name)?;
        Ok(Self(stub.into_rpc()))
    }

    /// Sends a body, and returns the response's body and the value of one of its
    /// headers, which is empty where it is not there.
    ///
    /// # Errors
    /// When the object cannot be reached.
    pub async fn post(
        &self,
        address: &str,
        body: &str,
        header: &str,
    ) -> worker::Result<(String, String)> {
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_body(&body.into());
        let response = response(self.0.fetch(address, &init)?).await?;
        let value = response.headers().get(header)?.unwrap_or_default();
        let text = JsFuture::from(response.text()?).await?;
        Ok((text.as_string().unwrap_or_default(), value))
    }

    /// The status of the response to a `GET`.
    ///
    /// # Errors
    /// When the object cannot be reached.
    pub async fn status(&self, address: &str) -> worker::Result<u16> {
        Ok(response(self.0.get(address)?).await?.status())
    }
}

async fn response(promise: Promise) -> Result<Response, JsValue> {
    Ok(JsFuture::from(promise).await?.unchecked_into())
}
