//! Sign-in attempts, from start to what comes of them.

use super::account_store::{self, Identity};
use super::attempt_store::{self, NewAttempt, Row};
use super::context::{Account, Context, Write, Written};
use super::op::Op;
use super::{answer_store, session_store, writing};
use crate::error::Outcome;
use crate::platform;
use bedside_domain::comment;
use bedside_domain::limits::SESSION_MS;
use bedside_domain::proof::Fitting;
use bedside_domain::secret::digest;
use bedside_domain::sign_in::{Attempt, Purpose};
use bedside_domain::{Refusal, pseudonym, time};
use bedside_wire::session::Session;
use bedside_wire::{OwnComment, PostComment, ProblemCode, Role};
use serde::{Deserialize, Serialize};

/// Starts an attempt.
#[derive(Serialize, Deserialize)]
pub struct StartSignIn(pub NewAttempt);

impl Op for StartSignIn {
    const NAME: &'static str = "start_sign_in";
    type Answer = ();

    fn run(self, site: &Context<'_>) -> Outcome<()> {
        if let Purpose::Claim { link_hash } = &self.0.purpose
            && !attempt_store::owner_link_is_good(site.db, link_hash, site.now)?
        {
            return Err(ProblemCode::LinkInvalid.into());
        }
        if let Some(handle) = &self.0.handle_hash
            && attempt_store::by_handle(site.db, handle)?.is_some()
        {
            return Err(ProblemCode::SignInUsed.into());
        }
        attempt_store::insert(site.db, &self.0, site.now)
    }
}

/// What the front must know of an attempt.
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
    /// How the person came.
    pub purpose: Purpose,
}

impl Known {
    fn of(row: &Row) -> Outcome<Self> {
        Ok(Self {
            provider: row.provider.clone(),
            nonce: row.nonce.clone(),
            verifier: row.verifier.clone(),
            lang: row.lang.clone(),
            purpose: row.purpose()?,
        })
    }
}

fn by_state(site: &Context<'_>, state_hash: &str) -> Outcome<Row> {
    Ok(attempt_store::by_state(site.db, state_hash)?
        .ok_or_else(|| Refusal::new(ProblemCode::SignInUnknown))?)
}

/// Looks at an attempt without moving it.
#[derive(Serialize, Deserialize)]
pub struct PeekSignIn {
    /// SHA-256 of the state.
    pub state_hash: String,
}

impl Op for PeekSignIn {
    const NAME: &'static str = "peek_sign_in";
    type Answer = Known;

    fn run(self, site: &Context<'_>) -> Outcome<Known> {
        Known::of(&by_state(site, &self.state_hash)?)
    }
}

/// Takes an attempt for verification; it cannot be taken twice.
#[derive(Serialize, Deserialize)]
pub struct VerifySignIn {
    /// SHA-256 of the state.
    pub state_hash: String,
    /// The window's own secret.
    pub binder: Option<String>,
}

impl Op for VerifySignIn {
    const NAME: &'static str = "verify_sign_in";
    type Answer = Known;

    fn run(self, site: &Context<'_>) -> Outcome<Known> {
        let row = by_state(site, &self.state_hash)?;
        let next = row.attempt()?.verify(
            &row.purpose()?,
            self.binder.as_deref(),
            row.started_at,
            site.now,
        )?;
        attempt_store::advance(site.db, &row.state_hash, &next)?;
        Known::of(&row)
    }
}

/// Records what the provider's answer proved, or how it failed.
#[derive(Serialize, Deserialize)]
pub struct SettleSignIn {
    /// SHA-256 of the state.
    pub state_hash: String,
    /// Who it is, or what went wrong.
    pub result: Result<Identity, ProblemCode>,
}

/// What comes next for the person.
#[derive(Serialize, Deserialize)]
pub struct Settled {
    /// The one-time code that takes the result, where the opener has no handle.
    pub code: Option<String>,
    /// The name the person shows.
    pub name: String,
    /// True while that name is the suggested one.
    pub name_is_suggested: bool,
}

impl Op for SettleSignIn {
    const NAME: &'static str = "settle_sign_in";
    type Answer = Settled;

    fn run(self, site: &Context<'_>) -> Outcome<Settled> {
        let row = by_state(site, &self.state_hash)?;
        let attempt = row.attempt()?;
        let identity = match self.result {
            Ok(identity) => identity,
            Err(code) => {
                attempt_store::advance(site.db, &row.state_hash, &attempt.failed(code))?;
                return Err(code.into());
            }
        };
        let purpose = row.purpose()?;
        site.db.transaction(|| {
            let staff =
                site.config
                    .deployment
                    .staff_role(site.site, &identity.issuer, &identity.subject);
            let new = || (site.new_id(), pseudonym::suggest(platform::random()));
            let account = account_store::find_or_make(site.db, &identity, staff, new, site.now)?;
            let verified = attempt.clone().verified(&account.id)?;
            if let Purpose::Claim { link_hash } = &purpose {
                claim(site, &account, link_hash)?;
                attempt_store::advance(site.db, &row.state_hash, &Attempt::Used)?;
            } else {
                attempt_store::advance(site.db, &row.state_hash, &verified)?;
            }
            let needs_code = matches!(purpose, Purpose::Redirect { .. } | Purpose::Plain { .. });
            let code = needs_code.then(platform::new_secret);
            if let Some(code) = &code {
                attempt_store::set_handle(site.db, &row.state_hash, &digest(code))?;
            }
            Ok(Settled {
                code,
                name: account.name.clone(),
                name_is_suggested: account.name_is_suggested != 0,
            })
        })
    }
}

fn claim(site: &Context<'_>, account: &Account, link_hash: &str) -> Outcome<()> {
    if !attempt_store::owner_link_is_good(site.db, link_hash, site.now)? {
        return Err(ProblemCode::LinkInvalid.into());
    }
    attempt_store::use_owner_link(site.db, link_hash, site.now)?;
    account_store::set_role(site.db, &account.id, Role::Owner)?;
    super::audit_store::append(
        site.db,
        site.now,
        &account.id,
        "claim",
        &account.id,
        "owner",
    )
}

/// Turns a verified attempt into a session.
#[derive(Serialize, Deserialize)]
pub struct ExchangeSignIn {
    /// SHA-256 of the opener's handle or of the one-time code.
    pub handle_hash: String,
    /// Whether the handle is a one-time code of a full-page sign-in.
    pub is_code: bool,
    /// The key that was proved.
    pub thumbprint: String,
    /// The proof's id.
    pub jti: String,
    /// How long the proof's id must be remembered.
    pub until: i64,
    /// The page whose overlay to answer with.
    pub page: String,
}

impl ExchangeSignIn {
    /// An exchange by this handle or code, proved with this proof.
    pub fn new(handle: &str, is_code: bool, proof: Fitting, page: String) -> Self {
        let Fitting {
            thumbprint,
            jti,
            until,
        } = proof;
        Self {
            handle_hash: digest(handle),
            is_code,
            thumbprint,
            jti,
            until,
            page,
        }
    }
}

impl Op for ExchangeSignIn {
    const NAME: &'static str = "exchange_sign_in";
    /// Nothing while the person is still at the provider.
    type Answer = Option<Session>;

    fn run(self, site: &Context<'_>) -> Outcome<Option<Session>> {
        site.use_proof(&self.jti, self.until)?;
        let row = attempt_store::by_handle(site.db, &self.handle_hash)?;
        let row = match row {
            Some(row) => row,
            // The opener's handle reaches us only when the window gets to the
            // provider; until then the opener asks about something unknown.
            None if !self.is_code => return Ok(None),
            None => return Err(ProblemCode::SignInUnknown.into()),
        };
        let purpose = row.purpose()?;
        let right_way = matches!(purpose, Purpose::Redirect { .. }) == self.is_code;
        if !right_way || purpose.thumbprint() != Some(self.thumbprint.as_str()) {
            return Err(ProblemCode::SignInNotYours.into());
        }
        let Some(account) = row.attempt()?.take(row.started_at, site.now)? else {
            return Ok(None);
        };
        let account = account_store::by_id(site.db, &account)?.ok_or(ProblemCode::SignInUnknown)?;
        site.db.transaction(|| {
            attempt_store::advance(site.db, &row.state_hash, &Attempt::Used)?;
            let token = platform::new_secret();
            let expires = site.now + SESSION_MS;
            session_store::keep(
                site.db,
                &digest(&token),
                &account.id,
                &self.thumbprint,
                expires,
                site.now,
            )?;
            let me = writing::me(site, &account, &self.page)?;
            Ok(Some(Session {
                token,
                expires: time::to_rfc3339(expires),
                me,
            }))
        })
    }
}

/// Posts the comment that a plain page sent before its sign-in.
#[derive(Serialize, Deserialize)]
pub struct ConfirmPlain {
    /// The one-time code of the confirmation page.
    pub code: String,
    /// The name to show, where the person chose one.
    pub name: Option<String>,
}

impl Op for ConfirmPlain {
    const NAME: &'static str = "confirm_plain";
    type Answer = Written<OwnComment>;

    fn run(self, site: &Context<'_>) -> Outcome<Self::Answer> {
        let handle_hash = digest(&self.code);
        let row =
            attempt_store::by_handle(site.db, &handle_hash)?.ok_or(ProblemCode::SignInUnknown)?;
        let Purpose::Plain { comment: sent } = row.purpose()? else {
            return Err(ProblemCode::SignInUnknown.into());
        };
        // The code is the write's key: pressing the button twice posts once.
        let write = Write {
            key: handle_hash,
            request_hash: digest(&sent),
        };
        if answer_store::find(site.db, "plain", &write.key)?.is_some() {
            return site.once("plain", &write, || Err(ProblemCode::Internal.into()));
        }
        let account = row
            .attempt()?
            .take(row.started_at, site.now)?
            .ok_or(ProblemCode::SignInUnknown)?;
        let account = account_store::by_id(site.db, &account)?.ok_or(ProblemCode::SignInUnknown)?;
        let mut comment: PostComment = serde_json::from_str(&sent)?;
        comment.name = self.name.or(comment.name);
        let accepted = comment::accept(comment)?;
        site.once("plain", &write, || {
            attempt_store::advance(site.db, &row.state_hash, &Attempt::Used)?;
            writing::post(site, &account, &accepted)
        })
    }
}
