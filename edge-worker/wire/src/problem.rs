//! Errors as `application/problem+json` (RFC 9457).

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An error answer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Problem {
    /// Stable; what a program acts on.
    pub code: ProblemCode,
    /// The HTTP status.
    pub status: u16,
    /// One sentence for a person: what is wrong and what to do.
    pub title: String,
    /// The field that was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The limit that was passed; with `rate_limited` the seconds to wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
    /// The worker's clock in seconds since 1970, sent with `proof_stale` so
    /// that a device whose clock is wrong can correct itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_time: Option<u64>,
    /// The comment as it stands now, sent with conflicts about it: codes that
    /// begin with `comment_` and `undo_too_late`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Box<crate::comment::CommentView>>,
    /// Another value for the field, sent with `name_taken`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
}

macro_rules! problem_codes {
    ($($(#[doc = $doc:literal])+ $name:ident = ($text:literal, $status:literal),)+) => {
        /// Every error the worker answers with. The words are in the language
        /// files under `problem.CODE`; a test holds the two together.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
        pub enum ProblemCode {
            $($(#[doc = $doc])+ $name,)+
            /// A code this version does not know.
            #[default]
            Unknown,
        }

        impl ProblemCode {
            /// All codes, for tests and tables.
            pub const ALL: &'static [ProblemCode] = &[$(ProblemCode::$name,)+ ProblemCode::Unknown];

            /// The code as it is sent.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(ProblemCode::$name => $text,)+
                    ProblemCode::Unknown => "unknown",
                }
            }

            /// The HTTP status it is answered with.
            pub fn status(self) -> u16 {
                match self {
                    $(ProblemCode::$name => $status,)+
                    ProblemCode::Unknown => 500,
                }
            }
        }
    };
}

impl Serialize for ProblemCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// By the table of texts that is there anyway: what a derived reader would
/// compare text by text weighs a reader half a kilobyte.
impl<'de> Deserialize<'de> for ProblemCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let mut all = Self::ALL.iter().copied();
        Ok(all
            .find(|code| code.as_str() == text)
            .unwrap_or(Self::Unknown))
    }
}

problem_codes! {
    /// No such address.
    RouteUnknown = ("route_unknown", 404),
    /// The address exists, not with this method.
    MethodNotAllowed = ("method_not_allowed", 405),
    /// The deployment has no site of this id.
    SiteUnknown = ("site_unknown", 404),
    /// The page's origin is not among the site's.
    OriginNotAllowed = ("origin_not_allowed", 403),
    /// The page has no thread yet.
    ThreadUnknown = ("thread_unknown", 404),
    /// No such comment, or not for this reader.
    CommentUnknown = ("comment_unknown", 404),
    /// The parent is not a published comment of the same thread.
    ParentUnknown = ("parent_unknown", 422),
    /// A request's body has more bytes than are read.
    BodyTooLarge = ("body_too_large", 413),
    /// A request's body is not UTF-8.
    NotUtf8 = ("not_utf8", 400),
    /// A request's body is not the JSON that the route takes.
    NotJson = ("not_json", 400),
    /// The body's media type is not the one the route takes.
    MediaType = ("media_type", 415),
    /// A field that must be there is missing or blank.
    FieldEmpty = ("field_empty", 422),
    /// A field is longer than its limit.
    FieldTooLong = ("field_too_long", 422),
    /// A field's form is wrong.
    FieldInvalid = ("field_invalid", 422),
    /// The name is held by the site's staff, or says that one of them speaks.
    NameReserved = ("name_reserved", 422),
    /// Somebody else of the thread has the name.
    NameTaken = ("name_taken", 422),
    /// The cursor is not one of ours.
    CursorInvalid = ("cursor_invalid", 400),
    /// A write without `Idempotency-Key`.
    IdempotencyKeyMissing = ("idempotency_key_missing", 400),
    /// The same `Idempotency-Key` with another request.
    IdempotencyKeyReused = ("idempotency_key_reused", 422),
    /// The route needs a session.
    SignInNeeded = ("sign_in_needed", 401),
    /// The session ended or never was.
    SessionExpired = ("session_expired", 401),
    /// The operation takes a session whose person signed in minutes ago.
    FreshSignInNeeded = ("fresh_sign_in_needed", 403),
    /// The proof of the key is malformed or does not fit the request.
    ProofInvalid = ("proof_invalid", 401),
    /// The proof is too old or from the future.
    ProofStale = ("proof_stale", 401),
    /// The proof was used before.
    ProofReplayed = ("proof_replayed", 401),
    /// The person's role does not allow it.
    NotAllowed = ("not_allowed", 403),
    /// Too often: `limit` and `Retry-After` say in how many seconds it may be
    /// tried again.
    RateLimited = ("rate_limited", 429),
    /// The person has as many comments waiting as one may have.
    TooManyWaiting = ("too_many_waiting", 409),
    /// The comment was edited after the moderator read it.
    CommentChanged = ("comment_changed", 409),
    /// Another decision came first.
    CommentAlreadyDecided = ("comment_already_decided", 409),
    /// The comment's author deleted it: nobody decides about it any more.
    CommentDeleted = ("comment_deleted", 409),
    /// The comment is not public, and the request needs one that is.
    CommentNotPublished = ("comment_not_published", 409),
    /// The time to undo is over, or something else happened since.
    UndoTooLate = ("undo_too_late", 409),
    /// The site takes no votes, or none against a comment.
    VotesOff = ("votes_off", 403),
    /// A vote on a comment of one's own.
    VoteOnOwn = ("vote_on_own", 422),
    /// The last owner would be lost.
    LastOwner = ("last_owner", 409),
    /// Pages would be moved onto or below themselves.
    PagesOverlap = ("pages_overlap", 422),
    /// Pages of the site are still on their way.
    PagesMoving = ("pages_moving", 409),
    /// The sign-in is unknown: malformed or made up.
    SignInUnknown = ("sign_in_unknown", 404),
    /// The sign-in took longer than its ten minutes.
    SignInExpired = ("sign_in_expired", 410),
    /// The sign-in was completed before.
    SignInUsed = ("sign_in_used", 409),
    /// The answer came back to another browser than the one that began.
    SignInNotYours = ("sign_in_not_yours", 403),
    /// A form that only our own pages may send came from elsewhere.
    FormNotOurs = ("form_not_ours", 403),
    /// The person declined at the provider.
    SignInDeclined = ("sign_in_declined", 403),
    /// The site does not offer that provider.
    ProviderUnknown = ("provider_unknown", 404),
    /// The provider did not answer, or not in time.
    ProviderUnavailable = ("provider_unavailable", 502),
    /// The provider refused the code or answered nonsense.
    ProviderRefused = ("provider_refused", 502),
    /// The ID token's signature does not fit the provider's keys.
    IdTokenSignature = ("id_token_signature", 502),
    /// The ID token is from another issuer.
    IdTokenIssuer = ("id_token_issuer", 502),
    /// The ID token is for another audience.
    IdTokenAudience = ("id_token_audience", 502),
    /// The ID token carries another nonce.
    IdTokenNonce = ("id_token_nonce", 502),
    /// The ID token is too old or not valid yet.
    IdTokenTime = ("id_token_time", 502),
    /// The one-time link was used, is unknown or is too old.
    LinkInvalid = ("link_invalid", 410),
    /// The deployment's configuration is missing or wrong.
    Misconfigured = ("misconfigured", 500),
    /// The WebSocket route was asked without an upgrade.
    UpgradeNeeded = ("upgrade_needed", 426),
    /// The room has all the readers it takes.
    RoomFull = ("room_full", 503),
    /// Something went wrong on our side.
    Internal = ("internal", 500),
}
