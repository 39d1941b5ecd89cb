//! The least that the same workerd can do, running beside ours.

use super::sample::Sample;
use crate::paths;
use crate::stack::{Ready, Service};
use crate::tools::Tools;
use anyhow::{Context, Result};
use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;

/// A second workerd with two workers of a few lines each, `baseline/*.js`. It
/// ends when dropped.
pub struct Baseline {
    #[expect(dead_code, reason = "held until the measure is done")]
    service: Service,
    /// Answers with bytes that it knows already.
    pub constant: SocketAddr,
    /// Asks an object, which answers the same bytes or inserts a row.
    pub object: SocketAddr,
}

impl Baseline {
    /// Starts it in a folder of its own, with the answer that it repeats.
    pub fn start(tools: &Tools, dir: &Path, sample: &Sample) -> Result<Self> {
        let _ = fs::remove_dir_all(dir);
        let data = dir.join("data");
        fs::create_dir_all(&data).with_context(|| format!("cannot make {}", data.display()))?;
        let sources = paths::root().join("demo/xtask/src/bench/baseline");
        for file in ["baseline.capnp", "constant.js", "object.js"] {
            fs::copy(sources.join(file), dir.join(file))?;
        }
        fs::write(dir.join("body"), &sample.body)?;
        fs::write(dir.join("answer.json"), sample.headers_json()?)?;

        let [constant, object, ready] = free_addresses()?;
        let service = Service::new("baseline", &tools.workerd, dir)
            .dir(dir)
            .arg("serve")
            .arg("baseline.capnp")
            .arg(format!("--socket-addr=constant={constant}"))
            .arg(format!("--socket-addr=object={object}"))
            .arg(format!("--socket-addr=ready={ready}"))
            .arg(format!("--directory-path=data={}", data.display()))
            .ready_at(format!("http://{ready}/"), Ready::Healthy);
        service.start()?;
        Ok(Self {
            service,
            constant,
            object,
        })
    }
}

/// Addresses that nobody listens on. All are held until all are known, so that
/// they differ.
fn free_addresses() -> Result<[SocketAddr; 3]> {
    let any = (Ipv4Addr::LOCALHOST, 0);
    let held = [
        TcpListener::bind(any)?,
        TcpListener::bind(any)?,
        TcpListener::bind(any)?,
    ];
    let [a, b, c] = held.each_ref().map(TcpListener::local_addr);
    Ok([a?, b?, c?])
}
