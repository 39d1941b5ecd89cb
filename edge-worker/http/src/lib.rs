//! The pure parts of the worker's API: queries, content negotiation,
//! conditional requests, media types, cache keys and eviction, problems.
//!
//! Everything here is a function of its arguments, which the worker takes from
//! the platform. So it builds and is tested natively.

pub mod cache;
pub mod conditional;
pub mod encoding;
pub mod feed_query;
pub mod media_type;
pub mod problem;
pub mod query;
pub mod response_key;
pub mod thread_query;
pub mod validators;
