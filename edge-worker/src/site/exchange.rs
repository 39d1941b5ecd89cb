//! The exchange of a finished sign-in for a session.

use super::access::KeyHolder;
use super::attempt_store;
use super::context::Context;
use super::op::{Effect, Op};
use super::session_store::NewSession;
use super::{account_store, comments, session_store};
use crate::error::Result;
use crate::platform;
use bedside_domain::device::Device;
use bedside_domain::hashing::digest;
use bedside_domain::limits::SESSION_MS;
use bedside_domain::sign_in::{Attempt, SignInFlow};
use bedside_domain::{ErrorCode, time};
use bedside_wire::session::Session;
use serde::{Deserialize, Serialize};

/// Turns a verified attempt into a session.
#[derive(Serialize, Deserialize)]
pub struct ExchangeSignIn {
    /// SHA-256 of the opener's attempt id or of the one-time code.
    pub attempt_id_hash: String,
    /// True where the attempt id is a one-time code of a full-page sign-in.
    pub is_code: bool,
    /// The page whose overlay the response carries.
    pub page: String,
    /// The kind of device that the session is for.
    pub device: Device,
}

impl ExchangeSignIn {
    /// An exchange by this attempt id or code.
    pub fn new(attempt_id: &str, is_code: bool, page: String, device: Device) -> Self {
        Self {
            attempt_id_hash: digest(attempt_id),
            is_code,
            page,
            device,
        }
    }
}

impl Op for ExchangeSignIn {
    const NAME: &'static str = "exchange_sign_in";
    const EFFECT: Effect = Effect::Private;
    type Access = KeyHolder;
    /// Nothing while the person is still at the provider.
    type Outcome = Option<Session>;

    fn run(self, ctx: &Context<'_>, holder: KeyHolder) -> Result<Option<Session>> {
        let row = attempt_store::by_attempt_id(ctx.db, &self.attempt_id_hash)?;
        let row = match row {
            Some(row) => row,
            // The opener's attempt id reaches us only when the window gets to the
            // provider; until then the opener polls an unknown attempt.
            None if !self.is_code => return Ok(None),
            None => return Err(ErrorCode::SignInUnknown.into()),
        };
        // After that: anybody can make proofs, and each leaves a row.
        ctx.use_proof(&holder.proof)?;
        let thumbprint = holder.proof.thumbprint.as_str();
        let purpose = row.purpose()?;
        let right_way = matches!(purpose, SignInFlow::Redirect { .. }) == self.is_code;
        if !right_way || purpose.thumbprint() != Some(thumbprint) {
            if right_way && self.is_code {
                // It went through an address: anybody else who has it has it from
                // there.
                let burnt = row.attempt()?.failed(ErrorCode::SignInNotYours);
                attempt_store::advance(ctx.db, &row.state_hash, &burnt)?;
            }
            return Err(ErrorCode::SignInNotYours.into());
        }
        let Some(account) = row.attempt()?.take(row.started_at, ctx.now)? else {
            return Ok(None);
        };
        let account = account_store::by_id(ctx.db, &account)?.ok_or(ErrorCode::SignInUnknown)?;
        ctx.db.transaction(|| {
            attempt_store::advance(ctx.db, &row.state_hash, &Attempt::Used)?;
            let token = platform::new_secret();
            let new = NewSession {
                token_hash: &digest(&token),
                id: &ctx.new_id(),
                account: &account.id,
                thumbprint,
                authenticated_at: row.authenticated_at.unwrap_or_default(),
                device: &self.device,
            };
            session_store::insert(ctx.db, &new, ctx.now)?;
            let me = comments::me(ctx, &account, &self.page)?;
            Ok(Some(Session {
                token,
                expires: time::to_rfc3339(ctx.now + SESSION_MS),
                me,
            }))
        })
    }
}
