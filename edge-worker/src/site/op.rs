//! Operations of the Site object, declared once for both sides.
//!
//! The API passes [`call`] a value of a type that implements [`Op`]; the object
//! finds the type again by its name and runs it. One operation is one event of the
//! object: nothing else happens to the site meanwhile.

use super::access::Access;
use super::context::Context;
use super::validators;
use crate::error::{HttpError, Result};
use bedside_domain::rate_limits::Limit;
use bedside_wire::Problem;
use js_sys::Promise;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::RequestInit;
use worker::{Env, Response, wasm_bindgen};

/// The effect that an operation may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: it only reads.
    Nothing,
    /// Changes data that only some people or the worker itself see.
    Private,
    /// Changes data that everybody reads.
    Public,
}

/// An operation, as it travels from the API to the object.
pub trait Op: Serialize + DeserializeOwned {
    /// Unique among operations.
    const NAME: &'static str;
    /// The effect that it may have.
    const EFFECT: Effect = Effect::Public;
    /// Its demand on the caller.
    type Access: Access;
    /// Its outcome.
    type Outcome: Serialize + DeserializeOwned;
    /// Does it.
    ///
    /// # Errors
    /// A domain error for the client, or an internal error.
    fn run(self, ctx: &Context<'_>, access: Self::Access) -> Result<Self::Outcome>;
}

/// The credentials of an operation's access.
pub type Credentials<O> = <<O as Op>::Access as Access>::Credentials;

#[derive(Serialize)]
struct OpRequest<'a, O: Op> {
    credentials: &'a Credentials<O>,
    op: &'a O,
}

#[derive(Deserialize)]
struct OpMessage<C, O> {
    credentials: C,
    op: O,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Envelope<T> {
    Done(T),
    Refused(Problem),
    Broken(String),
}

/// The header with the version of the owner's texts, where there are some: every
/// response tells the API which texts are current.
const TEXTS_VERSION: &str = "bedside-texts-version";

/// The request that an operation is done for, as far as limits need it. Travels
/// in the address, where a site's id, a limit's name and base64url need no
/// escape.
#[derive(Clone, Copy)]
pub struct Sender<'a> {
    /// The class of its route.
    pub limit: Limit,
    /// The name of its network; empty where that is not told.
    pub network: &'a str,
}

impl<'a> Sender<'a> {
    /// The worker itself.
    pub const WORKER: Sender<'static> = Sender {
        limit: Limit::Free,
        network: "",
    };

    fn path(self, name: &str, site: &str) -> String {
        [
            "/",
            name,
            "/",
            site,
            "/",
            self.limit.as_str(),
            "/",
            self.network,
        ]
        .concat()
    }

    /// The operation's name, the site and the sender that an address tells.
    pub fn read(path: &'a str) -> (&'a str, &'a str, Self) {
        let mut parts = path.trim_start_matches('/').split('/');
        let mut next = || parts.next().unwrap_or_default();
        let (name, ctx) = (next(), next());
        let limit = Limit::named(next()).unwrap_or(Limit::Requests);
        let network = next();
        (name, ctx, Self { limit, network })
    }
}

/// The object's response.
pub struct OpResponse<T> {
    /// The outcome, or the operation's error.
    pub outcome: Result<T>,
    /// The version of the texts that the owner chose; empty without any.
    pub texts_version: String,
}

#[wasm_bindgen]
extern "C" {
    type Stub;
    #[wasm_bindgen(method, catch)]
    fn fetch(this: &Stub, address: &str, init: &RequestInit) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = fetch)]
    fn get(this: &Stub, address: &str) -> Result<Promise, JsValue>;
}

/// Runs an operation in the Site object.
///
/// # Errors
/// An internal error when the object cannot be reached.
pub async fn call<O: Op>(
    env: &Env,
    site: &str,
    op: &O,
    credentials: &Credentials<O>,
    sender: Sender<'_>,
) -> Result<OpResponse<O::Outcome>> {
    let stub: Stub = env.durable_object("SITE")?.get_by_name(site)?.into_rpc();
    let init = RequestInit::new();
    init.set_method("POST");
    let request = OpRequest { credentials, op };
    init.set_body(&serde_json::to_string(&request)?.into());
    let address = ["http://site", &sender.path(O::NAME, site)].concat();
    let outcome = sent(&stub, &address, &init).await;
    let (outcome, texts_version) = outcome.map_err(worker::Error::from)?;
    let outcome = match serde_json::from_str(&outcome)? {
        Envelope::Done(outcome) => Ok(outcome),
        Envelope::Refused(problem) => Err(problem.into()),
        Envelope::Broken(cause) => Err(HttpError::Internal(cause)),
    };
    Ok(OpResponse {
        outcome,
        texts_version,
    })
}

/// Adds the version of the owner's texts to an operation's response.
///
/// # Errors
/// When the platform refuses the header.
pub fn with_texts_version(mut response: Response, texts_version: &str) -> worker::Result<Response> {
    if !texts_version.is_empty() {
        response.headers_mut().set(TEXTS_VERSION, texts_version)?;
    }
    Ok(response)
}

/// The whole body of the object's response, read by the platform in one step, and
/// the version with it. `worker`'s own way makes a request first, and reads the
/// body piece by piece.
async fn sent(stub: &Stub, address: &str, init: &RequestInit) -> Result<(String, String), JsValue> {
    let response = JsFuture::from(stub.fetch(address, init)?).await?;
    let response: web_sys::Response = response.unchecked_into();
    let texts_version = response.headers().get(TEXTS_VERSION)?.unwrap_or_default();
    let text = JsFuture::from(response.text()?).await?;
    Ok((text.as_string().unwrap_or_default(), texts_version))
}

/// True where the thread of a page, by its key, or a feed, by its name, is known to
/// match a validator. `false` may also mean that the object does not remember: only
/// [`call`] tells.
///
/// # Errors
/// When the object cannot be reached.
pub async fn revalidate(env: &Env, site: &str, of: &str, validator: &str) -> worker::Result<bool> {
    let address = format!("http://site{}", validators::path(of, validator));
    let stub: Stub = env.durable_object("SITE")?.get_by_name(site)?.into_rpc();
    let response = JsFuture::from(stub.get(&address)?).await?;
    let response: web_sys::Response = response.unchecked_into();
    Ok(response.status() == 204)
}

/// Obtains an operation's access, runs it inside the object and packs its
/// response.
///
/// # Errors
/// When the response cannot be packed.
pub fn run<O: Op>(body: &str, ctx: &Context<'_>) -> worker::Result<Response> {
    let outcome = serde_json::from_str::<OpMessage<Credentials<O>, O>>(body)
        .map_err(HttpError::from)
        .and_then(|OpMessage { credentials, op }| {
            let access = O::Access::obtain(ctx, credentials)?;
            op.run(ctx, access)
        });
    // What was refused changed nothing that anybody reads.
    if O::EFFECT == Effect::Public && !matches!(outcome, Err(HttpError::Refused(_))) {
        ctx.forget_changed();
    }
    let envelope = match outcome {
        Ok(outcome) => Envelope::Done(outcome),
        Err(HttpError::Refused(problem)) => Envelope::Refused(problem),
        Err(HttpError::Internal(cause)) => Envelope::Broken(cause),
    };
    Response::ok(serde_json::to_string(&envelope)?)
}
