//! The costs of one thread while it grows from a hundred comments to a million.

use super::{BenchContext, LARGE_SITE};
use crate::bench::chart::{Chart, Line};
use crate::bench::load::Load;
use crate::bench::report::Table;
use crate::bench::request;
use crate::bench::sample::Sample;
use crate::bench::stats::shown;
use crate::block_on;
use crate::seed::generated::Generated;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::cell::Cell;
use std::path::Path;
use std::time::Instant;
use url::form_urlencoded::byte_serialize;

/// The page whose thread grows.
pub const GROWING: &str = "bench-growing";
/// The random seed of its comments.
pub const SEED: u64 = 11;
/// Measures at each size, in the order of [`Costs`].
const WHAT: [&str; 6] = [
    "first page, consistent",
    "first page, nothing cached",
    "last page, nothing cached",
    "permalink of a deep reply, nothing cached",
    "count",
    "feed of the thread, made anew",
];

/// Medians in ms, in the order of [`WHAT`].
type Costs = [f64; WHAT.len()];

/// A thread that grows.
pub struct Growth<'a> {
    ctx: &'a BenchContext<'a>,
    comments: Generated,
    size: usize,
    /// Sizes, comments imported in a second on the way to them, costs there.
    points: Vec<(usize, f64, Costs)>,
    /// Makes addresses that nobody asked for before.
    addresses: Cell<u64>,
}

impl<'a> Growth<'a> {
    /// An empty thread.
    pub fn new(ctx: &'a BenchContext<'a>) -> Self {
        Self {
            ctx,
            comments: Generated::new(SEED),
            size: 0,
            points: Vec::new(),
            addresses: Cell::new(0),
        }
    }

    /// Lets the thread grow, and measures what it costs then.
    pub fn grow(&mut self, size: usize) -> Result<()> {
        let more = size - self.size;
        let page = json!({ "key": GROWING, "title": "Bench" });
        let began = Instant::now();
        let mut comments = self.comments.by_ref().take(more).map(|one| one.to_json());
        let operator = self.ctx.stack.operator();
        block_on(operator.imports(LARGE_SITE, &page, &mut comments, &mut |_| true))?;
        let rate = more as f64 / began.elapsed().as_secs_f64();
        self.size = size;
        let costs = self.costs()?;
        let told: Vec<_> = costs.iter().copied().map(shown).collect();
        eprintln!("  {size} comments, ms: {}", told.join(", "));
        self.points.push((size, rate, costs));
        Ok(())
    }

    fn costs(&self) -> Result<Costs> {
        let first = self.thread("");
        let count = json!({ "pages": [GROWING] }).to_string();
        let counts = format!("/v1/sites/{LARGE_SITE}/counts");
        let feed = format!("/v1/sites/{LARGE_SITE}/feed.atom?page={GROWING}");
        let newest = [("Cache-Control", "no-cache")];
        let json = [("Content-Type", "application/json")];
        let address = self.ctx.worker;
        Ok([
            self.cost(&|| request::get(address, &first, &newest))?,
            self.anew(&first)?,
            self.anew(&self.last_page()?)?,
            self.anew(&self.deep_permalink()?)?,
            self.cost(&|| request::with_body("POST", address, &counts, &json, count.as_bytes()))?,
            self.cost(&|| request::get(address, &feed, &newest))?,
        ])
    }

    /// The address of the thread as data; `more` begins with `&`.
    fn thread(&self, more: &str) -> String {
        format!("/v1/sites/{LARGE_SITE}/thread?page={GROWING}&as=json{more}")
    }

    /// The median of requests that follow each other, in ms.
    fn cost(&self, request: &dyn Fn() -> Vec<u8>) -> Result<f64> {
        let load = Load {
            address: self.ctx.worker,
            connections: 1,
            duration: self.ctx.profile.round,
            status: 200,
        };
        let measured = load.run(&mut || Some(request().into()))?;
        Ok(measured.percentile_ms(0.5))
    }

    /// The same of an address that is another one each time, so that each
    /// answer comes from SQLite.
    fn anew(&self, path: &str) -> Result<f64> {
        self.cost(&|| {
            self.addresses.set(self.addresses.get() + 1);
            let path = format!("{path}&title=Bench+{}", self.addresses.get());
            request::get(self.ctx.worker, &path, &[])
        })
    }

    fn view(&self, path: &str) -> Result<Value> {
        let newest = [("Cache-Control", "no-cache")];
        let sample = Sample::fetch(self.ctx.worker, path, &newest)?;
        Ok(serde_json::from_slice(&sample.body)?)
    }

    /// The newest discussion is the last one, so its end is the thread's.
    fn last_page(&self) -> Result<String> {
        let newest = self.view(&self.thread("&sort=newest"))?;
        let root = newest["items"][0]["id"].as_str().context("no comments")?;
        let mut path = self.thread(&format!("&around={root}"));
        while let Some(next) = self.view(&path)?["next"].as_str() {
            let next: String = byte_serialize(next.as_bytes()).collect();
            path = self.thread(&format!("&cursor={next}"));
        }
        Ok(path)
    }

    /// The deepest of the newest comments.
    fn deep_permalink(&self) -> Result<String> {
        let feed = self.view(&format!("/v1/sites/{LARGE_SITE}/feed.json?page={GROWING}"))?;
        let mut deepest = (0, String::new());
        for entry in feed["items"].as_array().into_iter().flatten() {
            let id = entry["id"].as_str().context("an entry without an id")?;
            let path = self.thread(&format!("&around={id}"));
            let view = self.view(&path)?;
            let items = view["items"].as_array();
            let found = items.into_iter().flatten().find(|item| item["id"] == id);
            let depth = found.and_then(|item| item["depth"].as_u64());
            let depth = depth.context("a permalink does not show its comment")?;
            deepest = deepest.max((depth, path));
        }
        Ok(deepest.1)
    }

    /// The points as a table, and drawn into a file of the report's folder.
    pub fn report(self, dir: &Path) -> Result<Table> {
        let head = ["what, ms"]
            .into_iter()
            .map(str::to_owned)
            .chain(self.points.iter().map(|(size, ..)| thousands(*size)))
            .chain([String::from("last ÷ first")]);
        let mut table = Table::with_head("One thread that grows (one reader at a time)", head);
        let (first, last) = match (self.points.first(), self.points.last()) {
            (Some((_, _, first)), Some((_, _, last))) => (*first, *last),
            _ => anyhow::bail!("nothing has grown"),
        };
        for (index, what) in WHAT.into_iter().enumerate() {
            let costs = self.points.iter().map(|(.., costs)| shown(costs[index]));
            let ratio = shown(last[index] / first[index]);
            table.row([what.to_owned()].into_iter().chain(costs).chain([ratio]));
        }
        let rates = self.points.iter().map(|(_, rate, _)| shown(*rate));
        let what = ["(imported, comments a second)".to_owned()];
        table.row(what.into_iter().chain(rates).chain(["–".to_owned()]));
        let chart = Chart {
            title: "What one thread costs while it grows",
            across: "comments in the thread, which is all that the site has",
            up: "ms until the answer (median)",
            lines: WHAT
                .into_iter()
                .enumerate()
                .map(|(index, name)| Line {
                    name,
                    points: self
                        .points
                        .iter()
                        .map(|(size, _, costs)| (*size as f64, costs[index]))
                        .collect(),
                })
                .collect(),
        };
        let file = dir.join("growth.svg");
        chart.draw(&file)?;
        table.note(format!("Drawn in {}.", file.display()));
        table.note(
            "A site with this one thread, shaped like a real one by the generator of `cargo \
             xtask seed`. Nothing cached: addresses never used before; the deep reply is the deepest \
             of the fifty newest comments. The first import makes the site, too.",
        );
        Ok(table)
    }
}

/// A number with its thousands apart.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().collect();
    String::from_utf8_lossy(&groups.join(&b","[..])).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(thousands(100), "100");
        assert_eq!(thousands(1_000_000), "1,000,000");
    }
}
