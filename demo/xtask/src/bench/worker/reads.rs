//! Reading a thread of 50 comments.

use super::rounds::Comparison;
use super::{BenchContext, FIFTY, SITE};
use crate::bench::baseline::Baseline;
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

/// Headers of a browser.
const BROWSER: [(&str, &str); 3] = [
    ("Accept-Encoding", "gzip, deflate, br"),
    ("Accept-Language", "en"),
    ("Origin", "{{PAGES}}"),
];
/// A reader who takes nothing from a cache (RFC 9111, 5.2.1.4).
const UNKEPT: (&str, &str) = ("Cache-Control", "no-cache");

impl BenchContext<'_> {
    fn load(&self, address: SocketAddr) -> Load {
        Load {
            address,
            connections: CONNECTIONS,
            duration: self.profile.round,
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

    fn baseline(&self, sample: &Sample) -> Result<Baseline> {
        Baseline::start(self.tools, &self.dir, sample)
    }
}

fn fragment() -> String {
    format!("/v1/sites/{SITE}/thread?page={FIFTY}&as=fragment&lang=en")
}

/// Anonymous readers of one page: what the isolate has cached.
pub fn anonymous(ctx: &BenchContext<'_>, what: &'static str) -> Result<Comparison> {
    let headers = ctx.browser();
    let sample = Sample::fetch(ctx.worker, &fragment(), &headers)?;
    let baseline = ctx.baseline(&sample)?;
    let (ours, theirs) = (ctx.load(ctx.worker), ctx.load(baseline.constant));
    let request = request::get(ctx.worker, &fragment(), &headers);
    let pair = Comparison::of_rates(
        what,
        ctx.profile.rounds,
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
pub fn unchanged(ctx: &BenchContext<'_>, what: &'static str) -> Result<Comparison> {
    let mut headers = ctx.browser();
    headers.push(UNKEPT);
    let sample = Sample::fetch(ctx.worker, &fragment(), &headers)?;
    let baseline = ctx.baseline(&sample)?;
    let (ours, theirs) = (ctx.load(ctx.worker), ctx.load(baseline.object));
    let request = request::get(ctx.worker, &fragment(), &headers);
    let pair = Comparison::of_rates(
        what,
        ctx.profile.rounds,
        || ours.repeat(&request),
        || theirs.repeat(&request),
    )?;
    let about = "the same with Cache-Control: no-cache; against a bare object (JavaScript) that \
                 answers the same bytes";
    Ok(pair.about(about, "≥ 0.9"))
}

/// The request of a reader's widget after the room said that something changed.
pub fn changes(ctx: &BenchContext<'_>, what: &'static str) -> Result<Comparison> {
    let headers = ctx.browser();
    let view = format!("/v1/sites/{SITE}/thread?page={FIFTY}&as=json");
    let view = Sample::fetch(ctx.worker, &view, &[])?;
    let view: Value = serde_json::from_slice(&view.body)?;
    let version = view["version"]
        .as_u64()
        .context("the view has no version")?;
    let path = format!("/v1/sites/{SITE}/thread/changes?page={FIFTY}&since={version}");
    let sample = Sample::fetch(ctx.worker, &path, &headers)?;
    let baseline = ctx.baseline(&sample)?;
    let (ours, theirs) = (ctx.load(ctx.worker), ctx.load(baseline.object));
    let request = request::get(ctx.worker, &path, &headers);
    let pair = Comparison::of_rates(
        what,
        ctx.profile.rounds,
        || ours.repeat(&request),
        || theirs.repeat(&request),
    )?;
    let about = "nothing changed, and the Site object says so from its tables; against a bare \
                 object that answers the same bytes";
    Ok(pair.about(about, ""))
}

/// Every read rendered anew: SQL, components, brotli.
pub fn rendered(ctx: &BenchContext<'_>, what: &'static str) -> Result<Comparison> {
    let headers = ctx.browser();
    let sample = Sample::fetch(ctx.worker, &fragment(), &headers)?;
    let baseline = ctx.baseline(&sample)?;
    let (ours, theirs) = (ctx.load(ctx.worker), ctx.load(baseline.object));
    let all: Vec<_> = (0..ADDRESSES)
        .map(|n| {
            request::get(
                ctx.worker,
                &format!("{}&title=Bench+{n}", fragment()),
                &headers,
            )
        })
        .collect();
    let mut turn = all.iter().cycle();
    let pair = Comparison::of_rates(
        what,
        ctx.profile.rounds,
        || ours.run(&mut || turn.next().map(|request| request.as_slice().into())),
        || theirs.repeat(&all[0]),
    )?;
    let about = format!(
        "{ADDRESSES} addresses of the page in turns, so that each answer is read from SQLite, \
         rendered and compressed; against a bare object that answers the same bytes"
    );
    Ok(pair.about(about, ""))
}
