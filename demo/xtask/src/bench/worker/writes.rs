//! Comments posted and votes cast by somebody signed in, acknowledged when they
//! are durable.

use super::rounds::Comparison;
use super::{BenchContext, FIFTY, SITE};
use crate::bench::baseline::Baseline;
use crate::bench::client::{posts, signs_in, votes};
use crate::bench::load::{Load, Measured};
use crate::bench::sample::Sample;
use anyhow::{Context, Result};
use serde_json::Value;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// Requests on their way at the same time.
const CONNECTIONS: usize = 16;
const PAGE: &str = "bench-posts";
/// The requests end the run, not the time.
const ENOUGH: Duration = Duration::from_secs(100);
/// Requests that make what there is to make, and warm the code up.
const FIRST: usize = 100;

/// Comments against rows.
pub fn posted(ctx: &BenchContext<'_>, what: &'static str) -> Result<Comparison> {
    let ana = signs_in(ctx.stack, SITE, "ana");
    let posts = |count| posts(&ana, ctx.worker, PAGE, ctx.texts.bodies(), count);
    let pair = against_rows(ctx, what, &posts, 201)?;
    let about = format!(
        "{}; they wait for a moderator; {}",
        clients(ctx),
        "against a bare object (JavaScript) that inserts the body as one row"
    );
    Ok(pair.about(about, "≥ 0.7"))
}

/// Votes against rows.
pub fn voted(ctx: &BenchContext<'_>, what: &'static str) -> Result<Comparison> {
    let ana = signs_in(ctx.stack, SITE, "ana");
    let view = format!("/v1/sites/{SITE}/thread?page={FIFTY}&as=json");
    let view = Sample::fetch(ctx.worker, &view, &[])?;
    let view: Value = serde_json::from_slice(&view.body)?;
    let items = view["items"]
        .as_array()
        .context("the view has no comments")?;
    let ids = items.iter().filter_map(|item| item["id"].as_str());
    let comments: Vec<_> = ids.map(str::to_owned).collect();
    let votes = |count| votes(&ana, ctx.worker, &comments, count);
    let pair = against_rows(ctx, what, &votes, 200)?;
    let about = format!(
        "{}; they are cast on the {} comments of a page in turns, and taken back again in turns, \
         and readers of the page are told of each; {}",
        clients(ctx),
        comments.len(),
        "against the same bare object"
    );
    Ok(pair.about(about, ""))
}

fn clients(ctx: &BenchContext<'_>) -> String {
    format!(
        "{} a round by {CONNECTIONS} clients with a session, each with a proof signed beforehand",
        ctx.profile.writes
    )
}

/// Writes, answered with `status`, against the same requests to the bare object.
fn against_rows(
    ctx: &BenchContext<'_>,
    what: &'static str,
    writes: &dyn Fn(usize) -> Result<Vec<Arc<[u8]>>>,
    status: u16,
) -> Result<Comparison> {
    let nothing = Sample {
        headers: Vec::new(),
        body: Vec::new(),
    };
    let baseline = Baseline::start(ctx.tools, &ctx.dir, &nothing)?;
    send(ctx.worker, writes(FIRST)?, status)?;
    send(baseline.object, writes(FIRST)?, 201)?;
    let fresh = || writes(ctx.profile.writes);
    Comparison::of_rates(
        what,
        ctx.profile.rounds,
        || send(ctx.worker, fresh()?, status),
        || send(baseline.object, fresh()?, 201),
    )
}

fn send(address: SocketAddr, requests: Vec<Arc<[u8]>>, status: u16) -> Result<Measured> {
    let load = Load {
        address,
        connections: CONNECTIONS,
        duration: ENOUGH,
        status,
    };
    let mut requests = requests.into_iter();
    load.run(&mut || requests.next())
}
