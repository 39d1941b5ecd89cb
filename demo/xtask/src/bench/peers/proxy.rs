//! Passes requests on to a peer's own server.

use super::server::Reply;
use anyhow::Result;
use std::io::Read;
use tiny_http::{Method, Request};
use ureq::Agent;

/// Headers of a request that the way to the peer has of its own.
const OWN: [&str; 4] = ["host", "connection", "accept-encoding", "content-length"];
/// Headers of an answer that are about one connection.
const HOP: [&str; 4] = ["connection", "content-length", "transfer-encoding", "date"];

/// A handler that passes everything on to `upstream`, an address without a
/// slash at the end.
pub fn to(upstream: String) -> impl Fn(&mut Request) -> Result<Reply> + Send + Sync + 'static {
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        .build()
        .into();
    move |request| pass(request, &agent, &upstream)
}

fn pass(request: &mut Request, agent: &Agent, upstream: &str) -> Result<Reply> {
    let mut sent = Vec::new();
    request.as_reader().read_to_end(&mut sent)?;
    let mut sent_on = ureq::http::Request::builder()
        .method(request.method().as_str())
        .uri(format!("{upstream}{}", request.url()));
    for header in request.headers() {
        let name = header.field.as_str().as_str();
        if !OWN.iter().any(|own| name.eq_ignore_ascii_case(own)) {
            sent_on = sent_on.header(name, header.value.as_str());
        }
    }
    let mut response = match request.method() {
        Method::Post | Method::Put => agent.run(sent_on.body(sent)?)?,
        _ => agent.run(sent_on.body(())?)?,
    };
    let mut body = Vec::new();
    response.body_mut().as_reader().read_to_end(&mut body)?;
    let headers = response
        .headers()
        .iter()
        .filter(|(name, _)| !HOP.contains(&name.as_str()))
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.as_str().to_owned(), value)
        })
        .collect();
    Ok(Reply {
        status: response.status().as_u16(),
        headers,
        body,
    })
}
