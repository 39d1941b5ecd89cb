//! Comments posted by somebody signed in, acknowledged when they are durable.

use super::rounds::Pair;
use super::{Lab, SITE};
use crate::bench::floor::Floor;
use crate::bench::load::{Load, Measured};
use crate::bench::person::Person;
use crate::bench::sample::Sample;
use anyhow::Result;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// Requests on their way at the same time.
const CONNECTIONS: usize = 16;
const PAGE: &str = "bench-posts";
/// The requests end the run, not the time.
const ENOUGH: Duration = Duration::from_secs(100);

/// Comments against rows.
pub fn acknowledged(lab: &Lab<'_>) -> Result<Pair> {
    let ana = Person::signs_in(lab.stack, SITE, "ana")?;
    let nothing = Sample {
        headers: Vec::new(),
        body: Vec::new(),
    };
    let floor = Floor::start(lab.tools, &lab.dir, &nothing)?;
    let fresh = || ana.posts(lab.worker, PAGE, lab.texts.bodies(), lab.effort.posts);
    // The first posts make the thread and warm the code up.
    send(
        lab.worker,
        ana.posts(lab.worker, PAGE, lab.texts.bodies(), 100)?,
    )?;
    let pair = Pair::of_rates(
        "comments posted",
        lab.effort.rounds,
        || send(lab.worker, fresh()?),
        || send(floor.object, fresh()?),
    )?;
    let about = format!(
        "{} a round by {CONNECTIONS} clients with a session, each with a proof signed beforehand; \
         they wait for a moderator; against a bare object (JavaScript) that inserts the body as \
         one row",
        lab.effort.posts
    );
    Ok(pair.about(about, "≥ 0.7"))
}

fn send(address: SocketAddr, requests: Vec<Arc<[u8]>>) -> Result<Measured> {
    let load = Load {
        address,
        connections: CONNECTIONS,
        duration: ENOUGH,
        status: 201,
    };
    let mut requests = requests.into_iter();
    load.run(&mut || requests.next())
}
