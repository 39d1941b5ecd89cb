//! Errors as `application/problem+json` (RFC 9457).

use crate::mirror::mirror;
use serde::{Deserialize, Serialize};

/// An error response.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// Stable; programs act on it.
    pub code: ProblemCode,
    /// The HTTP status.
    pub status: u16,
    /// One sentence for a person: what is wrong and what to do.
    pub title: String,
    /// The field that is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The limit that was exceeded; with `rate_limited` the seconds to wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
    /// The worker's clock in seconds since 1970, sent with `proof_stale` so
    /// that a device whose clock is wrong can correct itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_time: Option<u64>,
    /// The comment as it is now, sent with conflicts about it: codes that begin
    /// with `comment_` and `undo_too_late`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Box<crate::comment::CommentView>>,
    /// Another value for the field, sent with `name_taken`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
}

mirror! {
    /// The code of an error.
    ProblemCode of bedside_domain::ErrorCode {
        RouteUnknown, MethodNotAllowed, SiteUnknown, OriginNotAllowed, ThreadUnknown,
        CommentUnknown, ParentUnknown, BodyTooLarge, NotUtf8, NotJson, MediaType, FieldEmpty,
        FieldTooLong, FieldInvalid, NameReserved, NameTaken, CursorInvalid,
        IdempotencyKeyMissing, IdempotencyKeyReused, SignInNeeded, SessionExpired,
        FreshSignInNeeded, ProofInvalid, ProofStale, ProofReplayed, NotAllowed, RateLimited,
        TooManyWaiting, CommentChanged, CommentAlreadyDecided, CommentDeleted,
        CommentNotPublished, UndoTooLate, VotesOff, VoteOnOwn, LastOwner, PagesOverlap,
        PagesMoving, SignInUnknown, SignInExpired, SignInUsed, SignInNotYours, FormNotOurs,
        SignInDeclined, ProviderUnknown, ProviderUnavailable, ProviderRefused,
        IdTokenSignature, IdTokenIssuer, IdTokenAudience, IdTokenNonce, IdTokenTime,
        LinkInvalid, Misconfigured, UpgradeNeeded, RoomFull, Internal;
        #[default] Unknown
    }
}

impl ProblemCode {
    /// The HTTP status of its response.
    pub fn status(self) -> u16 {
        match self {
            Self::NotUtf8 | Self::NotJson | Self::CursorInvalid | Self::IdempotencyKeyMissing => {
                400
            }
            Self::SignInNeeded
            | Self::SessionExpired
            | Self::ProofInvalid
            | Self::ProofStale
            | Self::ProofReplayed => 401,
            Self::OriginNotAllowed
            | Self::FreshSignInNeeded
            | Self::NotAllowed
            | Self::VotesOff
            | Self::SignInNotYours
            | Self::FormNotOurs
            | Self::SignInDeclined => 403,
            Self::RouteUnknown
            | Self::SiteUnknown
            | Self::ThreadUnknown
            | Self::CommentUnknown
            | Self::SignInUnknown
            | Self::ProviderUnknown => 404,
            Self::MethodNotAllowed => 405,
            Self::TooManyWaiting
            | Self::CommentChanged
            | Self::CommentAlreadyDecided
            | Self::CommentDeleted
            | Self::CommentNotPublished
            | Self::UndoTooLate
            | Self::LastOwner
            | Self::PagesMoving
            | Self::SignInUsed => 409,
            Self::SignInExpired | Self::LinkInvalid => 410,
            Self::BodyTooLarge => 413,
            Self::MediaType => 415,
            Self::ParentUnknown
            | Self::FieldEmpty
            | Self::FieldTooLong
            | Self::FieldInvalid
            | Self::NameReserved
            | Self::NameTaken
            | Self::IdempotencyKeyReused
            | Self::VoteOnOwn
            | Self::PagesOverlap => 422,
            Self::UpgradeNeeded => 426,
            Self::RateLimited => 429,
            Self::Misconfigured | Self::Internal | Self::Unknown => 500,
            Self::ProviderUnavailable
            | Self::ProviderRefused
            | Self::IdTokenSignature
            | Self::IdTokenIssuer
            | Self::IdTokenAudience
            | Self::IdTokenNonce
            | Self::IdTokenTime => 502,
            Self::RoomFull => 503,
        }
    }
}
