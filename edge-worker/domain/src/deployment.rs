//! A deployment described by one JSON document.

use crate::client_address::ClientAddress;
pub use crate::deployment_error::DeploymentError;
pub use crate::deployment_values::is_private;
use crate::deployment_values::{helpful, is_origin, is_slug};
use crate::limits::LIVE_SOCKETS_MOST;
use crate::rate_limits::Limits;
use crate::{ModerationMode, Role, Sort, Votes};
use serde::Deserialize;
use std::collections::BTreeMap;
use url::Url;

/// A whole deployment.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deployment {
    /// The worker's own address, an origin without path.
    pub public_url: String,
    /// Providers that people can sign in with.
    #[serde(default)]
    pub providers: Vec<Provider>,
    /// The sites, by id.
    pub sites: BTreeMap<String, Site>,
    /// The header that tells a client's address, where there is a proxy.
    #[serde(default)]
    pub client_address: Option<ClientAddress>,
    /// Live connections that a process takes.
    #[serde(default)]
    pub live_sockets: Option<usize>,
    /// Limits that differ from the table's, as they are told.
    #[serde(default, rename = "limits")]
    told_limits: serde_json::Map<String, serde_json::Value>,
    /// The limits on how often.
    #[serde(skip)]
    pub limits: Limits,
}

/// A provider of sign-in.
#[derive(Debug, Clone, Deserialize)]
pub struct Provider {
    /// Short name, used in this document and in addresses.
    pub id: String,
    /// The label of its button.
    pub label: String,
    /// The client id it gave this deployment.
    pub client_id: String,
    /// Overrides the metadata: whether its ID tokens tell when the person signed in
    /// there (`auth_time`).
    #[serde(default)]
    pub auth_time: Option<bool>,
    /// The protocol and its addresses.
    #[serde(flatten)]
    pub kind: ProviderKind,
}

/// A provider's protocol, with the addresses that are not discovered.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ProviderKind {
    /// OpenID Connect: everything else is discovered (OpenID Connect Discovery 1.0).
    Oidc {
        /// The issuer's identifier.
        issuer: String,
    },
    /// GitHub, or a GitHub Enterprise server by its own addresses. Plain OAuth 2.0.
    Github {
        /// The authorization endpoint.
        #[serde(default = "github_authorize")]
        authorize_url: String,
        /// The token endpoint, which exchanges the code.
        #[serde(default = "github_token")]
        token_url: String,
        /// The endpoint that returns the person's id.
        #[serde(default = "github_user")]
        user_url: String,
    },
}

fn github_authorize() -> String {
    "https://github.com/login/oauth/authorize".into()
}
fn github_token() -> String {
    "https://github.com/login/oauth/access_token".into()
}
fn github_user() -> String {
    "https://api.github.com/user".into()
}

impl Provider {
    /// The namespace within which an account's subject is unique.
    pub fn issuer(&self) -> &str {
        match &self.kind {
            ProviderKind::Oidc { issuer } => issuer,
            ProviderKind::Github { authorize_url, .. } => authorize_url,
        }
    }
}

/// A site.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// The site's name for people.
    #[serde(default)]
    pub title: String,
    /// Origins whose pages may show its threads.
    pub origins: Vec<String>,
    /// The language of pages that name none.
    #[serde(default = "english")]
    pub lang: String,
    /// When comments become public, until the owner chooses otherwise.
    #[serde(default)]
    pub moderation: ModerationMode,
    /// The order that readers see first, until the owner chooses another.
    #[serde(default)]
    pub sort: Sort,
    /// Votes that readers may give, until the owner chooses otherwise.
    #[serde(default = "helpful")]
    pub votes: Votes,
    /// True where search engines may list the plain pages of its threads.
    #[serde(default = "yes")]
    pub index: bool,
    /// Ids of the providers it offers; all when absent.
    #[serde(default)]
    pub providers: Option<Vec<String>>,
    /// People who are staff from their first sign-in.
    #[serde(default)]
    pub staff: Vec<Staff>,
    /// Text overrides of the site: by language, then by the keys of
    /// `edge-worker/i18n/lang`.
    #[serde(default)]
    pub texts: BTreeMap<String, BTreeMap<String, String>>,
}

impl Site {
    /// True for an address on one of the site's origins.
    pub fn owns(&self, address: &str) -> bool {
        Url::parse(address)
            .is_ok_and(|url| self.origins.contains(&url.origin().ascii_serialization()))
    }
}

fn english() -> String {
    "en".into()
}

fn yes() -> bool {
    true
}

/// A person who is staff from their first sign-in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Staff {
    /// The provider's id.
    pub provider: String,
    /// Their subject there.
    pub subject: String,
    /// Their role on the site.
    pub role: Role,
}

impl Deployment {
    /// Reads and checks the document.
    ///
    /// # Errors
    /// The first thing that is wrong, by name.
    pub fn parse(json: &str) -> Result<Self, DeploymentError> {
        let mut read: Self =
            serde_json::from_str(json).map_err(|e| DeploymentError::Json(e.to_string()))?;
        read.check()?;
        read.limits = Limits::with(&read.told_limits)?;
        Ok(read)
    }

    fn check(&self) -> Result<(), DeploymentError> {
        if !is_origin(&self.public_url) {
            return Err(DeploymentError::PublicUrl(self.public_url.clone()));
        }
        if !is_private(&self.public_url) {
            return Err(DeploymentError::PublicUrlInsecure(self.public_url.clone()));
        }
        if !self
            .client_address
            .as_ref()
            .is_none_or(ClientAddress::is_valid)
        {
            return Err(DeploymentError::ClientAddress);
        }
        let fits = |sockets| (1..=LIVE_SOCKETS_MOST).contains(&sockets);
        if !self.live_sockets.is_none_or(fits) {
            return Err(DeploymentError::LiveSockets);
        }
        self.check_providers()?;
        self.sites
            .iter()
            .try_for_each(|(id, site)| self.check_site(id, site))
    }

    fn check_providers(&self) -> Result<(), DeploymentError> {
        for (number, provider) in self.providers.iter().enumerate() {
            let id = provider.id.clone();
            if !is_slug(&id) {
                return Err(DeploymentError::ProviderId(id));
            }
            if self.providers[..number].iter().any(|other| other.id == id) {
                return Err(DeploymentError::ProviderTwice(id));
            }
            let addresses = match &provider.kind {
                ProviderKind::Oidc { issuer } => vec![issuer],
                ProviderKind::Github {
                    authorize_url,
                    token_url,
                    user_url,
                } => {
                    vec![authorize_url, token_url, user_url]
                }
            };
            for address in addresses {
                if crate::page::address(address).is_none() {
                    return Err(DeploymentError::ProviderUrl(id, address.clone()));
                }
                if !is_private(address) {
                    return Err(DeploymentError::ProviderUrlInsecure(id, address.clone()));
                }
            }
        }
        Ok(())
    }

    fn check_site(&self, id: &str, site: &Site) -> Result<(), DeploymentError> {
        if !is_slug(id) {
            return Err(DeploymentError::SiteId(id.into()));
        }
        if site.origins.is_empty() {
            return Err(DeploymentError::NoOrigins(id.into()));
        }
        if let Some(bad) = site.origins.iter().find(|origin| !is_origin(origin)) {
            return Err(DeploymentError::Origin(id.into(), bad.clone()));
        }
        let plain = |c: u8| c.is_ascii_alphanumeric() || c == b'-';
        if !(2..=20).contains(&site.lang.len()) || !site.lang.bytes().all(plain) {
            return Err(DeploymentError::Lang(id.into(), site.lang.clone()));
        }
        let named = site
            .providers
            .iter()
            .flatten()
            .chain(site.staff.iter().map(|s| &s.provider));
        match named
            .into_iter()
            .find(|provider| self.provider(provider).is_none())
        {
            Some(missing) => Err(DeploymentError::ProviderMissing(id.into(), missing.clone())),
            None => Ok(()),
        }
    }

    /// The provider of this id.
    pub fn provider(&self, id: &str) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.id == id)
    }

    /// The providers that a site offers, in the document's order.
    pub fn providers_of<'a>(&'a self, site: &'a Site) -> impl Iterator<Item = &'a Provider> {
        self.providers.iter().filter(|provider| {
            site.providers
                .as_ref()
                .is_none_or(|offered| offered.contains(&provider.id))
        })
    }

    /// The role that the document gives a person on a site.
    pub fn staff_role(&self, site: &Site, issuer: &str, subject: &str) -> Option<Role> {
        site.staff
            .iter()
            .find(|staff| {
                staff.subject == subject
                    && self
                        .provider(&staff.provider)
                        .is_some_and(|p| p.issuer() == issuer)
            })
            .map(|staff| staff.role)
    }
}

#[cfg(test)]
#[path = "deployment_tests.rs"]
mod tests;
