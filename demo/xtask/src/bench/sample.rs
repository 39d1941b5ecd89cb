//! One answer of the worker, kept so that a baseline can repeat it.

use super::request;
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

/// Headers that belong to the connection and not to the answer.
const OF_THE_CONNECTION: [&str; 4] = ["content-length", "transfer-encoding", "connection", "date"];

/// An answer's headers and body, the body as it was sent.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The bytes, compressed where the answer was.
    pub body: Vec<u8>,
}

impl Sample {
    /// Sends a request, which has to succeed.
    pub fn fetch(address: SocketAddr, path: &str, headers: &[(&str, &str)]) -> Result<Self> {
        let mut all = headers.to_vec();
        // The end of the connection is then the end of the answer.
        all.push(("Connection", "close"));
        let mut stream = TcpStream::connect(address)?;
        stream.write_all(&request::get(address, path, &all))?;
        let mut response = Vec::new();
        stream.read_to_end(&mut response)?;
        let end = response
            .windows(4)
            .position(|part| part == b"\r\n\r\n")
            .context("no HTTP response")?;
        let (head, body) = (
            String::from_utf8_lossy(&response[..end]),
            &response[end + 4..],
        );
        if !head.starts_with("HTTP/1.1 200 ") {
            bail!("{path} answered {head}\n{}", String::from_utf8_lossy(body));
        }
        let headers: Vec<_> = head
            .split("\r\n")
            .skip(1)
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        if headers.iter().any(|(name, _)| name == "transfer-encoding") {
            bail!("{path} is answered in chunks, which a sample cannot hold");
        }
        Ok(Self {
            headers,
            body: body.to_vec(),
        })
    }

    /// The headers that a worker sets, as JSON.
    pub fn headers_json(&self) -> Result<String> {
        let set: Map<String, Value> = self
            .headers
            .iter()
            .filter(|(name, _)| !OF_THE_CONNECTION.contains(&name.as_str()))
            .map(|(name, value)| (name.clone(), Value::from(value.as_str())))
            .collect();
        Ok(serde_json::to_string(&set)?)
    }
}
