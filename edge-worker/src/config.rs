//! The deployment's bindings, read once per isolate.

use crate::own_words::{self, OwnWords};
use bedside_domain::deployment::{Deployment, DeploymentError, Provider, Site};
use bedside_widget::texts::Texts;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;
use worker::Env;

/// All that a deployment is told.
pub struct Config {
    /// The document that describes it.
    pub deployment: Deployment,
    /// Keys the hashes in the logs.
    pub secret: Secret,
    /// Opens the admin routes.
    pub admin_token: Secret,
    provider_secrets: BTreeMap<String, Secret>,
    /// By site, of those that have some.
    own_words: BTreeMap<String, OwnWords>,
}

/// A text that never appears in a log.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// The text itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// What is missing or wrong, by name. The text goes to the operator's log and
/// to no client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigError {
    /// A binding is not there.
    Missing(&'static str),
    /// `BEDSIDE_SECRET` is not 32 bytes in hex.
    Secret,
    /// `BEDSIDE_ADMIN_TOKEN` is shorter than 32 characters.
    AdminToken,
    /// `BEDSIDE_PROVIDER_SECRETS` is not an object of texts.
    ProviderSecrets,
    /// A provider has no secret.
    ProviderSecretMissing(String),
    /// The deployment's document.
    Deployment(DeploymentError),
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(f, "binding {name} is missing"),
            Self::Secret => f.write_str("BEDSIDE_SECRET must be 64 hexadecimal digits"),
            Self::AdminToken => f.write_str("BEDSIDE_ADMIN_TOKEN must have at least 32 characters"),
            Self::ProviderSecrets => f.write_str(
                "BEDSIDE_PROVIDER_SECRETS must be a JSON object of provider id to secret",
            ),
            Self::ProviderSecretMissing(id) => write!(
                f,
                "BEDSIDE_PROVIDER_SECRETS has no secret for provider {id:?}"
            ),
            Self::Deployment(error) => error.fmt(f),
        }
    }
}

thread_local! {
    static CONFIG: OnceCell<Result<Rc<Config>, ConfigError>> = const { OnceCell::new() };
}

/// The configuration of this isolate.
///
/// # Errors
/// What is missing or wrong, the same each time.
pub fn config(env: &Env) -> Result<Rc<Config>, ConfigError> {
    CONFIG.with(|cell| cell.get_or_init(|| Config::read(env).map(Rc::new)).clone())
}

impl Config {
    fn read(env: &Env) -> Result<Self, ConfigError> {
        let document = binding(env, "BEDSIDE_CONFIG")?;
        let secret = binding(env, "BEDSIDE_SECRET")?;
        if secret.len() != 64 || !secret.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(ConfigError::Secret);
        }
        let admin_token = binding(env, "BEDSIDE_ADMIN_TOKEN")?;
        if admin_token.len() < 32 {
            return Err(ConfigError::AdminToken);
        }
        let deployment = Deployment::parse(&document).map_err(ConfigError::Deployment)?;
        let own_words = own_words::of(&deployment).map_err(ConfigError::Deployment)?;
        let secrets = binding(env, "BEDSIDE_PROVIDER_SECRETS")?;
        let secrets: BTreeMap<String, String> =
            serde_json::from_str(&secrets).map_err(|_| ConfigError::ProviderSecrets)?;
        if let Some(provider) = deployment
            .providers
            .iter()
            .find(|p| !secrets.contains_key(&p.id))
        {
            return Err(ConfigError::ProviderSecretMissing(provider.id.clone()));
        }
        Ok(Self {
            deployment,
            secret: Secret(secret),
            admin_token: Secret(admin_token),
            own_words,
            provider_secrets: secrets
                .into_iter()
                .map(|(id, secret)| (id, Secret(secret)))
                .collect(),
        })
    }

    /// The site of this id.
    pub fn site(&self, id: &str) -> Option<&Site> {
        self.deployment.sites.get(id)
    }

    /// The secret that a provider gave this deployment.
    pub fn provider_secret(&self, provider: &Provider) -> Option<&Secret> {
        self.provider_secrets.get(&provider.id)
    }

    /// The words that the deployment speaks a language in on a site.
    pub fn texts(&self, site: &str, lang: &str) -> Texts {
        let own = self.own_words.get(site);
        own.and_then(|own| own.texts(lang))
            .unwrap_or_else(|| Texts::load(lang))
    }

    /// The mark of the words that the deployment gives a site; empty without
    /// any.
    pub fn words_mark(&self, site: &str) -> &str {
        self.own_words.get(site).map_or("", |own| &own.mark)
    }

    /// An absolute address on the worker's own host.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.deployment.public_url)
    }
}

fn binding(env: &Env, name: &'static str) -> Result<String, ConfigError> {
    let value = env
        .var(name)
        .map(|value| value.to_string())
        .unwrap_or_default();
    if value.trim().is_empty() {
        Err(ConfigError::Missing(name))
    } else {
        Ok(value)
    }
}
