//! `cargo xtask seed`: a very long thread, and a site of very many comments.

use super::generated::{Generated, Invented};
use super::phrases;
use crate::block_on;
use crate::build::{self, Kit};
use crate::cmd::progress::Progress;
use crate::deployment::Addresses;
use crate::http;
use crate::profile::Profile;
use crate::secrets::operator_token;
use crate::stack::{Options, Ports, Stack};
use anyhow::Result;
use bedside_client::Operator;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use std::path::Path;

/// The demo's site that is filled.
const SITE: &str = "waiting-room";
/// The page of the very long thread, `demo/site/hundred-thousand.html`.
const PAGE: &str = "hundred-thousand";
/// The shortest and the longest of the many threads, as powers of two: most
/// threads of a site are short.
const SIZES: std::ops::Range<f64> = 2.0..11.0;

/// The content to fill a site with. The same again changes nothing; more of it begins
/// with what is there already.
#[derive(Debug, Clone, Copy)]
pub struct SeedPlan {
    /// Seed of the invented threads; another number makes others.
    pub random: u64,
    /// Comments of the one very long thread.
    pub comments: usize,
    /// Comments spread over the site's other threads.
    pub site_comments: usize,
}

impl SeedPlan {
    /// The thread of the demo's page, as `cargo xtask demo --big` fills it.
    pub const BIG: Self = Self {
        random: 1,
        comments: 100_000,
        site_comments: 0,
    };

    /// Sends everything, as long as `go_on` says so after each call.
    pub fn run(
        &self,
        addresses: &Addresses,
        operator: &Operator,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<()> {
        let all = self.comments + self.site_comments;
        let mut progress = Progress::start("Filling threads with invented comments");
        let (mut taken, mut known) = (0, 0);
        let mut going = true;
        for (page, comments) in self.threads() {
            let page = addresses.fill_value(&page);
            let comments = &mut comments.map(|comment| comment.to_json());
            let imported = block_on(operator.imports(SITE, &page, comments, &mut |here| {
                let done = taken + known + here.taken + here.known;
                progress.show(&format!("{done} of {all}"));
                going = go_on();
                going
            }))?;
            taken += imported.taken;
            known += imported.known;
            if !going {
                break;
            }
        }
        progress.finish(going);
        println!("{taken} comments are new, {known} were there.");
        Ok(())
    }

    /// Every thread: its page, and its comments.
    fn threads(&self) -> impl Iterator<Item = (Value, impl Iterator<Item = Invented>)> {
        let mut random = ChaCha8Rng::seed_from_u64(self.random);
        let mut left = self.site_comments;
        let mut number = 0;
        let long = (self.comments > 0).then(|| {
            let page = json!({
                "key": PAGE,
                "url": format!("{{{{PAGES}}}}/{PAGE}.html"),
                "title": "A hundred thousand comments",
            });
            (page, Generated::new(self.random).take(self.comments))
        });
        let many = std::iter::from_fn(move || {
            (left > 0).then(|| {
                number += 1;
                let size = random.random_range(SIZES).exp2() as usize;
                let page = json!({
                    "key": format!("generated-{}-{number}", self.random),
                    "title": format!("{} ({number})", phrases::title(&mut random)),
                });
                let size = size.min(left);
                left -= size;
                (page, Generated::new(random.random()).take(size))
            })
        });
        long.into_iter().chain(many)
    }
}

/// Fills the stack of a data folder: the one that runs at these ports, or else
/// one that is started for it and ended afterwards.
pub fn fill(
    plan: &SeedPlan,
    profile: Profile,
    ports: Ports,
    addresses: &Addresses,
    data: &Path,
) -> Result<()> {
    let runs = http::probe(&format!("{}/healthz", addresses.worker)).is_ok();
    if runs {
        let operator = Operator {
            worker: addresses.worker.clone(),
            token: operator_token(data)?,
        };
        return plan.run(addresses, &operator, &mut || true);
    }
    let kit = Kit::obtain(profile)?;
    let dist = build::build(profile, &kit)?;
    let mut options = Options::new(data);
    options.ports = ports;
    let stack = Stack::start(&dist, &kit.tools, options)?;
    plan.run(stack.addresses(), &stack.operator(), &mut || true)
}
