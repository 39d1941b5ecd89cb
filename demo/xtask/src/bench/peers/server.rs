//! A small server that compresses what it answers, as the proxy in front of
//! a real site does: it would be unfair to measure peers without.

use anyhow::{Context, Result, anyhow};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::thread;
use tiny_http::{Header, Request, Response, Server as Listener};

/// Threads that answer; a browser opens six connections.
const THREADS: usize = 6;
/// Shorter responses are not worth compressing.
const SHORT: usize = 256;

/// An answer before it is compressed.
#[derive(Debug, Clone, Default)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// Names and values, but for what belongs to the connection.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// A running server. It ends when dropped.
pub struct Server {
    listener: Arc<Listener>,
}

impl Server {
    /// Starts one on a free port.
    pub fn start<H>(handler: H) -> Result<Self>
    where
        H: Fn(&mut Request) -> Result<Reply> + Send + Sync + 'static,
    {
        let listener =
            Listener::http((Ipv4Addr::LOCALHOST, 0)).map_err(|error| anyhow!("{error}"))?;
        let (listener, handler) = (Arc::new(listener), Arc::new(handler));
        for _ in 0..THREADS {
            let (listener, handler) = (listener.clone(), handler.clone());
            thread::spawn(move || {
                while let Ok(mut request) = listener.recv() {
                    let url = request.url().to_owned();
                    let answered = handler(&mut request).and_then(|reply| send(request, reply));
                    if let Err(error) = answered {
                        eprintln!("  {url}: {error:#}");
                    }
                }
            });
        }
        Ok(Self { listener })
    }

    /// Its address, without a slash at the end.
    pub fn address(&self) -> String {
        format!("http://{}", self.listener.server_addr())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for _ in 0..THREADS {
            self.listener.unblock();
        }
    }
}

fn send(request: Request, reply: Reply) -> Result<()> {
    let takes_gzip = request.headers().iter().any(|header| {
        header.field.equiv("Accept-Encoding") && header.value.as_str().contains("gzip")
    });
    let compressed = takes_gzip && reply.body.len() > SHORT;
    let body = match compressed {
        true => {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(&reply.body)?;
            encoder.finish()?
        }
        false => reply.body,
    };
    let mut response = Response::from_data(body).with_status_code(reply.status);
    let coding = compressed.then(|| ("Content-Encoding".to_owned(), "gzip".to_owned()));
    for (name, value) in reply.headers.into_iter().chain(coding) {
        let header = Header::from_bytes(name, value);
        response.add_header(header.map_err(|()| anyhow!("a header that cannot be sent"))?);
    }
    request.respond(response).context("the reader went away")
}
