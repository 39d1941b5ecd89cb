//! Other comment systems, installed from their registries at pinned versions
//! and filled with the same comments.

mod artalk;
mod isso;
mod proxy;
mod reads;
mod server;
mod waline;

use super::BenchProfile;
use super::browser::PageUnderTest;
use super::report::Table;
use super::stats::shown;
use crate::pages::{Headers, Page};
use crate::paths;
use crate::seed::Thread;
use crate::stack::{Service, Stack};
use anyhow::{Context, Result};
use server::Server;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

/// The host page that every page under test is made of.
const HOST_PAGE: &str = "demo/xtask/src/bench/pages/without.html";

/// A peer that runs. It ends when dropped.
pub struct Peer {
    under_test: PageUnderTest,
    /// The request to its own server; nothing where that is a stand-in.
    reads: Vec<Read>,
    #[expect(dead_code, reason = "held until the measures are done")]
    running: (Vec<Service>, Vec<Server>),
}

/// A thread as a peer's client asks for it first.
struct Read {
    /// Comments in the thread.
    comments: usize,
    /// The address.
    url: String,
}

impl Peer {
    /// Its page, with the first of the threads.
    pub fn under_test(&self) -> PageUnderTest {
        self.under_test.clone()
    }
}

/// Starts all of them, each filled with all threads.
pub fn start(stack: &Stack, threads: &[Thread], dir: &Path) -> Result<Vec<Peer>> {
    Ok(vec![
        isso::start(stack, threads, &dir.join("isso"))?,
        waline::start(stack, threads, &dir.join("waline"))?,
        artalk::start(stack, &threads[0])?,
    ])
}

/// Readers that each of their servers can serve in a second.
pub fn reads(peers: &[Peer], profile: BenchProfile) -> Result<Table> {
    let head = ["server", "comments", "reads a second"];
    let mut table = Table::new("Peers: the first request of their clients", head);
    for peer in peers {
        for read in &peer.reads {
            let rate = reads::rate(read, profile.rounds, profile.round)?;
            eprintln!(
                "  {}, {}: {}",
                peer.under_test.name,
                read.comments,
                shown(rate)
            );
            table.row([
                peer.under_test.name.clone(),
                read.comments.to_string(),
                shown(rate),
            ]);
        }
    }
    table.note(
        "Four readers at a time, straight at the server. Isso answers with the whole thread, \
         Waline with the ten newest discussions and Bedside (above: thread read) with fifty \
         comments. Artalk's server is not in a registry.",
    );
    Ok(table)
}

/// A port that nobody listens on.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?.port())
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
