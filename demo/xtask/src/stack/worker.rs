//! The worker's process: the same module on bare workerd, or under
//! `wrangler dev`, which imitates Cloudflare's network.

use super::{Options, Service};
use crate::deploy::wrangler;
use crate::deployment::{Addresses, provider_secrets};
use crate::dist::Dist;
use crate::secrets::Secrets;
use crate::tools::Tools;
use anyhow::{Context, Result};
use serde_json::Value;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

/// The folder of the worker's configuration, in the data folder.
pub(super) const CONFIGURATION: &str = "config";

/// What runs the worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runtime {
    /// `workerd serve`: the default.
    Workerd,
    /// `wrangler dev`, with storage in the same data folder.
    Wrangler,
}

impl Runtime {
    /// The variable that chooses; `wrangler` is the one value that counts.
    pub const VARIABLE: &'static str = "BEDSIDE_RUNTIME";

    /// What the environment asks for.
    pub fn from_env() -> Self {
        match std::env::var(Self::VARIABLE).as_deref() {
            Ok("wrangler") => Self::Wrangler,
            _ => Self::Workerd,
        }
    }
}

/// What the worker's command line and environment are made of.
pub(super) struct Worker<'a> {
    pub(super) dist: &'a Dist,
    pub(super) tools: &'a Tools,
    pub(super) port: u16,
    pub(super) addresses: &'a Addresses,
    pub(super) deployment: &'a Value,
    pub(super) secrets: &'a Secrets,
    pub(super) data: &'a Path,
    pub(super) options: &'a Options,
}

impl Worker<'_> {
    /// The process, not started yet.
    pub(super) fn service(&self) -> Result<Service> {
        let objects = self.data.join("objects");
        fs::create_dir_all(&objects)
            .with_context(|| format!("cannot make {}", objects.display()))?;
        let configuration = self.data.join(CONFIGURATION);
        fs::create_dir_all(&configuration)
            .with_context(|| format!("cannot make {}", configuration.display()))?;
        if self.is_told_by_files() {
            self.write_files(&configuration)?;
        }
        let service = match self.options.runtime {
            _ if self.options.release.is_some() => self.released()?,
            Runtime::Workerd => self.workerd(&objects)?,
            Runtime::Wrangler => self.wrangler(&objects)?,
        };
        Ok(service.ready_at(
            format!("{}/healthz", self.addresses.worker),
            self.options.ready,
        ))
    }

    /// The bindings that are texts, as OPERATING.md names them.
    fn bindings(&self) -> Vec<(String, String)> {
        if self.is_told_by_files() {
            return self.options.worker_env.clone();
        }
        let provider_secrets = provider_secrets(self.deployment, &self.secrets.client_secret);
        let mut bindings = [
            ("BEDSIDE_CONFIG", self.deployment.to_string()),
            ("BEDSIDE_SECRET", self.secrets.secret.clone()),
            (
                "BEDSIDE_OPERATOR_TOKEN",
                self.secrets.operator_token.clone(),
            ),
            ("BEDSIDE_PROVIDER_SECRETS", provider_secrets.to_string()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec();
        for (name, value) in &self.options.worker_env {
            bindings.retain(|(known, _)| known != name);
            bindings.push((name.clone(), value.clone()));
        }
        bindings.retain(|(name, _)| !self.options.unbound.contains(name));
        bindings
    }

    /// workerd's configuration: the built one, or where that has bindings which
    /// the worker goes without, a copy that lacks them.
    fn capnp(&self) -> Result<PathBuf> {
        let built = self.dist.capnp();
        let text = fs::read_to_string(&built)
            .with_context(|| format!("cannot read {}", built.display()))?;
        let is_unbound = |line: &str| {
            let (_, rest) = line.split_once("(name = \"").unwrap_or_default();
            let (name, rest) = rest.split_once('"').unwrap_or_default();
            // A variable without a value is what the operator forgets.
            !rest.contains("fromEnvironment") && self.options.unbound.iter().any(|u| u == name)
        };
        if !text.lines().any(is_unbound) {
            return Ok(built);
        }
        let copy = self.data.join("workerd.capnp");
        let lines: Vec<_> = text.lines().filter(|line| !is_unbound(line)).collect();
        fs::write(&copy, lines.join("\n"))
            .with_context(|| format!("cannot write {}", copy.display()))?;
        // It embeds what stands beside it.
        symlink(self.dist.worker(), self.data.join("worker"))
            .context("cannot link the worker's files")?;
        Ok(copy)
    }

    fn workerd(&self, objects: &Path) -> Result<Service> {
        let configuration = self.data.join(CONFIGURATION);
        let mut service = Service::new("worker", &self.tools.workerd, &self.data.join("logs"))
            .dir(self.dist.root())
            .arg("serve")
            .arg(self.capnp()?)
            // The demo's provider is on this machine, where the shipped
            // configuration lets no request out to.
            .arg("private")
            .arg(format!("--socket-addr=http=127.0.0.1:{}", self.port))
            .arg(directory("data", objects))
            .arg(directory("configuration", &configuration))
            .arg(directory("assets", &self.dist.assets()));
        for (name, value) in self.bindings() {
            service = service.env(&name, value);
        }
        Ok(service)
    }

    fn wrangler(&self, objects: &Path) -> Result<Service> {
        let mut variables = String::new();
        for (name, value) in self.bindings() {
            // Quotes take everything as it is, but for themselves.
            let quote = ['\'', '`', '"']
                .into_iter()
                .find(|quote| !value.contains(*quote));
            let quote = quote.with_context(|| format!("{name} has all kinds of quotes in it"))?;
            let _ = writeln!(variables, "{name}={quote}{value}{quote}");
        }
        let file = self.data.join("wrangler.env");
        fs::write(&file, variables).with_context(|| format!("cannot write {}", file.display()))?;

        let (node, args) = wrangler(self.dist, "dev")?;
        // It keeps what it bundles in the folder that it is started in.
        let mut service = Service::new("worker", &node, &self.data.join("logs")).dir(self.data);
        for arg in args {
            service = service.arg(arg);
        }
        Ok(service
            .with_children()
            .args(["--ip", "127.0.0.1", "--inspector-port", "0"])
            .arg("--port")
            .arg(self.port.to_string())
            .arg("--persist-to")
            .arg(objects)
            .arg("--env-file")
            .arg(&file)
            .arg("--show-interactive-dev-session=false")
            // Its own settings and logs, which would go to the home folder.
            .env("XDG_CONFIG_HOME", self.data)
            .env("WRANGLER_SEND_METRICS", "false")
            // It would ask Cloudflare where this machine is.
            .env("CLOUDFLARE_CF_FETCH_ENABLED", "false"))
    }
}

fn directory(name: &str, dir: &Path) -> OsString {
    let mut arg = OsString::from(format!("--directory-path={name}="));
    arg.push(dir);
    arg
}
