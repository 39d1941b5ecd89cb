//! Operations of the Site object, declared once for both sides.
//!
//! The API passes [`call`] a value of a type that implements [`Op`]; the object
//! finds the type again by its name and runs it. One operation is one event of the
//! object: nothing else happens to the site meanwhile.

use super::access::Access;
use super::context::Context;
use crate::error::{HttpError, Result};
use crate::platform::ObjectStub;
use bedside_domain::rate_limits::Limit;
use bedside_http::validators;
use bedside_wire::Problem;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use worker::{Env, Response};

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
        let (name, site) = (next(), next());
        let limit = Limit::named(next()).unwrap_or(Limit::Requests);
        let network = next();
        (name, site, Self { limit, network })
    }
}

/// The object's response.
pub struct OpResponse<T> {
    /// The outcome, or the operation's error.
    pub outcome: Result<T>,
    /// The version of the texts that the owner chose; empty without any.
    pub texts_version: String,
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
    let stub = ObjectStub::of(env, "SITE", site)?;
    let request = serde_json::to_string(&OpRequest { credentials, op })?;
    let address = ["http://site", &sender.path(O::NAME, site)].concat();
    let (outcome, texts_version) = stub.post(&address, &request, TEXTS_VERSION).await?;
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

/// True where the thread of a page, by its key, or a feed, by its name, is known to
/// match a validator. `false` may also mean that the object does not remember: only
/// [`call`] tells.
///
/// # Errors
/// When the object cannot be reached.
pub async fn revalidate(env: &Env, site: &str, of: &str, validator: &str) -> worker::Result<bool> {
    let address = format!("http://site{}", validators::path(of, validator));
    let stub = ObjectStub::of(env, "SITE", site)?;
    Ok(stub.status(&address).await? == 204)
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
