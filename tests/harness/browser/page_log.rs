//! The record of a visitor's windows: requests, and everything that a site
//! owner would see as an error in the console.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A request a window made.
#[derive(Debug, Clone)]
pub struct Request {
    /// GET, POST ..
    pub method: String,
    /// The whole address.
    pub url: String,
    /// The answer's status, when one came.
    pub status: Option<u16>,
    /// The answer's headers, names in lower case.
    pub headers: HashMap<String, String>,
}

impl Request {
    /// One that was not answered yet.
    pub(super) fn new(method: String, url: String) -> Self {
        Self {
            method,
            url,
            status: None,
            headers: HashMap::new(),
        }
    }
}

#[derive(Default)]
struct Pages {
    requests: Vec<(String, Request)>,
    sockets: Vec<(String, String)>,
    open_sockets: HashSet<String>,
    faults: Vec<String>,
    announced: Vec<String>,
}

/// A shared page log.
#[derive(Clone, Default)]
pub struct PageLog(Arc<Mutex<Pages>>);

impl PageLog {
    /// Says that a fault whose text contains `part` is meant to happen.
    pub fn announce(&self, part: &str) {
        self.lock().announced.push(part.to_owned());
    }

    /// All faults so far.
    pub fn faults(&self) -> Vec<String> {
        self.lock().faults.clone()
    }

    /// Forgets the faults after the first `keep` whose text contains `part`.
    pub fn forget(&self, keep: usize, part: &str) {
        let mut number = 0;
        self.lock().faults.retain(|fault| {
            number += 1;
            number <= keep || !fault.contains(part)
        });
    }

    /// Faults that nobody announced.
    pub fn unannounced(&self) -> Vec<String> {
        let pages = self.lock();
        let known = |fault: &&String| {
            !pages
                .announced
                .iter()
                .any(|part| fault.contains(part.as_str()))
        };
        pages.faults.iter().filter(known).cloned().collect()
    }

    /// All requests so far, WebSockets left out.
    pub fn requests(&self) -> Vec<Request> {
        self.lock()
            .requests
            .iter()
            .map(|(_, request)| request.clone())
            .collect()
    }

    /// Addresses of all WebSockets so far.
    pub fn sockets(&self) -> Vec<String> {
        let pages = self.lock();
        pages.sockets.iter().map(|(_, url)| url.clone()).collect()
    }

    /// The number of WebSockets open now.
    pub fn open_sockets(&self) -> usize {
        self.lock().open_sockets.len()
    }

    /// A request goes out; `id` is the engine's own.
    pub(super) fn requested(&self, id: &str, request: Request) {
        let here = ["data:", "blob:"];
        if !here.iter().any(|scheme| request.url.starts_with(scheme)) {
            self.lock().requests.push((id.to_owned(), request));
        }
    }

    /// An answer came. 400 and more is a fault: browsers say so in the console.
    pub(super) fn responded(&self, id: &str, status: u16, headers: HashMap<String, String>) {
        let mut pages = self.lock();
        let asked = pages.requests.iter_mut().rev().find(|(i, _)| i == id);
        let Some((_, request)) = asked else { return };
        request.status = Some(status);
        request.headers = headers;
        if status >= 400 {
            let fault = format!("{status} {}", request.url);
            pages.faults.push(fault);
        }
    }

    /// No answer came, and the page had not given it up itself.
    pub(super) fn failed(&self, id: &str, why: &str) {
        let mut pages = self.lock();
        let asked = pages.requests.iter().rev().find(|(i, _)| i == id);
        let url = asked.map(|(_, request)| request.url.as_str());
        let fault = format!("network: {why} {}", url.unwrap_or_default());
        pages.faults.push(fault);
    }

    /// A WebSocket is made.
    pub(super) fn socket_made(&self, id: &str, url: &str) {
        self.lock().sockets.push((id.to_owned(), url.to_owned()));
    }

    /// A WebSocket is open.
    pub(super) fn socket_opened(&self, id: &str) {
        self.lock().open_sockets.insert(id.to_owned());
    }

    /// A WebSocket is closed.
    pub(super) fn socket_closed(&self, id: &str) {
        self.lock().open_sockets.remove(id);
    }

    /// Something that a site owner would see as an error in the console.
    pub(super) fn fault(&self, fault: String) {
        self.lock().faults.push(fault);
    }

    fn lock(&self) -> MutexGuard<'_, Pages> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
