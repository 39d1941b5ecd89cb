//! Runs everything together: the worker on bare workerd, the OpenID provider
//! and the host pages, each with its log in a file.
//!
//! The demo and the tests use the same stack, so what is tested is what is
//! shown.

pub(crate) mod fd_limit;
mod ports;
mod release;
mod service;
pub(crate) mod spawn;
mod worker;

use crate::deployment::{self, Addresses};
use crate::dist::Dist;
use crate::pages::Pages;
use crate::secrets::Secrets;
use crate::tools::Tools;
use crate::{paths, tools};
use anyhow::{Context, Result};
use bedside_client::Operator;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

pub use ports::Ports;
pub use service::{Ready, Service};
pub use worker::Runtime;
use worker::Worker;

/// The parts to start, with their ports and folders.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder of the worker's objects, the secrets and the logs.
    pub data: PathBuf,
    /// The ports; `None` takes a free one.
    pub ports: Ports,
    /// The deployment, placeholders allowed; `None` takes the demo's.
    pub deployment: Option<Value>,
    /// The folder of host pages.
    pub site: PathBuf,
    /// Variables that replace or join the worker's own, for tests of its
    /// configuration.
    pub worker_env: Vec<(String, String)>,
    /// Bindings that the worker goes without, variables and others, likewise.
    pub unbound: Vec<String>,
    /// True where the worker is told by files in place of variables.
    pub by_files: bool,
    /// An unpacked release, whose script starts the worker; told by files.
    pub release: Option<PathBuf>,
    /// When the worker counts as started.
    pub ready: Ready,
    /// The runtime of the worker.
    pub runtime: Runtime,
}

impl Options {
    /// The demo's deployment and pages on free ports, with data in a folder.
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            ports: Ports::default(),
            deployment: None,
            site: paths::root().join("demo/site"),
            worker_env: Vec::new(),
            unbound: Vec::new(),
            by_files: false,
            release: None,
            ready: Ready::Healthy,
            runtime: Runtime::from_env(),
        }
    }
}

/// Everything running. Dropping it ends all of it.
pub struct Stack {
    addresses: Addresses,
    deployment: Value,
    secrets: Secrets,
    data: PathBuf,
    pages: Pages,
    worker: Service,
    provider: Service,
}

impl Stack {
    /// Starts all of it from built output, and returns when it answers.
    pub fn start(dist: &Dist, tools: &Tools, options: Options) -> Result<Self> {
        fd_limit::raise_for_worker();
        let data = absolute(&options.data)?;
        let secrets = Secrets::of(&data)?;
        let [pages_port, worker_port, provider_port] = options.ports.choose()?;
        let addresses = Addresses::local(pages_port, worker_port, provider_port);
        let deployment = match &options.deployment {
            Some(deployment) => deployment.clone(),
            None => deployment::read(&options.site.join("deployment.json"))?,
        };
        let deployment = addresses.fill_value(&deployment);

        let pages = Pages::start(&options.site, pages_port, addresses.clone())
            .context("cannot serve the host pages")?;
        let provider = provider(&addresses, provider_port, &secrets, &data)?;
        let worker = Worker {
            dist,
            tools,
            port: worker_port,
            addresses: &addresses,
            deployment: &deployment,
            secrets: &secrets,
            data: &data,
            options: &options,
        }
        .service()?;
        let stack = Self {
            addresses,
            deployment,
            secrets,
            data,
            pages,
            worker,
            provider,
        };
        // The provider first: the worker may ask it for its configuration.
        stack.provider.start()?;
        stack.worker.start()?;
        Ok(stack)
    }

    /// The public addresses.
    pub fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// The deployment the worker was given, its placeholders filled in.
    pub fn deployment(&self) -> &Value {
        &self.deployment
    }

    /// The deployment's secrets, among them the operator token.
    pub fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// The deployment's operator.
    pub fn operator(&self) -> Operator {
        Operator {
            worker: self.addresses.worker.clone(),
            token: self.secrets.operator_token.clone(),
        }
    }

    /// The folder of the worker's configuration, where it is told by files.
    pub fn configuration(&self) -> PathBuf {
        self.data.join(worker::CONFIGURATION)
    }

    /// The folder with the worker's objects, the secrets and the logs.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The server of host pages.
    pub fn pages(&self) -> &Pages {
        &self.pages
    }

    /// The worker: `kill` and `start` it to see what survives.
    pub fn worker(&self) -> &Service {
        &self.worker
    }

    /// The OpenID provider.
    pub fn provider(&self) -> &Service {
        &self.provider
    }
}

fn provider(addresses: &Addresses, port: u16, secrets: &Secrets, data: &Path) -> Result<Service> {
    let dir = paths::root().join("demo/idp");
    tools::install_in_place(&dir, "Fetching the provider's packages")?;
    // It plays two providers, each with an address of its own to come back to.
    let callback = |id: &str| format!("{}/v1/sign-in/callback/{id}", addresses.worker);
    let callbacks = ["demo", "github"].map(callback).join(",");
    Ok(
        Service::new("provider", &tools::node()?, &data.join("logs"))
            .dir(&dir)
            .arg("server.js")
            .env("PORT", port.to_string())
            .env("ISSUER", &addresses.provider)
            .env("REDIRECT_URIS", callbacks)
            .env("CLIENT_ID", "bedside")
            .env("CLIENT_SECRET", &secrets.client_secret)
            .ready_at(format!("{}/healthz", addresses.provider), Ready::Healthy),
    )
}

fn absolute(dir: &Path) -> Result<PathBuf> {
    fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))?;
    dir.canonicalize()
        .with_context(|| format!("cannot find {}", dir.display()))
}
