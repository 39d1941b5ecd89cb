//! Reading a thread of 50 comments.

use super::rounds::Pair;
use super::{FIFTY, Lab, SITE};
use crate::bench::floor::Floor;
use crate::bench::load::Load;
use crate::bench::request;
use crate::bench::sample::Sample;
use anyhow::{Context, Result};
use serde_json::Value;
use std::net::SocketAddr;

/// Requests on their way at the same time.
const CONNECTIONS: usize = 32;
/// More addresses than renderings fit into the worker's cache, so that asking
/// for them in turns finds none of them there.
const ADDRESSES: usize = 2_000;

/// What a browser sends.
const BROWSER: [(&str, &str); 3] = [
    ("Accept-Encoding", "gzip, deflate, br"),
    ("Accept-Language", "en"),
    ("Origin", "{{PAGES}}"),
];
/// A reader who takes nothing kept (RFC 9111, 5.2.1.4).
const UNKEPT: (&str, &str) = ("Cache-Control", "no-cache");

impl Lab<'_> {
    fn load(&self, address: SocketAddr) -> Load {
        Load {
            address,
            connections: CONNECTIONS,
            duration: self.effort.round,
            status: 200,
        }
    }

    fn browser(&self) -> Vec<(&'static str, &str)> {
        let pages = self.stack.addresses().pages.as_str();
        let filled = BROWSER.map(|(name, value)| match value {
            "{{PAGES}}" => (name, pages),
            value => (name, value),
        });
        filled.to_vec()
    }

    fn floor(&self, sample: &Sample) -> Result<Floor> {
        Floor::start(self.tools, &self.dir, sample)
    }
}

fn fragment() -> String {
    format!("/v1/sites/{SITE}/thread?page={FIFTY}&as=fragment&lang=en")
}

/// Anonymous readers of one page: what is kept in the isolate.
pub fn anonymous(lab: &Lab<'_>, what: &'static str) -> Result<Pair> {
    let headers = lab.browser();
    let sample = Sample::fetch(lab.worker, &fragment(), &headers)?;
    let floor = lab.floor(&sample)?;
    let (ours, theirs) = (lab.load(lab.worker), lab.load(floor.constant));
    let request = request::get(lab.worker, &fragment(), &headers);
    let pair = Pair::of_rates(
        what,
        lab.effort.rounds,
        || ours.repeat(&request),
        || theirs.repeat(&request),
    )?;
    let about = format!(
        "50 comments as the loader fetches them, {} bytes of brotli, at most 2 s old; \
         against a worker of one line (JavaScript, no wasm) with the same bytes and headers",
        sample.body.len()
    );
    Ok(pair.about(about, "≥ 0.8"))
}

/// Readers who insist on the newest: the Site object is asked each time.
pub fn unchanged(lab: &Lab<'_>, what: &'static str) -> Result<Pair> {
    let mut headers = lab.browser();
    headers.push(UNKEPT);
    let sample = Sample::fetch(lab.worker, &fragment(), &headers)?;
    let floor = lab.floor(&sample)?;
    let (ours, theirs) = (lab.load(lab.worker), lab.load(floor.object));
    let request = request::get(lab.worker, &fragment(), &headers);
    let pair = Pair::of_rates(
        what,
        lab.effort.rounds,
        || ours.repeat(&request),
        || theirs.repeat(&request),
    )?;
    let about = "the same with Cache-Control: no-cache; against a bare object (JavaScript) that \
                 answers the same bytes";
    Ok(pair.about(about, "≥ 0.9"))
}

/// What a reader's widget asks when the Room says that something changed.
pub fn changes(lab: &Lab<'_>, what: &'static str) -> Result<Pair> {
    let headers = lab.browser();
    let view = format!("/v1/sites/{SITE}/thread?page={FIFTY}&as=json");
    let view = Sample::fetch(lab.worker, &view, &[])?;
    let view: Value = serde_json::from_slice(&view.body)?;
    let version = view["version"]
        .as_u64()
        .context("the view has no version")?;
    let path = format!("/v1/sites/{SITE}/thread/changes?page={FIFTY}&since={version}");
    let sample = Sample::fetch(lab.worker, &path, &headers)?;
    let floor = lab.floor(&sample)?;
    let (ours, theirs) = (lab.load(lab.worker), lab.load(floor.object));
    let request = request::get(lab.worker, &path, &headers);
    let pair = Pair::of_rates(
        what,
        lab.effort.rounds,
        || ours.repeat(&request),
        || theirs.repeat(&request),
    )?;
    let about = "nothing changed, and the Site object says so from its tables; against a bare \
                 object that answers the same bytes";
    Ok(pair.about(about, ""))
}

/// Every read rendered anew: SQL, components, brotli.
pub fn rendered(lab: &Lab<'_>, what: &'static str) -> Result<Pair> {
    let headers = lab.browser();
    let sample = Sample::fetch(lab.worker, &fragment(), &headers)?;
    let floor = lab.floor(&sample)?;
    let (ours, theirs) = (lab.load(lab.worker), lab.load(floor.object));
    let all: Vec<_> = (0..ADDRESSES)
        .map(|n| {
            request::get(
                lab.worker,
                &format!("{}&title=Bench+{n}", fragment()),
                &headers,
            )
        })
        .collect();
    let mut turn = all.iter().cycle();
    let pair = Pair::of_rates(
        what,
        lab.effort.rounds,
        || ours.run(&mut || turn.next().map(|request| request.as_slice().into())),
        || theirs.repeat(&all[0]),
    )?;
    let about = format!(
        "{ADDRESSES} addresses of the page in turns, so that each answer is read from SQLite, \
         rendered and compressed; against a bare object that answers the same bytes"
    );
    Ok(pair.about(about, ""))
}
