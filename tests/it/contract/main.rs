//! The worker's contract, held against a real workerd: one file for each group
//! of routes, and what must be true of all of them.

mod assets;
mod changes;
mod comments;
mod comments_refused;
mod config;
mod counts;
mod crash;
mod cross_origin;
mod deploy;
mod edits;
mod feeds;
mod github;
mod health;
mod hostile_text;
mod idempotency;
mod import;
mod kept;
mod live;
mod logs;
mod moderation;
mod owner;
mod owner_link;
mod page_identity;
mod paging;
mod plain;
mod proofs;
mod provider_faults;
mod queue;
mod redirect;
mod sessions;
mod sign_in;
mod sign_in_refused;
mod storage;
mod thread;
mod thread_forms;
