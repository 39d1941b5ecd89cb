//! The table of limits and the operator's manual say the same.

use crate::sources::{read, refuse};
use bedside_domain::rate::{Period, Rate};
use bedside_domain::rate_limits::{Limit, Limits};
use serde_json::json;

fn told(rate: Option<Rate>) -> String {
    let Some(rate) = rate else {
        return "-".to_owned();
    };
    let period = match rate.period {
        Period::Minute => "minute",
        Period::Hour => "hour",
        Period::Day => "day",
    };
    format!("{} at once, {} a {period}", rate.burst, rate.amount)
}

/// The manual's rows, from the table.
fn rows() -> Vec<String> {
    let limits = Limits::default();
    let limited = Limit::ALL.iter().filter(|limit| **limit != Limit::Free);
    let rate = |limit: &Limit| {
        let rates = limits.of(*limit);
        format!(
            "| `{}` | {} | {} | {} |",
            limit.as_str(),
            limit.about(),
            told(rates.account),
            told(rates.network),
        )
    };
    let mut rows: Vec<_> = limited.map(rate).collect();
    rows.push(format!(
        "| `waiting` | Comments that one person has waiting for a moderator. | {} | - |",
        limits.waiting
    ));
    rows.push(format!(
        "| `open_sign_ins` | Sign-ins of a site that are open at one time. | {} in all | - |",
        limits.open_sign_ins
    ));
    rows
}

#[test]
fn the_manual_has_the_table_of_limits() {
    let manual = read("edge-worker/OPERATING.md");
    let missing = rows()
        .into_iter()
        .filter(|row| !manual.lines().any(|line| line == row));
    refuse("edge-worker/OPERATING.md lacks this row", missing.collect());
    let heading = "| limit | counts | for an account | for a network |";
    let (_, table) = manual.split_once(heading).expect("the table's heading");
    let count = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .count();
    assert_eq!(
        count,
        rows().len(),
        "a row too many in edge-worker/OPERATING.md"
    );
}

/// Tests share a network and do in a second what people take days for.
#[test]
fn no_limit_is_forgotten_where_all_are_raised() {
    let mut deployment = json!({ "sites": {} });
    bedside_xtask::deployment::raise_limits(&mut deployment);
    let told = deployment["limits"].as_object().expect("limits");
    let limits = Limits::with(told).unwrap_or_else(|e| panic!("{e}"));
    for limit in Limit::ALL {
        let rates = limits.of(*limit);
        let low = |rate: &Rate| rate.burst < 1_000_000;
        let forgotten = [rates.account, rates.network].iter().flatten().any(low);
        assert!(!forgotten, "{limit:?}: {rates:?}");
    }
}
