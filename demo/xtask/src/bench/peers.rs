//! Other comment systems, installed from their registries at pinned versions
//! and filled with the same comments.

mod isso;
mod proxy;

use super::browser::Subject;
use crate::seed::Thread;
use crate::stack::{Service, Stack};
use anyhow::Result;
use proxy::Proxy;
use std::path::Path;

/// A peer that runs. It ends when dropped.
pub struct Peer {
    subject: Subject,
    #[expect(dead_code, reason = "held until the measures are done")]
    running: (Service, Proxy),
}

impl Peer {
    /// Its page.
    pub fn subject(&self) -> Subject {
        self.subject.clone()
    }
}

/// Starts all of them.
pub fn start(stack: &Stack, thread: &Thread, dir: &Path) -> Result<Vec<Peer>> {
    Ok(vec![isso::start(stack, thread, &dir.join("isso"))?])
}
