//! People who write as the widget would, with requests that are signed
//! beforehand.

use super::request;
use crate::stack::Stack;
use anyhow::{Context, Result};
use bedside_client::Person;
use bedside_client::person::{Request, comment};
use bedside_wire::Vote;
use bedside_wire::vote::CastVote;
use std::net::SocketAddr;
use std::sync::Arc;

/// Signs in at the demo's provider, as `subject`.
pub fn signs_in(stack: &Stack, site: &str, subject: &str) -> Person {
    let at = stack.addresses();
    let mut person = Person::new(&at.worker, &at.pages, site, subject);
    crate::block_on(person.signs_in_at("demo"));
    person
}

/// Requests that each post one comment, signed and ready to be sent within the
/// two minutes that a proof is good for.
pub fn posts(
    person: &Person,
    address: SocketAddr,
    page: &str,
    bodies: &[String],
    count: usize,
) -> Result<Vec<Arc<[u8]>>> {
    let post = |number: usize| {
        let sent = comment(page, None, &bodies[number % bodies.len()]);
        bytes(address, person.request("POST", "/comments").json(&sent))
    };
    (0..count).map(post).collect()
}

/// Requests that each vote on one of these comments of others: for each in
/// turn, and when all had their turn, the votes are taken back again.
pub fn votes(
    person: &Person,
    address: SocketAddr,
    comments: &[String],
    count: usize,
) -> Result<Vec<Arc<[u8]>>> {
    let cast = |number: usize| {
        let path = format!("/comments/{}/vote", comments[number % comments.len()]);
        let back = (number / comments.len()) % 2 == 1;
        let vote = if back { Vote::None } else { Vote::Up };
        bytes(
            address,
            person.request("PUT", &path).json(&CastVote { vote }),
        )
    };
    (0..count).map(cast).collect()
}

/// A signed request as it is sent.
fn bytes(address: SocketAddr, request: Request<'_>) -> Result<Arc<[u8]>> {
    let request = request.build().build()?;
    let headers = request.headers().iter();
    let headers = headers.map(|(name, value)| Ok((name.as_str(), value.to_str()?)));
    let headers = headers.collect::<Result<Vec<_>>>()?;
    let body = request.body().and_then(|body| body.as_bytes());
    let body = body.context("a write has a body")?;
    let (method, path) = (request.method().as_str(), request.url().path());
    Ok(request::with_body(method, address, path, &headers, body).into())
}
