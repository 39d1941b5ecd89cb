//! The deployment's bindings, read once per isolate.

use crate::own_words::{self, OwnWords};
use crate::platform;
use bedside_domain::deployment::{Deployment, DeploymentError, Provider, Site};
use bedside_domain::secret::is_guessable;
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
    /// A binding is not there, or an empty text.
    Missing(&'static str),
    /// A binding is of another kind than this.
    Kind(&'static str, &'static str),
    /// `BEDSIDE_SECRET` is not 32 bytes in hex.
    Secret,
    /// `BEDSIDE_ADMIN_TOKEN` is shorter than 32 characters.
    AdminToken,
    /// A secret that somebody typed rather than had made.
    Guessable(&'static str),
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
            Self::Missing(name) => write!(f, "binding {name} is missing or empty"),
            Self::Kind(name, kind) => write!(f, "binding {name} must be {kind}"),
            Self::Guessable(name) => write!(
                f,
                "{name} can be guessed: take random bytes, such as `openssl rand -hex 32` prints"
            ),
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
        let document = text(env, "BEDSIDE_CONFIG")?;
        let secret = text(env, "BEDSIDE_SECRET")?;
        let bytes = from_hex(&secret).filter(|bytes| bytes.len() == 32);
        if is_guessable(&bytes.ok_or(ConfigError::Secret)?, SECRET_VALUES) {
            return Err(ConfigError::Guessable("BEDSIDE_SECRET"));
        }
        let admin_token = text(env, "BEDSIDE_ADMIN_TOKEN")?;
        if admin_token.len() < 32 {
            return Err(ConfigError::AdminToken);
        }
        if is_guessable(admin_token.as_bytes(), TOKEN_VALUES) {
            return Err(ConfigError::Guessable("BEDSIDE_ADMIN_TOKEN"));
        }
        object(env, "ASSETS", "fetch", "a service")?;
        for name in ["SITE", "ROOM"] {
            object(env, name, "idFromName", "a Durable Object namespace")?;
        }
        let deployment = Deployment::parse(&document).map_err(ConfigError::Deployment)?;
        let own_words = own_words::of(&deployment).map_err(ConfigError::Deployment)?;
        let secrets = text(env, "BEDSIDE_PROVIDER_SECRETS")?;
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

/// A text that is bound.
fn text(env: &Env, name: &'static str) -> Result<String, ConfigError> {
    let value = platform::binding(env, name).ok_or(ConfigError::Missing(name))?;
    let value = value.as_string().ok_or(ConfigError::Kind(name, "a text"))?;
    if value.trim().is_empty() {
        Err(ConfigError::Missing(name))
    } else {
        Ok(value)
    }
}

/// Checks that an object is bound that has this method.
fn object(
    env: &Env,
    name: &'static str,
    method: &str,
    kind: &'static str,
) -> Result<(), ConfigError> {
    let value = platform::binding(env, name).ok_or(ConfigError::Missing(name))?;
    let member = js_sys::Reflect::get(&value, &method.into());
    if member.is_ok_and(|member| member.is_function()) {
        Ok(())
    } else {
        Err(ConfigError::Kind(name, kind))
    }
}
