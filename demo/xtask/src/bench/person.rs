//! Somebody signed in, who writes as the widget would.

mod key;
mod sign_in;

pub use key::Key;

use super::request;
use crate::secrets::random_hex;
use crate::stack::Stack;
use anyhow::Result;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;

/// A person with a session.
pub struct Person {
    key: Key,
    token: String,
    worker: String,
    origin: String,
    site: String,
}

impl Person {
    /// Signs in at the demo's provider, as `subject`.
    pub fn signs_in(stack: &Stack, site: &str, subject: &str) -> Result<Self> {
        let key = Key::new();
        let token = sign_in::session(stack, site, subject, &key)?;
        Ok(Self {
            key,
            token,
            worker: stack.addresses().worker.clone(),
            origin: stack.addresses().pages.clone(),
            site: site.to_owned(),
        })
    }

    /// Requests that each post one comment, signed and ready to be sent
    /// within the two minutes that a proof is good for.
    pub fn posts(
        &self,
        address: SocketAddr,
        page: &str,
        bodies: &[String],
        count: usize,
    ) -> Result<Vec<Arc<[u8]>>> {
        let post = |number| {
            let body = &bodies[number % bodies.len()];
            let comment = json!({ "page": { "key": page }, "body": body });
            self.signed(address, "POST", "/comments", &comment)
        };
        (0..count).map(post).collect()
    }

    /// Requests that each vote on one of these comments of others: for each in
    /// turn, and when all had their turn, the votes are taken back again.
    pub fn votes(
        &self,
        address: SocketAddr,
        comments: &[String],
        count: usize,
    ) -> Result<Vec<Arc<[u8]>>> {
        let cast = |number| {
            let path = format!("/comments/{}/vote", comments[number % comments.len()]);
            let back = (number / comments.len()) % 2 == 1;
            let vote = json!({ "vote": if back { "none" } else { "up" } });
            self.signed(address, "PUT", &path, &vote)
        };
        (0..count).map(cast).collect()
    }

    /// One write of this person; `path` is below the site's own.
    fn signed(
        &self,
        address: SocketAddr,
        method: &str,
        path: &str,
        body: &Value,
    ) -> Result<Arc<[u8]>> {
        let path = format!("/v1/sites/{}{path}", self.site);
        let url = format!("{}{path}", self.worker);
        let proof = self.key.proof(method, &url, Some(&self.token))?;
        let authorization = format!("DPoP {}", self.token);
        let once = random_hex(16)?;
        let headers = [
            ("Origin", self.origin.as_str()),
            ("Authorization", &authorization),
            ("DPoP", &proof),
            ("Idempotency-Key", &once),
        ];
        let text = body.to_string();
        Ok(request::with_json(method, address, &path, &headers, &text).into())
    }
}
