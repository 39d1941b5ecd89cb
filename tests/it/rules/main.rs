//! Rules about the repository, held as tests: what must be absent, what must
//! agree, and how large things may grow. They read files and start nothing.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on ends there, and says why"
)]

mod documents;
mod hardcoded_text;
mod isolation;
mod languages;
mod layering;
mod layout;
mod limits;
mod migrations;
mod npm_locks;
mod operating;
mod panics;
mod parts;
mod purity;
mod sizes;
mod sources;
mod sql_plans;
mod suite;
mod tokens;
