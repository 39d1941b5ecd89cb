//! Errors in a deployment's bindings and files.

use bedside_domain::deployment::DeploymentError;
use std::fmt;

/// A binding or member that is missing or wrong, by name. The text goes to the
/// operator's log and to no client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigError {
    /// A binding is not there, or an empty text.
    Missing(&'static str),
    /// A binding is of another kind than this.
    Kind(&'static str, &'static str),
    /// `BEDSIDE_SECRET` is not 32 bytes in hex.
    Secret,
    /// A token is shorter than 32 characters.
    TokenShort(&'static str),
    /// A secret that somebody typed rather than had made.
    Guessable(&'static str),
    /// `BEDSIDE_PROVIDER_SECRETS` is not an object of texts.
    ProviderSecrets,
    /// A provider has no secret.
    ProviderSecretMissing(String),
    /// A file of the configuration's folder cannot be read: which, and why.
    File(&'static str, String),
    /// `secrets.json` has another form; where it differs is told, and no value.
    SecretsFile {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// The deployment's document.
    Deployment(DeploymentError),
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => {
                write!(f, "binding {name} is missing or empty")?;
                match *name {
                    "BEDSIDE_CONFIG" => f.write_str(", and there is no deployment.json"),
                    "BEDSIDE_SECRET" => f.write_str(", and secrets.json has no secret"),
                    "BEDSIDE_OPERATOR_TOKEN" => {
                        f.write_str(", and secrets.json has no operator_token")
                    }
                    "BEDSIDE_PROVIDER_SECRETS" => {
                        f.write_str(", and secrets.json has no providers")
                    }
                    _ => Ok(()),
                }
            }
            Self::Kind(name, kind) => write!(f, "binding {name} must be {kind}"),
            Self::Guessable(name) => write!(
                f,
                "{name} can be guessed: take random bytes, such as `openssl rand -hex 32` prints"
            ),
            Self::Secret => f.write_str("BEDSIDE_SECRET must be 64 hexadecimal digits"),
            Self::TokenShort(name) => write!(f, "{name} must have at least 32 characters"),
            Self::ProviderSecrets => f.write_str(
                "BEDSIDE_PROVIDER_SECRETS must be a JSON object of provider id to secret",
            ),
            Self::ProviderSecretMissing(id) => write!(
                f,
                "BEDSIDE_PROVIDER_SECRETS, or secrets.json under providers, has no secret for provider {id:?}"
            ),
            Self::File(name, why) => write!(f, "{name} cannot be read: {why}"),
            Self::SecretsFile { line, column } => write!(
                f,
                "secrets.json must be like {{\"secret\": \"...\", \"operator_token\": \"...\", \"providers\": {{\"clinic\": \"...\"}}}}; it is not at line {line}, column {column}"
            ),
            Self::Deployment(error) => error.fmt(f),
        }
    }
}
