//! Credentials, as OpenAPI says them.

use crate::site::{
    Anyone, AnyoneOrSignedIn, FreshOwner, KeyHolder, Metrics, Moderator, Operator, Owner, SignedIn,
};
use serde_json::{Value, json};

/// An access that the document describes.
pub trait Security {
    /// Alternatives of credentials; none where nothing is demanded.
    fn requirements() -> Value;
}

macro_rules! security {
    ($($access:ty: $requirements:tt),+ $(,)?) => {
        $(impl Security for $access {
            fn requirements() -> Value {
                json!($requirements)
            }
        })+
    };
}

security! {
    Anyone: [],
    AnyoneOrSignedIn: [{}, { "session": [], "proof": [] }],
    KeyHolder: [{ "proof": [] }],
    SignedIn: [{ "session": [], "proof": [] }],
    Moderator: [{ "session": [], "proof": [] }],
    Owner: [{ "session": [], "proof": [] }],
    FreshOwner: [{ "session": [], "proof": [] }],
    Metrics: [{ "operator": [] }],
    Operator: [{ "operator": [] }],
}

/// The schemes that [`Security::requirements`] names.
pub fn schemes() -> Value {
    json!({
        "session": {
            "type": "http",
            "scheme": "DPoP",
            "description": "A session's token, bound to a key (RFC 9449): `Authorization: DPoP TOKEN`.",
        },
        "proof": {
            "type": "apiKey",
            "in": "header",
            "name": "DPoP",
            "description": "A proof of the key (RFC 9449, ES256), made for this request; `htu` without query.",
        },
        "operator": {
            "type": "http",
            "scheme": "bearer",
            "description": "The token of whoever runs the deployment.",
        },
    })
}
