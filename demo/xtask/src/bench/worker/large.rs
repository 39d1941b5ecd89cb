//! The first page of a short and of a very long thread.

use super::growth::GROWING;
use super::rounds::Comparison;
use super::{BenchContext, LARGE_SITE};
use crate::bench::load::{Load, Measured};
use crate::bench::request;
use crate::block_on;
use crate::seed::generated::Generated;
use anyhow::Result;
use serde_json::json;
use std::cell::Cell;
use std::sync::Arc;

const SHORT: &str = "bench-short";
/// The short thread: as many of the long one's own comments.
const FEW: usize = 100;
/// Requests on their way at the same time, in the second measure.
const SEVERAL: usize = 16;

/// By latency one after the other, and by rate with several at once; the
/// growing thread has `many` comments now.
pub fn first_page(ctx: &BenchContext<'_>, many: usize) -> Result<Vec<Comparison>> {
    let rounds = ctx.profile.rounds;
    let page = json!({ "key": SHORT, "title": "Bench" });
    let mut few = Generated::new(super::growth::SEED)
        .take(FEW)
        .map(|one| one.to_json());
    let operator = ctx.stack.operator();
    block_on(operator.imports(LARGE_SITE, &page, &mut few, &mut |_| true))?;

    let number = Cell::new(0);
    let read = |page: &str, connections: usize| -> Result<Measured> {
        let load = Load {
            address: ctx.worker,
            connections,
            duration: ctx.profile.round,
            status: 200,
        };
        load.run(&mut || {
            number.set(number.get() + 1);
            Some(fresh(ctx, page, number.get()))
        })
    };
    let latency = Comparison::of_latencies(
        "first page of a long thread, ms",
        rounds,
        || read(GROWING, 1),
        || read(SHORT, 1),
    )?;
    let rate = Comparison::of_rates(
        "first page of a long thread",
        rounds,
        || read(GROWING, SEVERAL),
        || read(SHORT, SEVERAL),
    )?;
    let about = format!(
        "{many} comments against {FEW}; JSON of 50, asked by addresses never used before, so that \
         each answer comes from SQLite; one after the other"
    );
    Ok(vec![
        latency.about(about, "≤ 1.2"),
        rate.about(format!("the same with {SEVERAL} at once"), "≥ 0.83"),
    ])
}

/// An address that nobody asked for before.
fn fresh(ctx: &BenchContext<'_>, page: &str, number: u64) -> Arc<[u8]> {
    let path = format!("/v1/sites/{LARGE_SITE}/thread?page={page}&as=json&title=Bench+{number}");
    request::get(ctx.worker, &path, &[("Accept-Encoding", "br")]).into()
}
