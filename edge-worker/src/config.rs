//! All that a deployment is told: by bindings, read once per isolate, and by
//! the files of a folder, which may change while it runs.

mod current;
mod error;
mod files;

pub use current::{config, is_healthy, refresh};
pub use error::ConfigError;

use crate::deployment_texts::{self, DeploymentTexts};
use crate::platform;
use bedside_domain::deployment::{Deployment, Provider, Site};
use bedside_domain::hashing::is_guessable;
use bedside_i18n::Texts;
use files::{Files, SecretsFile};
use std::collections::BTreeMap;
use std::fmt;
use worker::Env;

/// All that a deployment is told.
pub struct Config {
    /// The document that describes it.
    pub deployment: Deployment,
    /// Keys the hashes in the logs.
    pub secret: Secret,
    /// Opens the admin routes.
    pub operator_token: Secret,
    /// Opens `/metrics` and nothing else.
    pub metrics_token: Option<Secret>,
    /// The number of this reading of the files, counted from 1.
    pub edition: u32,
    provider_secrets: BTreeMap<String, Secret>,
    /// By site, of those that have some.
    text_overrides: BTreeMap<String, DeploymentTexts>,
}

/// A text that never appears in a log.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl Config {
    /// Reads bindings and files; a binding goes before what a file says.
    fn read(env: &Env, files: &Files, edition: u32) -> Result<Self, ConfigError> {
        let told = files.secrets()?;
        let document = text_or(env, "BEDSIDE_CONFIG", files.deployment.as_deref())?;
        let secret = text_or(env, "BEDSIDE_SECRET", told.secret.as_deref())?;
        let bytes = from_hex(&secret).filter(|bytes| bytes.len() == 32);
        if is_guessable(&bytes.ok_or(ConfigError::Secret)?, SECRET_VALUES) {
            return Err(ConfigError::Guessable("BEDSIDE_SECRET"));
        }
        let operator_token = told.operator_token.as_deref();
        let operator_token = text_or(env, "BEDSIDE_OPERATOR_TOKEN", operator_token)?;
        check_token("BEDSIDE_OPERATOR_TOKEN", &operator_token)?;
        let metrics_token = text(env, "BEDSIDE_METRICS_TOKEN")?;
        let metrics_token = metrics_token.or_else(|| told.metrics_token.clone());
        let metrics_token = metrics_token.filter(|token| !token.trim().is_empty());
        if let Some(token) = &metrics_token {
            check_token("BEDSIDE_METRICS_TOKEN", token)?;
        }
        object(env, "ASSETS", "fetch", "a service")?;
        for name in ["SITE", "LIVE_ROOM"] {
            object(env, name, "idFromName", "a Durable Object namespace")?;
        }
        let deployment = Deployment::parse(&document).map_err(ConfigError::Deployment)?;
        let text_overrides = deployment_texts::of(&deployment).map_err(ConfigError::Deployment)?;
        let secrets = provider_secrets(env, told)?;
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
            operator_token: Secret(operator_token),
            metrics_token: metrics_token.map(Secret),
            edition,
            text_overrides,
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

    /// The texts of a language on a site, as the deployment overrides them.
    pub fn texts(&self, site: &str, lang: &str) -> Texts {
        let own = self.text_overrides.get(site);
        own.and_then(|own| own.texts(lang))
            .unwrap_or_else(|| Texts::load(lang))
    }

    /// The version of the deployment's text overrides of a site; empty without any.
    pub fn texts_version(&self, site: &str) -> &str {
        self.text_overrides
            .get(site)
            .map_or("", |own| &own.texts_version)
    }

    /// An absolute address on the worker's own host.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.deployment.public_url)
    }
}

/// Different bytes, at least, in a secret of 32. Of random ones some 30 are;
/// once in 10^9 it is fewer than this.
const SECRET_VALUES: usize = 18;
/// Different characters, at least, in a token: it may be of digits alone.
const TOKEN_VALUES: usize = 6;

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(16)).collect();
    let pairs = digits?
        .chunks_exact(2)
        .map(|pair| (pair[0] * 16 + pair[1]) as u8)
        .collect();
    text.len().is_multiple_of(2).then_some(pairs)
}

fn check_token(name: &'static str, token: &str) -> Result<(), ConfigError> {
    if token.len() < 32 {
        return Err(ConfigError::TokenShort(name));
    }
    if is_guessable(token.as_bytes(), TOKEN_VALUES) {
        return Err(ConfigError::Guessable(name));
    }
    Ok(())
}

fn provider_secrets(env: &Env, told: SecretsFile) -> Result<BTreeMap<String, String>, ConfigError> {
    let bound = text(env, "BEDSIDE_PROVIDER_SECRETS")?;
    match (bound, told.providers) {
        (Some(json), _) => serde_json::from_str(&json).map_err(|_| ConfigError::ProviderSecrets),
        (None, Some(providers)) => Ok(providers),
        (None, None) => Err(ConfigError::Missing("BEDSIDE_PROVIDER_SECRETS")),
    }
}

/// A text that is bound; nothing for an empty one.
fn text(env: &Env, name: &'static str) -> Result<Option<String>, ConfigError> {
    let Some(value) = platform::binding(env, name) else {
        return Ok(None);
    };
    let value = value.as_string().ok_or(ConfigError::Kind(name, "a text"))?;
    Ok(Some(value).filter(|value| !value.trim().is_empty()))
}

/// A text that is bound, else the one that a file says.
fn text_or(env: &Env, name: &'static str, told: Option<&str>) -> Result<String, ConfigError> {
    let told = told.filter(|told| !told.trim().is_empty());
    let value = text(env, name)?.or_else(|| told.map(str::to_owned));
    value.ok_or(ConfigError::Missing(name))
}

/// Checks that an object is bound that has this method.
fn object(
    env: &Env,
    name: &'static str,
    method: &str,
    kind: &'static str,
) -> Result<(), ConfigError> {
    let value = platform::binding(env, name).ok_or(ConfigError::Missing(name))?;
    if platform::has_method(&value, method) {
        Ok(())
    } else {
        Err(ConfigError::Kind(name, kind))
    }
}
