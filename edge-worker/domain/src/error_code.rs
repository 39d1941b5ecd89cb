//! The codes of everything that Bedside refuses or fails at.

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// An error, as the worker sends it. Clients act on it, and its text is in the
/// language files under `problem.CODE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ErrorCode {
    /// No such address.
    RouteUnknown,
    /// The address exists, not with this method.
    MethodNotAllowed,
    /// The deployment has no site of this id.
    SiteUnknown,
    /// The page's origin is not among the site's.
    OriginNotAllowed,
    /// The page has no thread yet.
    ThreadUnknown,
    /// No such comment, or not for this reader.
    CommentUnknown,
    /// The parent is not a published comment of the same thread.
    ParentUnknown,
    /// A request's body has more bytes than are read.
    BodyTooLarge,
    /// A request's body is not UTF-8.
    NotUtf8,
    /// A request's body is not the JSON that the route takes.
    NotJson,
    /// The body's media type is not the one the route takes.
    MediaType,
    /// A field that must be there is missing or blank.
    FieldEmpty,
    /// A field is longer than its limit.
    FieldTooLong,
    /// A field's form is wrong.
    FieldInvalid,
    /// The name is held by the site's staff, or claims to be one of them.
    NameReserved,
    /// Somebody else of the thread has the name.
    NameTaken,
    /// The cursor is not one of ours.
    CursorInvalid,
    /// A write without `Idempotency-Key`.
    IdempotencyKeyMissing,
    /// The same `Idempotency-Key` with another request.
    IdempotencyKeyReused,
    /// The route needs a session.
    SignInNeeded,
    /// The session ended or never was.
    SessionExpired,
    /// The operation takes a session whose person signed in minutes ago.
    FreshSignInNeeded,
    /// The proof of the key is malformed or does not fit the request.
    ProofInvalid,
    /// The proof is too old or from the future.
    ProofStale,
    /// The proof was used before.
    ProofReplayed,
    /// The person's role does not allow it.
    NotAllowed,
    /// Too often: `limit` and `Retry-After` say in how many seconds it may be
    /// tried again.
    RateLimited,
    /// The person has as many comments waiting as one may have.
    TooManyWaiting,
    /// The comment was edited after the moderator read it.
    CommentChanged,
    /// Another decision came first.
    CommentAlreadyDecided,
    /// The comment's author deleted it: nobody decides about it any more.
    CommentDeleted,
    /// The comment is not public, and the request needs one that is.
    CommentNotPublished,
    /// The time to undo is over, or something else happened since.
    UndoTooLate,
    /// The site takes no votes, or none against a comment.
    VotesOff,
    /// A vote on a comment of one's own.
    VoteOnOwn,
    /// The last owner would be lost.
    LastOwner,
    /// Pages would be moved onto or below themselves.
    PagesOverlap,
    /// Pages of the site are still on their way.
    PagesMoving,
    /// The sign-in is unknown: malformed or made up.
    SignInUnknown,
    /// The sign-in took longer than its ten minutes.
    SignInExpired,
    /// The sign-in was completed before.
    SignInUsed,
    /// The provider sent the person back to another browser than the one that
    /// began.
    SignInNotYours,
    /// A form that only our own pages may send came from elsewhere.
    FormNotOurs,
    /// The person declined at the provider.
    SignInDeclined,
    /// The site does not offer that provider.
    ProviderUnknown,
    /// The provider did not respond, or not in time.
    ProviderUnavailable,
    /// The provider refused the code or sent a malformed response.
    ProviderRefused,
    /// The ID token's signature does not fit the provider's keys.
    IdTokenSignature,
    /// The ID token is from another issuer.
    IdTokenIssuer,
    /// The ID token is for another audience.
    IdTokenAudience,
    /// The ID token carries another nonce.
    IdTokenNonce,
    /// The ID token is too old or not valid yet.
    IdTokenTime,
    /// The one-time link was used, is unknown or is too old.
    LinkInvalid,
    /// The deployment's configuration is missing or wrong.
    Misconfigured,
    /// A request to the WebSocket route was no upgrade.
    UpgradeNeeded,
    /// The room has as many readers as it takes.
    RoomFull,
    /// Something went wrong on our side.
    Internal,
}
