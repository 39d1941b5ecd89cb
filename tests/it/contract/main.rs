//! The worker's contract, held against a real workerd: one file for each group
//! of routes, and what must be true of all of them.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on ends there, and says why"
)]

mod assets;
mod caching;
mod changes;
mod comments;
mod comments_refused;
mod config;
mod config_files;
mod counts;
mod crash;
mod cross_origin;
mod deleting;
mod deploy;
mod deployment_roles;
mod edits;
mod empty_pages;
mod encodings;
mod feeds;
mod feeds_of_people;
mod feeds_order;
mod fresh_sign_in;
mod generated_threads;
mod github;
mod headers;
mod health;
mod hostile_text;
mod idempotency;
mod import;
mod limits;
mod live;
mod logs;
mod metrics;
mod moderation;
mod names;
mod network_limits;
mod openapi;
mod operating;
mod owner;
mod owner_link;
mod page_key;
mod page_merge;
mod page_remap;
mod page_titles;
mod paging;
mod placeholders;
mod plain;
mod plain_confirming;
mod plain_pages;
mod proofs;
mod provider_faults;
mod queue;
mod redirect;
mod release;
mod removal;
mod removal_details;
mod reporting;
mod searching;
mod sessions;
mod sign_in;
mod sign_in_refused;
mod sockets;
mod sorting;
mod storage;
mod structured_data;
mod text_overrides;
mod text_overrides_refused;
mod text_overrides_shown;
mod thread;
mod thread_forms;
mod typed_text;
mod undo;
mod votes;
mod votes_imported;
mod votes_offered;
mod waiting_edits;
