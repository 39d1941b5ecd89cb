//! What can be wrong with a deployment's document.

use crate::text_override::TextFlaw;
use std::fmt;

/// What is wrong with a deployment's document, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeploymentError {
    /// Not JSON, or a member is missing, unknown or of another type.
    Json(String),
    /// `public_url` is not an origin.
    PublicUrl(String),
    /// `public_url` is neither `https` nor on this machine.
    PublicUrlInsecure(String),
    /// `client_address` names no header, or a number of proxies that cannot be.
    ClientAddress,
    /// `live_sockets` is out of its range.
    LiveSockets,
    /// A limit that there is not, by its name.
    LimitUnknown(String),
    /// A limit's value has another form, by its name.
    Limit(String),
    /// A site's id is not 1-40 characters of `a-z0-9-`.
    SiteId(String),
    /// A site's origin is not an origin: site, origin.
    Origin(String, String),
    /// A site without origins cannot be shown anywhere.
    NoOrigins(String),
    /// A provider's id is not 1-40 characters of `a-z0-9-`.
    ProviderId(String),
    /// Two providers have the same id.
    ProviderTwice(String),
    /// A provider's address is not a web address: provider, address.
    ProviderUrl(String, String),
    /// A provider's address is neither `https` nor on this machine: provider, address.
    ProviderUrlInsecure(String, String),
    /// A site or a member of its staff names a provider that is not there: site, provider.
    ProviderMissing(String, String),
    /// A site's language is not one we have: site, language.
    Lang(String, String),
    /// A site has words of its own in a language that is not one we have: site,
    /// language.
    TextsLang(String, String),
    /// A site's own text cannot be used: site, language, key, why.
    Text(String, String, String, TextFlaw),
}

impl fmt::Display for DeploymentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(why) => write!(f, "BEDSIDE_CONFIG cannot be read: {why}"),
            Self::PublicUrl(url) => {
                write!(
                    f,
                    "public_url {url:?} must be an origin such as https://comments.example.org, without a path"
                )
            }
            Self::PublicUrlInsecure(url) => write!(
                f,
                "public_url {url:?} must begin with https://; only an address of this machine, such as http://localhost:8787, may begin with http://"
            ),
            Self::ClientAddress => f.write_str(
                "client_address must be like {\"header\": \"X-Forwarded-For\", \"trusted_hops\": 1}, with 1 to 10 hops",
            ),
            Self::LiveSockets => f.write_str("live_sockets must be a whole number from 1 to 100000"),
            Self::LimitUnknown(name) => write!(
                f,
                "limits.{name} is no limit; OPERATING.md lists them"
            ),
            Self::Limit(path) if path.contains('.') => write!(
                f,
                "limits.{path} must be like {{\"burst\": 10, \"per_hour\": 60}}: whole numbers from 1 to 1000000, and one of per_minute, per_hour and per_day"
            ),
            Self::Limit(name) => write!(
                f,
                "limits.{name} must be a whole number from 1 to 1000000 (waiting and open_sign_ins), or an object with account or network"
            ),
            Self::SiteId(id) => write!(
                f,
                "site id {id:?} must be 1-40 characters of a-z, 0-9 and -"
            ),
            Self::Origin(site, origin) => {
                write!(
                    f,
                    "sites.{site}.origins: {origin:?} must be an origin such as https://www.example.org, without a path"
                )
            }
            Self::NoOrigins(site) => {
                write!(f, "sites.{site}.origins must list at least one origin")
            }
            Self::ProviderId(id) => write!(
                f,
                "provider id {id:?} must be 1-40 characters of a-z, 0-9 and -"
            ),
            Self::ProviderTwice(id) => write!(f, "provider id {id:?} is used twice"),
            Self::ProviderUrl(id, url) => write!(
                f,
                "provider {id:?}: {url:?} must be an http or https address"
            ),
            Self::ProviderUrlInsecure(id, url) => write!(
                f,
                "provider {id:?}: {url:?} must begin with https://; only an address of this machine may begin with http://"
            ),
            Self::ProviderMissing(site, id) => write!(
                f,
                "sites.{site} names provider {id:?}, which is not in providers"
            ),
            Self::Lang(site, lang) => write!(
                f,
                "sites.{site}.lang {lang:?} must be the tag of a language that Bedside speaks, such as en or sv"
            ),
            Self::TextsLang(site, lang) => write!(
                f,
                "sites.{site}.texts: {lang:?} must be the tag of a language that Bedside speaks, such as en or sv"
            ),
            Self::Text(site, lang, key, flaw) => {
                write!(f, "sites.{site}.texts.{lang}: {key:?} {flaw}")
            }
        }
    }
}
