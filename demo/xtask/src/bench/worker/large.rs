//! The first page of a short and of a very long thread.

use super::rounds::Pair;
use super::{LARGE_SITE, Lab};
use crate::bench::load::{Load, Measured};
use crate::bench::request;
use anyhow::Result;
use std::cell::Cell;
use std::sync::Arc;
use std::time::Instant;

const SHORT: &str = "bench-short";
const LONG: &str = "bench-long";
/// The short thread.
const FEW: usize = 100;
/// Requests on their way at the same time, in the second measure.
const SEVERAL: usize = 16;

/// By latency one after the other, and by rate with several at once.
pub fn first_page(lab: &Lab<'_>) -> Result<Vec<Pair>> {
    let (rounds, many) = (lab.effort.rounds, lab.effort.large);
    lab.import(LARGE_SITE, SHORT, FEW)?;
    let began = Instant::now();
    lab.import(LARGE_SITE, LONG, many)?;
    let seconds = began.elapsed().as_secs_f64();

    let number = Cell::new(0);
    let read = |page: &str, connections: usize| -> Result<Measured> {
        let load = Load {
            address: lab.worker,
            connections,
            duration: lab.effort.round,
            status: 200,
        };
        load.run(&mut || {
            number.set(number.get() + 1);
            Some(fresh(lab, page, number.get()))
        })
    };
    let latency = Pair::of_latencies(
        "first page of a long thread, ms",
        rounds,
        || read(LONG, 1),
        || read(SHORT, 1),
    )?;
    let rate = Pair::of_rates(
        "first page of a long thread",
        rounds,
        || read(LONG, SEVERAL),
        || read(SHORT, SEVERAL),
    )?;
    let about = format!(
        "{many} comments, imported in {seconds:.0} s, against {FEW}; JSON of 50, asked by \
         addresses never used before, so that each answer comes from SQLite; one after the other"
    );
    Ok(vec![
        latency.about(about, "≤ 1.2"),
        rate.about(format!("the same with {SEVERAL} at once"), "≥ 0.83"),
    ])
}

/// An address that nobody asked for before.
fn fresh(lab: &Lab<'_>, page: &str, number: u64) -> Arc<[u8]> {
    let path = format!("/v1/sites/{LARGE_SITE}/thread?page={page}&as=json&title=Bench+{number}");
    request::get(lab.worker, &path, &[("Accept-Encoding", "br")]).into()
}
