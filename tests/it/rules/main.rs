//! Rules about the repository, held as tests: what must be absent, what must
//! agree, and how large things may grow. They read files and start nothing.

mod documents;
mod guest;
mod languages;
mod layout;
mod limits;
mod migrations;
mod names;
mod operating;
mod panics;
mod parts;
mod places;
mod purity;
mod routes;
mod sizes;
mod sources;
mod sql_plans;
mod suite;
mod tokens;
mod words;
