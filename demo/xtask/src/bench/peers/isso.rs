//! Isso: Python, SQLite, its own server.

use super::server::Server;
use super::{Peer, Read, free_port, host_page, proxy};
use crate::bench::browser::PageUnderTest;
use crate::cmd::Cmd;
use crate::paths;
use crate::seed::Thread;
use crate::stack::{Ready, Service, Stack};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

const VERSION: &str = "0.14.0";

/// Installs, starts and fills it, and puts its page among the host pages.
pub fn start(stack: &Stack, threads: &[Thread], dir: &Path) -> Result<Peer> {
    let venv = install()?;
    let _ = fs::remove_dir_all(dir);
    fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))?;
    let server = format!("127.0.0.1:{}", free_port()?);
    let pages = &stack.addresses().pages;
    // As its documentation has it, but for the guard, which would refuse the
    // comments that are copied in.
    let config = format!(
        "[general]\ndbpath = {}\nhost = {pages}\nnotify = stdout\n\n\
         [server]\nlisten = http://{server}/\n\n\
         [guard]\nenabled = false\n",
        dir.join("comments.db").display()
    );
    fs::write(dir.join("isso.cfg"), config)?;
    let service = Service::new("isso", &venv.join("bin/isso"), dir)
        .dir(dir)
        .arg("-c")
        .arg("isso.cfg")
        .arg("run")
        .ready_at(format!("http://{server}/js/embed.min.js"), Ready::Healthy);
    service.start()?;
    for thread in threads {
        fill(&server, thread, pages)?;
    }

    let proxy = Server::start(proxy::to(format!("http://{server}")))?;
    let address = proxy.address();
    let html = format!(
        "<script data-isso=\"{address}/\" src=\"{address}/js/embed.min.js\" async></script>\n\
         <section id=\"isso-thread\" data-isso-id=\"/{}\" data-title=\"Bench\"></section>",
        page(&threads[0])
    );
    let url = host_page(stack, "/isso.html", &html)?;
    Ok(Peer {
        under_test: PageUnderTest {
            name: format!("Isso {VERSION}"),
            url,
            first_comment: "() => document.querySelector('#isso-root .isso-comment')",
            has_comments: true,
        },
        reads: threads
            .iter()
            .map(|thread| Read {
                comments: thread.comments.len(),
                // As its client asks.
                url: format!("http://{server}/?uri=/{}&nested_limit=5", page(thread)),
            })
            .collect(),
        running: (vec![service], vec![proxy]),
    })
}

/// A virtual environment in the user's cache.
fn install() -> Result<PathBuf> {
    let venv = paths::cache().join(format!("peers/isso-{VERSION}"));
    if venv.join("bin/isso").is_file() {
        return Ok(venv);
    }
    Cmd::new("python3")
        .args(["-m", "venv"])
        .arg(&venv)
        .step("Making an environment for Isso")
        .context("Isso needs Python 3 with its venv module")?;
    Cmd::new(venv.join("bin/pip"))
        .args(["install", "--quiet", &format!("isso=={VERSION}")])
        .step("Installing Isso")?;
    Ok(venv)
}

/// Posts the comments as a reader would, parents before replies.
fn fill(server: &str, thread: &Thread, origin: &str) -> Result<()> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .proxy(None)
        .build()
        .into();
    let url = format!("http://{server}/new?uri=/{}", page(thread));
    let mut known: HashMap<&str, Value> = HashMap::new();
    for comment in &thread.comments {
        let parent = comment["parent"]
            .as_str()
            .and_then(|parent| known.get(parent));
        let sent = json!({
            "title": "Bench",
            "author": comment["author"],
            "text": comment["body"],
            "parent": parent,
        });
        let mut response = agent.post(&url).header("Origin", origin).send_json(&sent)?;
        if response.status() != 201 {
            let said = response.body_mut().read_to_string()?;
            bail!("Isso answered {} to a comment: {said}", response.status());
        }
        // One for each comment: they would become too much for it.
        agent.cookie_jar_lock().clear();
        let stored: Value = response.body_mut().read_json()?;
        if let Some(reference) = comment["ref"].as_str() {
            known.insert(reference, stored["id"].clone());
        }
    }
    Ok(())
}

fn page(thread: &Thread) -> &str {
    thread.page["key"].as_str().unwrap_or_default()
}
