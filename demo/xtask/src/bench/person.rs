//! Somebody signed in, who posts as the widget would.

mod key;
mod sign_in;

pub use key::Key;

use super::request;
use crate::secrets::random_hex;
use crate::stack::Stack;
use anyhow::Result;
use serde_json::json;
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
        let path = format!("/v1/sites/{}/comments", self.site);
        let url = format!("{}{path}", self.worker);
        let authorization = format!("DPoP {}", self.token);
        (0..count)
            .map(|number| {
                let proof = self.key.proof("POST", &url, Some(&self.token))?;
                let once = random_hex(16)?;
                let headers = [
                    ("Origin", self.origin.as_str()),
                    ("Authorization", &authorization),
                    ("DPoP", &proof),
                    ("Idempotency-Key", &once),
                ];
                let body = &bodies[number % bodies.len()];
                let comment = json!({ "page": { "key": page }, "body": body }).to_string();
                Ok(request::post(address, &path, &headers, &comment).into())
            })
            .collect()
    }
}
