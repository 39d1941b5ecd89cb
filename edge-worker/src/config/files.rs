//! The files of the configuration's folder, which bare workerd serves by a disk
//! service. On Cloudflare's network there is none.

use super::ConfigError;
use crate::platform;
use serde::Deserialize;
use std::collections::BTreeMap;
use worker::Env;

/// The binding of the disk service.
const SERVICE: &str = "CONFIG_FILES";
/// The deployment's document.
const DEPLOYMENT: &str = "deployment.json";
/// The file of secrets, which nobody else may read.
const SECRETS: &str = "secrets.json";

/// The texts of the files; nothing for one that is not there.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Files {
    /// `deployment.json`.
    pub deployment: Option<String>,
    secrets: Option<String>,
}

/// The members of `secrets.json`, each of them optional.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecretsFile {
    /// Replaces `BEDSIDE_SECRET`.
    pub secret: Option<String>,
    /// Replaces `BEDSIDE_OPERATOR_TOKEN`.
    pub operator_token: Option<String>,
    /// Replaces `BEDSIDE_METRICS_TOKEN`.
    pub metrics_token: Option<String>,
    /// Replaces `BEDSIDE_PROVIDER_SECRETS`.
    pub providers: Option<BTreeMap<String, String>>,
}

/// True where a folder is bound.
pub fn are_bound(env: &Env) -> bool {
    platform::binding(env, SERVICE).is_some()
}

impl Files {
    /// Reads them as they are now.
    ///
    /// # Errors
    /// The file that cannot be read.
    pub async fn read(env: &Env) -> Result<Self, ConfigError> {
        Ok(Self {
            deployment: file(env, DEPLOYMENT).await?,
            secrets: file(env, SECRETS).await?,
        })
    }

    /// The secrets that they tell; none without a file.
    ///
    /// # Errors
    /// The position at which the file has another form. The parser's own sentence
    /// would name the value that it met.
    pub fn secrets(&self) -> Result<SecretsFile, ConfigError> {
        let Some(text) = &self.secrets else {
            return Ok(SecretsFile::default());
        };
        serde_json::from_str(text).map_err(|error| ConfigError::SecretsFile {
            line: error.line(),
            column: error.column(),
        })
    }
}

async fn file(env: &Env, name: &'static str) -> Result<Option<String>, ConfigError> {
    let why = |error: worker::Error| ConfigError::File(name, error.to_string());
    let address = format!("http://files/{name}");
    let service = env.service(SERVICE).map_err(why)?;
    let mut response = service.fetch(address, None).await.map_err(why)?;
    match response.status_code() {
        200 => Ok(Some(response.text().await.map_err(why)?)),
        404 => Ok(None),
        status => Err(ConfigError::File(name, format!("status {status}"))),
    }
}
