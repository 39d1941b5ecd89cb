//! A proxy that compresses, for peers whose server leaves that to one: it
//! would be unfair to measure them without.

use anyhow::{Context, Result, anyhow};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{Read, Write};
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::thread;
use tiny_http::{Header, Method, Request, Response, Server};
use ureq::Agent;

/// Threads that answer; a browser opens six connections.
const THREADS: usize = 6;
/// Headers that are about one connection or one coding.
const HOP: [&str; 5] = [
    "connection",
    "content-length",
    "transfer-encoding",
    "content-encoding",
    "date",
];

/// A running proxy. It ends when dropped.
pub struct Proxy {
    server: Arc<Server>,
}

impl Proxy {
    /// Starts it in front of `upstream`, an address without a slash at the end.
    pub fn start(upstream: String) -> Result<Self> {
        let server = Server::http((Ipv4Addr::LOCALHOST, 0)).map_err(|error| anyhow!("{error}"))?;
        let server = Arc::new(server);
        let agent: Agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .build()
            .into();
        for _ in 0..THREADS {
            let (server, agent, upstream) = (server.clone(), agent.clone(), upstream.clone());
            thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    if let Err(error) = forward(request, &agent, &upstream) {
                        eprintln!("  proxy of {upstream}: {error:#}");
                    }
                }
            });
        }
        Ok(Self { server })
    }

    /// Where it listens, without a slash at the end.
    pub fn address(&self) -> String {
        format!("http://{}", self.server.server_addr())
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        for _ in 0..THREADS {
            self.server.unblock();
        }
    }
}

fn forward(mut request: Request, agent: &Agent, upstream: &str) -> Result<()> {
    let mut sent = Vec::new();
    request.as_reader().read_to_end(&mut sent)?;
    let mut asked = ureq::http::Request::builder()
        .method(request.method().as_str())
        .uri(format!("{upstream}{}", request.url()));
    for header in request.headers() {
        let name = header.field.as_str().as_str();
        if !["host", "connection", "accept-encoding", "content-length"]
            .iter()
            .any(|ours| name.eq_ignore_ascii_case(ours))
        {
            asked = asked.header(name, header.value.as_str());
        }
    }
    let mut answer = match request.method() {
        Method::Post | Method::Put => agent.run(asked.body(sent)?)?,
        _ => agent.run(asked.body(())?)?,
    };
    let mut body = Vec::new();
    answer.body_mut().as_reader().read_to_end(&mut body)?;

    let takes_gzip = request.headers().iter().any(|header| {
        header.field.equiv("Accept-Encoding") && header.value.as_str().contains("gzip")
    });
    let compressed = takes_gzip && body.len() > 256;
    if compressed {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(&body)?;
        body = encoder.finish()?;
    }
    let mut response = Response::from_data(body).with_status_code(answer.status().as_u16());
    for (name, value) in answer.headers() {
        if !HOP.contains(&name.as_str()) {
            response.add_header(header(name.as_str(), value.as_bytes())?);
        }
    }
    if compressed {
        response.add_header(header("Content-Encoding", b"gzip")?);
    }
    request.respond(response).context("the reader went away")
}

fn header(name: &str, value: &[u8]) -> Result<Header> {
    Header::from_bytes(name, value).map_err(|()| anyhow!("a header {name} that cannot be sent"))
}
