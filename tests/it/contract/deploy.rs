//! The module that runs here is the one that Cloudflare takes.

use bedside_tests::world::dist;

#[test]
fn wrangler_takes_the_module_in_a_dry_run_and_it_is_small_enough() {
    bedside_xtask::deploy::deploy(dist(), true).unwrap_or_else(|e| panic!("{e:?}"));
}
