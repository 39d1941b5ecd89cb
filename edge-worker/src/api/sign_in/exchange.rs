//! Requests of the window and of its opener: the window's proof that it is the one
//! that began, and the exchange of a finished sign-in for a session.

use super::callback::verify;
use crate::api::{RouteContext, auth, body};
use crate::error::Result;
use crate::site::{Anyone, ExchangeSignIn, KeyHolder};
use bedside_domain::device::Device;
use bedside_domain::hashing::digest;
use bedside_domain::sign_in::SignInFlow;
use bedside_domain::{DomainError, return_address};
use bedside_wire::session::{ExchangeSignIn as Exchange, SignInPending};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worker::Response;

/// Milliseconds that an opener leaves between two requests.
const RETRY_MS: u32 = 1_000;

/// The window's request when it came back.
#[derive(Deserialize, JsonSchema)]
pub struct Finish {
    /// As the provider sent it.
    state: String,
    /// The provider's code.
    code: String,
    /// The secret of the window that began.
    window_secret: String,
}

/// The window's next step.
#[derive(Serialize, JsonSchema)]
pub struct Finished {
    /// The page that a full-page sign-in goes back to, with its one-time code.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

pub async fn finish(mut ctx: RouteContext<Anyone>) -> Result<Response> {
    body::check_own(&ctx)?;
    let (finish, _) = body::json::<Finish>(&mut ctx).await?;
    let secret = Some(finish.window_secret);
    let verified = verify(&ctx, &digest(&finish.state), finish.code, secret).await?;
    let next = match (verified.purpose, verified.code) {
        (SignInFlow::Redirect { return_to, .. }, Some(code)) => {
            Some(return_address::with_code(&return_to, &code))
        }
        _ => None,
    };
    auth::private(200, &Finished { next })
}

pub async fn exchange(mut ctx: RouteContext<KeyHolder>) -> Result<Response> {
    let (
        Exchange {
            attempt,
            code,
            page,
        },
        _,
    ) = body::json(&mut ctx).await?;
    let device = Device::of(&ctx.head.header("user-agent"));
    let exchange = match (attempt, code) {
        (Some(attempt), None) => ExchangeSignIn::new(&attempt, false, page, device),
        (None, Some(code)) => ExchangeSignIn::new(&code, true, page, device),
        _ => return Err(DomainError::invalid("attempt").into()),
    };
    match ctx.run(&exchange).await? {
        Some(new) => auth::private(200, &new),
        None => auth::private(
            202,
            &SignInPending {
                retry_after_ms: RETRY_MS,
            },
        ),
    }
}
