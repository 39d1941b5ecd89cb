//! Sign-in attempts, from start to what comes of them.

use super::access::Anyone;
use super::account_store::{self, Authentication};
use super::attempt_store::{self, AttemptRow, NewAttempt};
use super::context::{Account, Context};
use super::op::{Effect, Op};
use super::{session_store, start_ticket_store};
use crate::error::Result;
use crate::platform;
use bedside_domain::hashing::digest;
use bedside_domain::limits::SIGN_IN_MS;
use bedside_domain::rate_limits::{Limit, too_soon};
use bedside_domain::sign_in::{Attempt, SignInFlow};
use bedside_domain::{DomainError, ErrorCode, Millis, Role, pseudonym};
use serde::{Deserialize, Serialize};

/// Starts an attempt.
#[derive(Serialize, Deserialize)]
pub struct StartSignIn {
    /// The attempt to be stored.
    pub attempt: NewAttempt,
    /// SHA-256 of the ticket that it uses up.
    pub ticket_hash: Option<String>,
}

impl Op for StartSignIn {
    const NAME: &'static str = "start_sign_in";
    const EFFECT: Effect = Effect::Private;
    type Access = Anyone;
    type Outcome = ();

    fn run(self, ctx: &Context<'_>, _: Anyone) -> Result<()> {
        let Self {
            attempt,
            ticket_hash,
        } = self;
        if let SignInFlow::Claim { link_hash, .. } = &attempt.purpose
            && !attempt_store::owner_link_is_good(ctx.db, link_hash, ctx.now)?
        {
            return Err(ErrorCode::LinkInvalid.into());
        }
        if let Some(attempt_id) = &attempt.attempt_id_hash
            && attempt_store::by_attempt_id(ctx.db, attempt_id)?.is_some()
        {
            return Err(ErrorCode::SignInUsed.into());
        }
        ctx.admit(Limit::SignIns)?;
        make_room(ctx, &attempt.purpose)?;
        if let Some(ticket) = &ticket_hash {
            if start_ticket_store::find(ctx.db, ticket, ctx.now)?.is_none() {
                return Err(ErrorCode::SignInUsed.into());
            }
            start_ticket_store::remove(ctx.db, ticket)?;
        }
        attempt_store::insert(ctx.db, &attempt, ctx.now)
    }
}

/// Makes room for one more attempt: those that are late go first.
///
/// # Errors
/// `rate_limited` while the site has as many as it may.
fn make_room(ctx: &Context<'_>, purpose: &SignInFlow) -> Result<()> {
    let limits = &ctx.config.deployment.limits;
    let (most, most_plain) = (limits.open_sign_ins, limits.open_plain_sign_ins());
    let is_plain = matches!(purpose, SignInFlow::Plain { .. });
    let is_full = || -> Result<bool> {
        Ok(attempt_store::count(ctx.db, most)? >= most
            || is_plain && attempt_store::count_plain(ctx.db, most_plain)? >= most_plain)
    };
    if !is_full()? {
        return Ok(());
    }
    attempt_store::delete_before(ctx.db, ctx.now - SIGN_IN_MS)?;
    if !is_full()? {
        return Ok(());
    }
    let oldest = attempt_store::oldest(ctx.db)?.unwrap_or(ctx.now);
    Err(too_soon(oldest + SIGN_IN_MS - ctx.now).into())
}

/// An attempt as far as the API needs it.
#[derive(Serialize, Deserialize)]
pub struct Known {
    /// The provider's id.
    pub provider: String,
    /// Expected in the ID token.
    pub nonce: String,
    /// PKCE's verifier.
    pub verifier: String,
    /// The language of the pages on the way.
    pub lang: String,
    /// The flow of the sign-in.
    pub purpose: SignInFlow,
    /// The attempt's start, where it demands that the person signs in at the
    /// provider anew.
    pub demanded_at: Option<Millis>,
}

impl Known {
    fn of(row: &AttemptRow) -> Result<Self> {
        Ok(Self {
            provider: row.provider.clone(),
            nonce: row.nonce.clone(),
            verifier: row.verifier.clone(),
            lang: row.lang.clone(),
            purpose: row.purpose()?,
            demanded_at: row.is_fresh().then_some(row.started_at),
        })
    }
}

fn by_state(ctx: &Context<'_>, state_hash: &str) -> Result<AttemptRow> {
    Ok(attempt_store::by_state(ctx.db, state_hash)?
        .ok_or_else(|| DomainError::new(ErrorCode::SignInUnknown))?)
}

/// Looks at an attempt without moving it.
#[derive(Serialize, Deserialize)]
pub struct ReadSignIn {
    /// SHA-256 of the state.
    pub state_hash: String,
}

impl Op for ReadSignIn {
    const NAME: &'static str = "read_sign_in";
    const EFFECT: Effect = Effect::Nothing;
    type Access = Anyone;
    type Outcome = Known;

    fn run(self, ctx: &Context<'_>, _: Anyone) -> Result<Known> {
        Known::of(&by_state(ctx, &self.state_hash)?)
    }
}

/// Takes an attempt for verification; it cannot be taken twice. One that comes
/// back to another window than the one that began is over.
#[derive(Serialize, Deserialize)]
pub struct VerifySignIn {
    /// SHA-256 of the state.
    pub state_hash: String,
    /// The window's own secret.
    pub window_secret: Option<String>,
}

impl Op for VerifySignIn {
    const NAME: &'static str = "verify_sign_in";
    const EFFECT: Effect = Effect::Private;
    type Access = Anyone;
    type Outcome = Known;

    fn run(self, ctx: &Context<'_>, _: Anyone) -> Result<Known> {
        let row = by_state(ctx, &self.state_hash)?;
        let attempt = row.attempt()?;
        let (purpose, secret) = (row.purpose()?, self.window_secret.as_deref());
        let next = match attempt
            .clone()
            .verify(&purpose, secret, row.started_at, ctx.now)
        {
            Err(error) if error.code == ErrorCode::SignInNotYours => {
                let over = attempt.failed(error.code);
                attempt_store::advance(ctx.db, &row.state_hash, &over)?;
                return Err(error.into());
            }
            next => next?,
        };
        attempt_store::advance(ctx.db, &row.state_hash, &next)?;
        Known::of(&row)
    }
}

/// Records the outcome of a sign-in at the provider.
#[derive(Serialize, Deserialize)]
pub struct CompleteSignIn {
    /// SHA-256 of the state.
    pub state_hash: String,
    /// The person's authentication, or the error.
    pub result: Result<Authentication, ErrorCode>,
}

impl Op for CompleteSignIn {
    const NAME: &'static str = "complete_sign_in";
    type Access = Anyone;
    /// The one-time code that takes the result, where the opener has no attempt id.
    type Outcome = Option<String>;

    fn run(self, ctx: &Context<'_>, _: Anyone) -> Result<Option<String>> {
        let row = by_state(ctx, &self.state_hash)?;
        let attempt = row.attempt()?;
        let Authentication { identity, at } = match self.result {
            Ok(authentication) => authentication,
            Err(code) => {
                attempt_store::advance(ctx.db, &row.state_hash, &attempt.failed(code))?;
                return Err(code.into());
            }
        };
        let purpose = row.purpose()?;
        ctx.db.transaction(|| {
            let staff =
                ctx.config
                    .deployment
                    .staff_role(ctx.site, &identity.issuer, &identity.subject);
            let new = || (ctx.new_id(), pseudonym::suggest(platform::random()));
            let account = account_store::find_or_make(ctx.db, &identity, staff, new, ctx.now)?;
            let verified = attempt.clone().verified(&account.id, ctx.now)?;
            attempt_store::authenticated(ctx.db, &row.state_hash, at)?;
            if let SignInFlow::Claim { link_hash, .. } = &purpose {
                claim(ctx, &account, link_hash)?;
                attempt_store::advance(ctx.db, &row.state_hash, &Attempt::Used)?;
            } else {
                attempt_store::advance(ctx.db, &row.state_hash, &verified)?;
            }
            let needs_code = matches!(
                purpose,
                SignInFlow::Redirect { .. } | SignInFlow::Plain { .. }
            );
            let code = needs_code.then(platform::new_secret);
            if let Some(code) = &code {
                attempt_store::set_attempt_id(ctx.db, &row.state_hash, &digest(code))?;
            }
            Ok(code)
        })
    }
}

fn claim(ctx: &Context<'_>, account: &Account, link_hash: &str) -> Result<()> {
    let link = attempt_store::use_owner_link(ctx.db, link_hash, ctx.now)?;
    let link = link.ok_or(ErrorCode::LinkInvalid)?;
    account_store::set_role(ctx.db, link, &account.id, Role::Owner)?;
    if account.role != Role::Owner {
        session_store::end_all(ctx.db, &account.id, None)?;
    }
    super::audit_store::append(ctx.db, ctx.now, &account.id, "claim", &account.id, "owner")
}
