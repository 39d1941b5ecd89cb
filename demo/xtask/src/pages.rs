//! Serves the host pages: the sites that Bedside is a guest on.
//!
//! A real site's server sends headers that matter to a guest, such as a strict
//! Content-Security-Policy; `headers.json` in the served folder names them per
//! page. Tests add pages of their own with [`Pages::put`].

mod reload;

use crate::deployment::Addresses;
use anyhow::{Context, Result, anyhow};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::net::SocketAddr;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, RwLock};
use std::thread;
use tiny_http::{Header, Request, Response, Server};

pub use reload::Edition;

/// Threads that answer; a browser opens six connections.
const THREADS: usize = 6;
/// Files that hold no page and are not served.
const PRIVATE: [&str; 3] = ["headers.json", "deployment.json", "threads"];

/// Headers of one page, by name.
pub type Headers = BTreeMap<String, String>;

/// A page made by a test.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The document; `{{WORKER}}` and its like are filled in.
    pub html: String,
    /// Headers besides the content type.
    pub headers: Headers,
}

/// A running server of host pages. It ends when dropped.
pub struct Pages {
    server: Arc<Server>,
    shared: Arc<Shared>,
}

struct Shared {
    dir: PathBuf,
    addresses: Addresses,
    extra: RwLock<HashMap<String, Page>>,
    edition: Edition,
}

impl Pages {
    /// Starts to serve a folder on `localhost`.
    pub fn start(dir: &Path, port: u16, addresses: Addresses) -> Result<Self> {
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let server = Server::http(address).map_err(|error| anyhow!("{error}"))?;
        let server = Arc::new(server);
        let shared = Arc::new(Shared {
            dir: dir.to_path_buf(),
            addresses,
            extra: RwLock::default(),
            edition: Edition::default(),
        });
        for _ in 0..THREADS {
            let (server, shared) = (server.clone(), shared.clone());
            thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    // A reader who went away is no error.
                    let _ = answer(request, &shared);
                }
            });
        }
        Ok(Self { server, shared })
    }

    /// Adds or replaces a page, at a path such as `/two.html`.
    pub fn put(&self, path: &str, page: Page) {
        if let Ok(mut extra) = self.shared.extra.write() {
            extra.insert(path.to_owned(), page);
        }
    }

    /// The edition that pages compare to reload themselves; at first they do not ask.
    pub fn edition(&self) -> &Edition {
        &self.shared.edition
    }

    /// The port that it serves.
    pub fn port(&self) -> u16 {
        self.server.server_addr().to_ip().map_or(0, |a| a.port())
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        for _ in 0..THREADS {
            self.server.unblock();
        }
    }
}

/// The response to a path.
struct Found {
    body: Vec<u8>,
    kind: &'static str,
    headers: Headers,
}

fn answer(request: Request, shared: &Shared) -> std::io::Result<()> {
    let path = path_of(request.url());
    let Some(found) = find(&path, shared) else {
        let missing = Response::from_string("No such page.").with_status_code(404);
        return request.respond(missing);
    };
    let mut response = Response::from_data(found.body);
    let kind = ("Content-Type".to_owned(), found.kind.to_owned());
    for (name, value) in found.headers.into_iter().chain([kind]) {
        if let Ok(header) = Header::from_bytes(name, shared.addresses.fill(&value)) {
            response.add_header(header);
        }
    }
    // Pages change between two starts of the demo, and tests replace theirs.
    if let Ok(header) = Header::from_bytes("Cache-Control", "no-cache") {
        response.add_header(header);
    }
    request.respond(response)
}

fn find(path: &str, shared: &Shared) -> Option<Found> {
    let extra = shared.extra.read().ok()?.get(path).cloned();
    if let Some(page) = extra {
        return Some(Found {
            body: shared.addresses.fill(&page.html).into_bytes(),
            kind: "text/html; charset=utf-8",
            headers: page.headers,
        });
    }
    if path == reload::PATH {
        return Some(Found {
            body: shared.edition.text()?.into_bytes(),
            kind: "text/plain; charset=utf-8",
            headers: Headers::new(),
        });
    }
    let file = file_of(&shared.dir, path)?;
    let kind = content_type(&file);
    let mut body = fs::read(&file).ok()?;
    let headers = headers_of(&shared.dir, path).unwrap_or_default();
    if kind.starts_with("text/html") {
        let mut html = shared.addresses.fill(&String::from_utf8_lossy(&body));
        // A strict policy refuses the script, and says so in the console.
        if headers.is_empty() {
            html = shared.edition.asking(html);
        }
        body = html.into_bytes();
    }
    Some(Found {
        body,
        kind,
        headers,
    })
}

/// The path of a request's target, with `/` meaning `/index.html`.
fn path_of(target: &str) -> String {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    if path.ends_with('/') {
        return format!("{path}index.html");
    }
    path.to_owned()
}

/// The file behind a path; nothing outside the folder and nothing private.
fn file_of(dir: &Path, path: &str) -> Option<PathBuf> {
    let relative = Path::new(path.strip_prefix('/')?);
    let plain = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let first = relative.components().next()?.as_os_str().to_str()?;
    if !plain || PRIVATE.contains(&first) {
        return None;
    }
    let file = dir.join(relative);
    file.is_file().then_some(file)
}

/// Read anew for each page: it is small, and an edit shows at once.
fn headers_of(dir: &Path, path: &str) -> Result<Headers> {
    let text = fs::read_to_string(dir.join("headers.json")).context("no headers.json")?;
    let mut all: HashMap<String, Headers> = serde_json::from_str(&text)?;
    Ok(all.remove(path).unwrap_or_default())
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|end| end.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("woff2") => "font/woff2",
        Some("ico") => "image/x-icon",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
#[path = "pages/tests.rs"]
mod tests;
