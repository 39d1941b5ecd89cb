//! Waline: Node, its own server and client, on SQLite.
//!
//! For every request its server first asks an outside host which ways to sign
//! in there are, and answers 500 when that cannot be reached. `OAUTH_URL` names
//! that host; here it is a stand-in on this machine that knows of none, which
//! is faster than the real one can be.

use super::server::{Reply, Server};
use super::{Peer, Read, free_port, host_page, proxy};
use crate::bench::browser::PageUnderTest;
use crate::cmd::Cmd;
use crate::paths;
use crate::seed::Thread;
use crate::stack::{Ready, Service, Stack};
use crate::tools::{node, npm_package};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

const VERSION: &str = "1.39.3";
const SCRIPTS: &str = "demo/xtask/src/bench/peers/waline";

/// Installs, starts and fills it, and puts its page among the host pages.
pub fn start(stack: &Stack, threads: &[Thread], dir: &Path) -> Result<Peer> {
    let packages = install()?;
    let _ = fs::remove_dir_all(dir);
    fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))?;
    let node = node()?;
    let scripts = paths::root().join(SCRIPTS);
    let comments: Vec<_> = threads.iter().flat_map(rows).collect();
    fs::write(
        dir.join("comments.json"),
        Value::from(numbered(comments)).to_string(),
    )?;
    Cmd::new(&node)
        .arg(scripts.join("fill.js"))
        .arg(dir.join("waline.sqlite"))
        .arg(dir.join("comments.json"))
        .dir(&packages)
        .step("Filling Waline")?;

    let outside = Server::start(|_| {
        Ok(Reply {
            status: 200,
            headers: vec![("Content-Type".into(), "application/json".into())],
            body: br#"{"services":[]}"#.to_vec(),
        })
    })?;
    let port = free_port()?;
    let own = format!("http://127.0.0.1:{port}");
    let service = Service::new("waline", &node, dir)
        .dir(&packages)
        .with_children()
        .arg(scripts.join("server.js"))
        .arg(port.to_string())
        .env("SQLITE_PATH", dir)
        .env("JWT_TOKEN", "bench")
        .env("OAUTH_URL", outside.address())
        // Nobody has a picture: it would be asked for outside.
        .env("AVATAR_PROXY", "false")
        .ready_at(
            format!("{own}/api/comment?type=count&url=x"),
            Ready::Healthy,
        );
    service.start()?;

    let client = packages.join("node_modules/@waline/client/dist");
    let script = read(&client.join("waline.umd.js"))?;
    let style = read(&client.join("waline.css"))?;
    let pass = proxy::to(own.clone());
    let proxy = Server::start(move |request| {
        let file = |kind: &str, body: &[u8]| Reply {
            status: 200,
            headers: vec![("Content-Type".into(), kind.into())],
            body: body.to_vec(),
        };
        match request.url() {
            "/waline.js" => Ok(file("text/javascript", &script)),
            "/waline.css" => Ok(file("text/css", &style)),
            _ => pass(request),
        }
    })?;
    let address = proxy.address();
    let path = page(&threads[0]);
    let init = format!("Waline.init({{ el: '#waline', serverURL: '{address}', path: '{path}' }})");
    let html = format!(
        "<link rel=\"stylesheet\" href=\"{address}/waline.css\">\n<div id=\"waline\"></div>\n\
         <script src=\"{address}/waline.js\"></script>\n<script>{init}</script>"
    );
    let url = host_page(stack, "/waline.html", &html)?;
    Ok(Peer {
        under_test: PageUnderTest {
            name: format!("Waline {VERSION} (10 discussions a page)"),
            url,
            first_comment: "() => document.querySelector('#waline .wl-card-item')",
            has_comments: true,
        },
        reads: threads
            .iter()
            .map(|thread| Read {
                comments: thread.comments.len(),
                // As its client asks.
                url: format!(
                    "{own}/api/comment?path={}&pageSize=10&page=1&lang=en-US&sortBy=insertedAt_desc",
                    page(thread)
                ),
            })
            .collect(),
        running: (vec![service], vec![proxy, outside]),
    })
}

/// Its packages, with the SQLite of theirs that is compiled, or fetched, by a
/// script at its installation; no other script is run.
fn install() -> Result<PathBuf> {
    let packages = npm_package("waline")?;
    let built = packages.join("node_modules/sqlite3/build/Release/node_sqlite3.node");
    if !built.is_file() {
        Cmd::new("npm")
            .args(["rebuild", "sqlite3", "--foreground-scripts"])
            .dir(&packages)
            .step("Making SQLite for Waline")
            .context("Waline's SQLite needs a C++ compiler where it cannot be downloaded")?;
    }
    Ok(packages)
}

fn page(thread: &Thread) -> String {
    format!("/{}", thread.page["key"].as_str().unwrap_or_default())
}

/// The comments of a thread with their places in it: its page, the comment, and
/// how far above stand the one it answers and the one it is all about.
fn rows(thread: &Thread) -> Vec<(String, Value, Option<[usize; 2]>)> {
    let mut known: HashMap<&str, (usize, usize)> = HashMap::new();
    let rows = thread.comments.iter().enumerate().map(|(number, comment)| {
        let parent = comment["parent"]
            .as_str()
            .and_then(|p| known.get(p))
            .copied();
        let root = parent.map_or(number, |(_, root)| root);
        let reference = comment["ref"].as_str().unwrap_or_default();
        known.insert(reference, (number, root));
        let above = parent.map(|(parent, root)| [number - parent, number - root]);
        (page(thread), comment.clone(), above)
    });
    rows.collect()
}

/// The rows of its table; numbers go through all threads.
fn numbered(rows: Vec<(String, Value, Option<[usize; 2]>)>) -> Vec<Value> {
    let rows = rows
        .into_iter()
        .enumerate()
        .map(|(index, (url, comment, above))| {
            let id = index + 1;
            json!({
                "id": id,
                "pid": above.map(|[parent, _]| id - parent),
                "rid": above.map(|[_, root]| id - root),
                "nick": comment["author"],
                "comment": comment["body"],
                "insertedAt": comment["time"],
                "url": url,
            })
        });
    rows.collect()
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}
