//! Errors in a deployment's document.

use crate::text_override::TextFlaw;

/// An error in a deployment's document, by name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeploymentError {
    /// Not JSON, or a member is missing, unknown or of another type.
    #[error("BEDSIDE_CONFIG cannot be read: {0}")]
    Json(String),
    /// `public_url` is not an origin.
    #[error(
        "public_url {0:?} must be an origin such as https://comments.example.org, without a path"
    )]
    PublicUrl(String),
    /// `public_url` is neither `https` nor on this machine.
    #[error(
        "public_url {0:?} must begin with https://; only an address of this machine, such as http://localhost:8787, may begin with http://"
    )]
    PublicUrlInsecure(String),
    /// `client_address` names no header, or a number of proxies that cannot be.
    #[error(
        "client_address must be like {{\"header\": \"X-Forwarded-For\", \"trusted_hops\": 1}}, with 1 to 10 hops"
    )]
    ClientAddress,
    /// `live_sockets` is out of its range.
    #[error("live_sockets must be a whole number from 1 to 100000")]
    LiveSockets,
    /// A limit that there is not, by its name.
    #[error("limits.{0} is no limit; OPERATING.md lists them")]
    LimitUnknown(String),
    /// A limit's value has another form, by its name.
    #[error(
        "limits.{0} must be a whole number from 1 to 1000000 (waiting and open_sign_ins), or an object with account or network"
    )]
    Limit(String),
    /// A limit's rate has another form, by its name and whose it is.
    #[error(
        "limits.{0} must be like {{\"burst\": 10, \"per_hour\": 60}}: whole numbers from 1 to 1000000, and one of per_minute, per_hour and per_day"
    )]
    LimitRate(String),
    /// A site's id is not 1-40 characters of `a-z0-9-`.
    #[error("site id {0:?} must be 1-40 characters of a-z, 0-9 and -")]
    SiteId(String),
    /// A site's origin is not an origin: site, origin.
    #[error(
        "sites.{0}.origins: {1:?} must be an origin such as https://www.example.org, without a path"
    )]
    Origin(String, String),
    /// A site without origins cannot be shown anywhere.
    #[error("sites.{0}.origins must list at least one origin")]
    NoOrigins(String),
    /// A provider's id is not 1-40 characters of `a-z0-9-`.
    #[error("provider id {0:?} must be 1-40 characters of a-z, 0-9 and -")]
    ProviderId(String),
    /// Two providers have the same id.
    #[error("provider id {0:?} is used twice")]
    ProviderTwice(String),
    /// A provider's address is not a web address: provider, address.
    #[error("provider {0:?}: {1:?} must be an http or https address")]
    ProviderUrl(String, String),
    /// A provider's address is neither `https` nor on this machine: provider, address.
    #[error(
        "provider {0:?}: {1:?} must begin with https://; only an address of this machine may begin with http://"
    )]
    ProviderUrlInsecure(String, String),
    /// A site or a member of its staff names a provider that is not there: site, provider.
    #[error("sites.{0} names provider {1:?}, which is not in providers")]
    ProviderMissing(String, String),
    /// A site's language is not one we have: site, language.
    #[error(
        "sites.{0}.lang {1:?} must be the tag of a language that Bedside speaks, such as en or sv"
    )]
    Lang(String, String),
    /// A site overrides texts in a language that is not one we have: site,
    /// language.
    #[error(
        "sites.{0}.texts: {1:?} must be the tag of a language that Bedside speaks, such as en or sv"
    )]
    TextsLang(String, String),
    /// A site's own text cannot be used: site, language, key, why.
    #[error("sites.{0}.texts.{1}: {2:?} {3}")]
    Text(String, String, String, TextFlaw),
}
