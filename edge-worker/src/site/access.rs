//! Permissions of operations, each obtained once, before its operation runs.

use super::account_store;
use super::context::{Account, Context};
use super::session_store::{self, SessionRow};
use crate::config::Config;
use crate::error::Result;
use bedside_domain::access::{
    FreshOwnerAccess, MemberAccess, ModeratorAccess, OwnerAccess, Permission,
};
use bedside_domain::hashing::digest;
use bedside_domain::proof::VerifiedProof;
use bedside_domain::rate_limits::Limit;
use bedside_domain::{DomainError, ErrorCode, Millis, Role};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// An operation's demand on its caller. The route table names the same type as the
/// operation.
pub trait Access: Sized {
    /// The credentials of a request, checked as far as the API can.
    type Credentials: Serialize + DeserializeOwned;
    /// Obtains it.
    ///
    /// # Errors
    /// The reason for which the request is refused.
    fn obtain(ctx: &Context<'_>, credentials: Self::Credentials) -> Result<Self>;
}

/// Nothing is demanded. What an operation of the sign-in is about is known by a
/// secret that is one of its fields.
pub struct Anyone;

impl Access for Anyone {
    type Credentials = ();

    fn obtain(_: &Context<'_>, (): ()) -> Result<Self> {
        Ok(Self)
    }
}

/// A session's token, by its hash, and the proof of a key.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SessionCredentials {
    /// SHA-256 of the token.
    pub token_hash: String,
    /// The proof, which fits the request and the token.
    pub proof: VerifiedProof,
}

/// A signed-in person with a permission.
pub struct Person<P> {
    /// The person.
    pub account: Account,
    /// SHA-256 of the session's token.
    pub token_hash: String,
    /// The person's permission.
    pub permission: P,
    authenticated_at: Millis,
}

/// A person with a session.
pub type SignedIn = Person<MemberAccess>;
/// A moderator or an owner.
pub type Moderator = Person<ModeratorAccess>;
/// An owner.
pub type Owner = Person<OwnerAccess>;
/// An owner who proved minutes ago who they are.
pub type FreshOwner = Person<FreshOwnerAccess>;

impl<P: Permission> Access for Person<P> {
    type Credentials = SessionCredentials;

    fn obtain(ctx: &Context<'_>, credentials: SessionCredentials) -> Result<Self> {
        let SessionRow {
            account,
            authenticated_at,
            ..
        } = session(ctx, &credentials)?;
        Ok(Self {
            permission: P::grant(account.role, authenticated_at, ctx.now)?,
            account,
            token_hash: credentials.token_hash,
            authenticated_at,
        })
    }
}

impl Owner {
    /// The permission of a fresh sign-in, where only some of what an operation does
    /// demands it.
    ///
    /// # Errors
    /// `fresh_sign_in_needed`.
    pub fn fresh(&self, ctx: &Context<'_>) -> Result<FreshOwnerAccess> {
        let role = self.account.role;
        Ok(FreshOwnerAccess::of(role, self.authenticated_at, ctx.now)?)
    }
}

/// The session of a token whose key was proved. One that was idle for too
/// long ends here, and so do all of a person to whom the deployment's document
/// gives another role by now: a person whom it no longer names is not staff.
///
/// # Errors
/// `session_expired`, `proof_invalid` when the session is bound to another
/// key, `rate_limited`, or `proof_replayed`.
fn session(ctx: &Context<'_>, credentials: &SessionCredentials) -> Result<SessionRow> {
    let SessionCredentials { token_hash, proof } = credentials;
    let session = session_store::find(ctx.db, token_hash, ctx.now)?
        .ok_or_else(|| DomainError::new(ErrorCode::SessionExpired))?;
    if session.thumbprint != proof.thumbprint {
        return Err(ErrorCode::ProofInvalid.into());
    }
    if session.times().is_over(session.account.role, ctx.now) {
        session_store::end(ctx.db, token_hash)?;
        return Err(ErrorCode::SessionExpired.into());
    }
    if let Some(role) = changed_role(ctx, &session) {
        let id = &session.account.id;
        ctx.db
            .transaction(|| account_store::follow_document(ctx.db, id, role))?;
        return Err(ErrorCode::SessionExpired.into());
    }
    ctx.person.replace(session.account.id.clone());
    ctx.admit(Limit::SignedIn)?;
    ctx.use_proof(proof)?;
    if session.times().is_use_recorded(ctx.now) {
        session_store::record_use(ctx.db, token_hash, ctx.now)?;
    }
    Ok(session)
}

/// The role that the deployment's document gives a person, where it is another
/// than they have and no owner decided.
fn changed_role(ctx: &Context<'_>, session: &SessionRow) -> Option<Role> {
    let who = &session.identity;
    let deployment = &ctx.config.deployment;
    let role = deployment.staff_role(ctx.site, &who.issuer, &who.subject);
    let role = role.unwrap_or_default();
    (session.role_is_decided == 0 && session.account.role != role).then_some(role)
}

/// A person with a session, or a stranger.
pub enum AnyoneOrSignedIn {
    /// A stranger.
    Anyone,
    /// A person with a session.
    SignedIn(SignedIn),
}

impl Access for AnyoneOrSignedIn {
    type Credentials = Option<SessionCredentials>;

    fn obtain(ctx: &Context<'_>, credentials: Self::Credentials) -> Result<Self> {
        Ok(match credentials {
            Some(credentials) => Self::SignedIn(SignedIn::obtain(ctx, credentials)?),
            None => Self::Anyone,
        })
    }
}

/// The holder of a key, without a session. The operation uses the proof up when
/// it knows that the key matters: anybody can make proofs, and each leaves a row.
pub struct KeyHolder {
    /// The proof of the key.
    pub proof: VerifiedProof,
}

impl Access for KeyHolder {
    type Credentials = VerifiedProof;

    fn obtain(_: &Context<'_>, proof: VerifiedProof) -> Result<Self> {
        Ok(Self { proof })
    }
}

/// The operator's token, which the API has checked.
#[derive(Serialize, Deserialize)]
pub struct OperatorCredentials(());

impl OperatorCredentials {
    /// Checks a bearer token.
    ///
    /// # Errors
    /// `not_allowed`.
    pub fn of(token: &str, config: &Config) -> Result<Self> {
        // Digests are compared, so the time it takes tells nothing of the token.
        if digest(token) == digest(config.operator_token.expose()) {
            Ok(Self(()))
        } else {
            Err(ErrorCode::NotAllowed.into())
        }
    }
}

/// The operator's token or that of metrics, which the API has checked.
#[derive(Serialize, Deserialize)]
pub struct MetricsCredentials(());

impl MetricsCredentials {
    /// Checks a bearer token.
    ///
    /// # Errors
    /// `not_allowed`.
    pub fn of(token: &str, config: &Config) -> Result<Self> {
        let known = config.metrics_token.as_ref();
        if known.is_some_and(|known| digest(token) == digest(known.expose())) {
            return Ok(Self(()));
        }
        OperatorCredentials::of(token, config).map(|_| Self(()))
    }
}

/// Somebody who may read what is counted. The worker counts, not the object: no
/// operation demands it.
pub struct Metrics(());

impl Access for Metrics {
    type Credentials = MetricsCredentials;

    fn obtain(_: &Context<'_>, MetricsCredentials(()): MetricsCredentials) -> Result<Self> {
        Ok(Self(()))
    }
}

/// The deployment's operator.
pub struct Operator(());

impl Access for Operator {
    type Credentials = OperatorCredentials;

    fn obtain(_: &Context<'_>, OperatorCredentials(()): OperatorCredentials) -> Result<Self> {
        Ok(Self(()))
    }
}
