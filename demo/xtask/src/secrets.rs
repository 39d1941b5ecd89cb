//! The deployment's secrets: made at the first start, kept with the data.

use anyhow::{Context, Result, anyhow};
use serde::{Deserialize, Serialize};
use std::env;
use std::fmt;
use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Secrets of the worker and its operator.
#[derive(Clone, Serialize, Deserialize)]
pub struct Secrets {
    /// `BEDSIDE_SECRET`.
    pub secret: String,
    /// `BEDSIDE_OPERATOR_TOKEN`.
    pub operator_token: String,
    /// The client secret that the demo's provider knows.
    pub client_secret: String,
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(***)")
    }
}

impl Secrets {
    /// The secrets of a data directory, made when there are none.
    pub fn of(data: &Path) -> Result<Self> {
        if let Some(kept) = Self::read(data)? {
            return Ok(kept);
        }
        let fresh = Self {
            secret: random_hex(32)?,
            operator_token: random_hex(32)?,
            client_secret: random_hex(32)?,
        };
        fs::create_dir_all(data).with_context(|| format!("cannot make {}", data.display()))?;
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(file(data))
            .context("cannot write the secrets")?;
        file.write_all(serde_json::to_string_pretty(&fresh)?.as_bytes())?;
        Ok(fresh)
    }

    /// The secrets of a data directory, where it has some.
    pub fn read(data: &Path) -> Result<Option<Self>> {
        let file = file(data);
        let Ok(text) = fs::read_to_string(&file) else {
            return Ok(None);
        };
        let secrets = serde_json::from_str(&text)
            .with_context(|| format!("{} is damaged", file.display()))?;
        Ok(Some(secrets))
    }
}

/// The operator token: from `BEDSIDE_OPERATOR_TOKEN`, or from the data
/// directory of the demo.
pub fn operator_token(data: &Path) -> Result<String> {
    if let Ok(token) = env::var("BEDSIDE_OPERATOR_TOKEN") {
        return Ok(token);
    }
    let secrets = Secrets::read(data)?.with_context(|| {
        format!(
            "no operator token: set BEDSIDE_OPERATOR_TOKEN, \
             or name the demo's data with --data ({} has none)",
            data.display()
        )
    })?;
    Ok(secrets.operator_token)
}

fn file(data: &Path) -> PathBuf {
    data.join("secrets.json")
}

/// Random bytes in hex.
pub fn random_hex(bytes: usize) -> Result<String> {
    let mut buffer = vec![0; bytes];
    getrandom::fill(&mut buffer).map_err(|error| anyhow!("no randomness: {error}"))?;
    Ok(buffer.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_kept_and_not_shown() {
        let dir = tempfile::tempdir().unwrap();
        assert!(Secrets::read(dir.path()).unwrap().is_none());
        let first = Secrets::of(dir.path()).unwrap();
        let second = Secrets::of(dir.path()).unwrap();
        assert_eq!(first.operator_token, second.operator_token);
        assert_eq!(first.secret.len(), 64);
        assert_ne!(first.secret, first.operator_token);
        assert!(!format!("{first:?}").contains(&first.secret));
    }
}
