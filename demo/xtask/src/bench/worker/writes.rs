//! Comments posted and votes cast by somebody signed in, acknowledged when they
//! are durable.

use super::rounds::Pair;
use super::{FIFTY, Lab, SITE};
use crate::bench::floor::Floor;
use crate::bench::load::{Load, Measured};
use crate::bench::person::Person;
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
pub fn posted(lab: &Lab<'_>, what: &'static str) -> Result<Pair> {
    let ana = Person::signs_in(lab.stack, SITE, "ana")?;
    let posts = |count| ana.posts(lab.worker, PAGE, lab.texts.bodies(), count);
    let pair = against_rows(lab, what, &posts, 201)?;
    let about = format!(
        "{}; they wait for a moderator; {}",
        clients(lab),
        "against a bare object (JavaScript) that inserts the body as one row"
    );
    Ok(pair.about(about, "≥ 0.7"))
}

/// Votes against rows.
pub fn voted(lab: &Lab<'_>, what: &'static str) -> Result<Pair> {
    let ana = Person::signs_in(lab.stack, SITE, "ana")?;
    let view = format!("/v1/sites/{SITE}/thread?page={FIFTY}&as=json");
    let view = Sample::fetch(lab.worker, &view, &[])?;
    let view: Value = serde_json::from_slice(&view.body)?;
    let items = view["items"]
        .as_array()
        .context("the view has no comments")?;
    let ids = items.iter().filter_map(|item| item["id"].as_str());
    let comments: Vec<_> = ids.map(str::to_owned).collect();
    let votes = |count| ana.votes(lab.worker, &comments, count);
    let pair = against_rows(lab, what, &votes, 200)?;
    let about = format!(
        "{}; they are cast on the {} comments of a page in turns, and taken back again in turns, \
         and readers of the page are told of each; {}",
        clients(lab),
        comments.len(),
        "against the same bare object"
    );
    Ok(pair.about(about, ""))
}

fn clients(lab: &Lab<'_>) -> String {
    format!(
        "{} a round by {CONNECTIONS} clients with a session, each with a proof signed beforehand",
        lab.effort.writes
    )
}

/// Writes, answered with `status`, against the same requests to the bare object.
fn against_rows(
    lab: &Lab<'_>,
    what: &'static str,
    writes: &dyn Fn(usize) -> Result<Vec<Arc<[u8]>>>,
    status: u16,
) -> Result<Pair> {
    let nothing = Sample {
        headers: Vec::new(),
        body: Vec::new(),
    };
    let floor = Floor::start(lab.tools, &lab.dir, &nothing)?;
    send(lab.worker, writes(FIRST)?, status)?;
    send(floor.object, writes(FIRST)?, 201)?;
    let fresh = || writes(lab.effort.writes);
    Pair::of_rates(
        what,
        lab.effort.rounds,
        || send(lab.worker, fresh()?, status),
        || send(floor.object, fresh()?, 201),
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
