//! `domain` and `http` read no clock, no randomness and do no IO. `domain` depends
//! on none of ours, `wire` on `domain` alone, `http` on these two. (Invariant 1.)

use crate::sources::{read, refuse, rust_below};
use crate::tokens::{Kind, shipped};

/// Dependencies that `domain` may have: parsers and pure algorithms.
const DOMAIN_MAY_USE: &[&str] = &[
    "base64",
    "hmac",
    "icu_properties",
    "jiff",
    "p256",
    "pulldown-cmark",
    "schemars",
    "serde",
    "serde_json",
    "sha2",
    "strum",
    "subtle",
    "thiserror",
    "unicode-normalization",
    "unicode-security",
    "unicode-segmentation",
    "url",
    "uuid",
];

/// Crates that `wire` may depend on.
const WIRE_MAY_USE: &[&str] = &["bedside-domain", "schemars", "serde", "serde_json", "strum"];

/// Dependencies that `http` may have.
const HTTP_MAY_USE: &[&str] = &["bedside-domain", "bedside-wire", "lru", "percent-encoding"];

/// Names that mean IO, a clock or chance wherever they stand.
const IMPURE: &[&str] = &[
    "SystemTime",
    "Instant",
    "OsRng",
    "thread_rng",
    "getrandom",
    "js_sys",
    "web_sys",
    "worker",
    "tokio",
    "println",
    "eprintln",
    "print",
    "dbg",
    "TcpListener",
    "TcpStream",
    "UdpSocket",
];

/// Names that mean it after `::`.
const IMPURE_MEMBERS: &[&str] = &[
    "now", "now_v7", "new_v4", "fs", "env", "process", "thread", "random", "rand",
];

#[test]
fn domain_and_http_read_no_clock_no_randomness_and_do_no_io() {
    let mut found = Vec::new();
    let mut sources = rust_below("edge-worker/domain/src");
    sources.extend(rust_below("edge-worker/http/src"));
    for source in sources {
        let tokens = shipped(&source);
        for (i, token) in tokens.iter().enumerate() {
            // A module of ours may be named as one of std's.
            let ours = i > 1 && tokens[i - 2].text.starts_with("bedside_");
            let member = i > 0
                && tokens[i - 1].is("::")
                && !ours
                && IMPURE_MEMBERS.contains(&token.text.as_str());
            if token.kind == Kind::Ident && (member || IMPURE.contains(&token.text.as_str())) {
                found.push(format!("{}:{}: {}", source.path, token.line, token.text));
            }
        }
    }
    refuse("time, ids and randomness come as arguments", found);
}

#[test]
fn domain_wire_and_http_depend_on_nothing_that_could_do_io() {
    let mut found = Vec::new();
    for (package, may_use) in [
        ("domain", DOMAIN_MAY_USE),
        ("wire", WIRE_MAY_USE),
        ("http", HTTP_MAY_USE),
    ] {
        let manifest = format!("edge-worker/{package}/Cargo.toml");
        for name in dependencies(&read(&manifest)) {
            if !may_use.contains(&name.as_str()) {
                found.push(format!("{manifest}: {name}"));
            }
        }
    }
    refuse(
        "a dependency that this test does not know to be pure",
        found,
    );
}

#[test]
fn domain_depends_on_none_of_our_crates_and_wire_on_domain_alone() {
    let ours = |package: &str| {
        let names = dependencies(&read(&format!("edge-worker/{package}/Cargo.toml")));
        names.into_iter().filter(|name| name.starts_with("bedside"))
    };
    let mut wrong: Vec<_> = ours("domain").collect();
    wrong.extend(ours("wire").filter(|name| name != "bedside-domain"));
    refuse("domain is the ground, and wire stands on it alone", wrong);
}

#[test]
fn the_widget_never_depends_on_the_worker() {
    let names = dependencies(&read("widget/Cargo.toml"));
    let wrong: Vec<_> = names
        .into_iter()
        .filter(|n| n == "bedside-edge" || n == "worker")
        .collect();
    refuse("the widget knows the worker through wire alone", wrong);
}

/// The names under `[dependencies]`, `[target.*.dependencies]` included.
fn dependencies(manifest: &str) -> Vec<String> {
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[') {
            let section = section.trim_end_matches(']');
            inside = section == "dependencies"
                || section.starts_with("target.") && section.ends_with(".dependencies");
            if let Some(name) = section.strip_prefix("dependencies.") {
                names.push(name.to_owned());
            }
        } else if inside
            && let Some((name, _)) = line.split_once(['.', ' ', '='])
            && !name.is_empty()
            && !name.starts_with('#')
        {
            names.push(name.to_owned());
        }
    }
    names
}
