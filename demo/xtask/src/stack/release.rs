//! The worker as an owner runs it: by files, and by the script of a release.

use super::Service;
use super::worker::{CONFIGURATION, Worker};
use crate::deployment::provider_secrets;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

impl Worker<'_> {
    pub(super) fn is_told_by_files(&self) -> bool {
        self.options.by_files || self.options.release.is_some()
    }

    /// Writes what is in variables otherwise.
    pub(super) fn write_files(&self, folder: &Path) -> Result<()> {
        let secrets = json!({
            "secret": self.secrets.secret,
            "operator_token": self.secrets.operator_token,
            "providers": provider_secrets(self.deployment, &self.secrets.client_secret),
        });
        write(&folder.join("deployment.json"), self.deployment)?;
        write(&folder.join("secrets.json"), &secrets)
    }

    /// The release's script, started somewhere else than in its folder.
    pub(super) fn released(&self) -> Result<Service> {
        let folder = self.options.release.as_ref().context("no release")?;
        let script = folder.join("bedside");
        let mut service = Service::new("worker", &script, &self.data.join("logs"))
            .with_children()
            .dir(Path::new("/"))
            .env("WORKERD", &self.tools.workerd)
            .env("BEDSIDE_DATA", self.data)
            .env("BEDSIDE_CONFIG_DIR", self.data.join(CONFIGURATION))
            .env("BEDSIDE_LISTEN", format!("127.0.0.1:{}", self.port))
            // The demo's provider is on this machine.
            .env("BEDSIDE_NETWORK", "private");
        for (name, value) in &self.options.worker_env {
            service = service.env(name, value);
        }
        Ok(service)
    }
}

/// Replaces a file in one step, so that nobody reads half of it.
fn write(file: &Path, value: &Value) -> Result<()> {
    let aside = file.with_extension("new");
    fs::write(&aside, serde_json::to_string_pretty(value)?)
        .and_then(|()| fs::rename(&aside, file))
        .with_context(|| format!("cannot write {}", file.display()))
}
