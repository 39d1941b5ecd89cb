//! What the window and the opener send: the window's proof that it is the one
//! that began, and the exchange of a finished sign-in for a session.

use super::callback::verify;
use crate::error::Outcome;
use crate::front::{Call, body, session};
use crate::site::ExchangeSignIn;
use bedside_domain::Refusal;
use bedside_domain::device::Device;
use bedside_domain::secret::digest;
use bedside_wire::session::{ExchangeSignIn as Exchange, StillWaiting};
use serde::Deserialize;
use worker::Response;

/// How long an opener leaves between two questions, in milliseconds.
const RETRY_MS: u32 = 1_000;

/// What the window sends when it came back.
#[derive(Deserialize)]
struct Finish {
    state: String,
    code: String,
    binder: String,
}

pub async fn finish(mut call: Call) -> Outcome<Response> {
    let (
        Finish {
            state,
            code,
            binder,
        },
        _,
    ) = body::json(&mut call).await?;
    verify(&call, &digest(&state), code, Some(binder)).await?;
    session::private(200, &serde_json::json!({}))
}

pub async fn exchange(mut call: Call) -> Outcome<Response> {
    let proof = session::proof(&call, None).await?;
    let (
        Exchange {
            attempt,
            code,
            page,
        },
        _,
    ) = body::json(&mut call).await?;
    let device = Device::of(&call.asked.header("user-agent"));
    let exchange = match (attempt, code) {
        (Some(attempt), None) => ExchangeSignIn::new(&attempt, false, proof, page, device),
        (None, Some(code)) => ExchangeSignIn::new(&code, true, proof, page, device),
        _ => return Err(Refusal::invalid("attempt").into()),
    };
    match call.run(&exchange).await? {
        Some(new) => session::private(200, &new),
        None => session::private(
            202,
            &StillWaiting {
                retry_after_ms: RETRY_MS,
            },
        ),
    }
}
