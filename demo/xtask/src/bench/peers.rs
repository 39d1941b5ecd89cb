//! Other comment systems, installed from their registries at pinned versions
//! and filled with the same comments.

mod artalk;
mod isso;
mod proxy;
mod server;

use super::browser::Subject;
use crate::pages::{Headers, Page};
use crate::paths;
use crate::seed::Thread;
use crate::stack::{Service, Stack};
use anyhow::{Context, Result};
use server::Server;
use std::fs;
use std::path::Path;

/// The host page that every subject's page is made of.
const HOST_PAGE: &str = "demo/xtask/src/bench/pages/without.html";

/// A peer that runs. It ends when dropped.
pub struct Peer {
    subject: Subject,
    #[expect(dead_code, reason = "held until the measures are done")]
    running: (Option<Service>, Server),
}

impl Peer {
    /// Its page.
    pub fn subject(&self) -> Subject {
        self.subject.clone()
    }
}

/// Starts all of them.
pub fn start(stack: &Stack, thread: &Thread, dir: &Path) -> Result<Vec<Peer>> {
    Ok(vec![
        isso::start(stack, thread, &dir.join("isso"))?,
        artalk::start(stack, thread)?,
    ])
}

/// Puts a host page with a peer's markup at its end among the others, and
/// gives its address.
fn host_page(stack: &Stack, path: &str, markup: &str) -> Result<String> {
    let plain = fs::read_to_string(paths::root().join(HOST_PAGE)).context("no host page")?;
    let page = Page {
        html: plain.replace("</body>", &format!("{markup}\n</body>")),
        headers: Headers::new(),
    };
    stack.pages().put(path, page);
    Ok(format!("{}{path}", stack.addresses().pages))
}
