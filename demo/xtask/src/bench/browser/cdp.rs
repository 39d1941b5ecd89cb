//! Chromium and its DevTools protocol, one command after the other.

use crate::secrets::random_hex;
use crate::stack::spawn;
use crate::tools;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::fs;
use std::io::{BufRead, BufReader, ErrorKind};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};
use tungstenite::protocol::WebSocketConfig;
use tungstenite::{Error, Message, WebSocket, client::client_with_config};

/// The time limit of a command.
const PATIENCE: Duration = Duration::from_secs(60);

/// Without these Chromium spends its time reaching for the outside.
const FLAGS: [&str; 13] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--remote-debugging-port=0",
];

/// Something the browser tells unasked.
pub struct Event {
    /// The tab's session.
    pub session: String,
    /// Such as `Network.responseReceived`.
    pub method: String,
    /// Its details.
    pub params: Value,
}

/// A running Chromium. It ends when dropped.
pub struct Browser {
    child: Child,
    profile: PathBuf,
    socket: WebSocket<TcpStream>,
    next: u64,
    events: VecDeque<Event>,
}

impl Browser {
    /// Starts one with an empty profile.
    pub fn start() -> Result<Self> {
        let program = tools::chromium()?;
        let profile = std::env::temp_dir().join(format!("bedside-bench-{}", random_hex(8)?));
        let mut command = spawn::command(&program);
        command
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", profile.display()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let mut child =
            spawn::spawn(command).with_context(|| format!("cannot start {}", program.display()))?;
        let mut lines = BufReader::new(child.stderr.take().context("no stderr")?)
            .lines()
            .map_while(Result::ok);
        let url = lines
            .find_map(|line| {
                line.strip_prefix("DevTools listening on ")
                    .map(str::to_owned)
            })
            .context("Chromium ended without an address")?;
        // A pipe that nobody reads would stop it when full.
        std::thread::spawn(move || lines.for_each(drop));

        let host = url.trim_start_matches("ws://").split('/').next();
        let stream = TcpStream::connect(host.unwrap_or_default())?;
        let config = WebSocketConfig::default()
            .max_message_size(None)
            .max_frame_size(None);
        let (socket, _) = client_with_config(url.as_str(), stream, Some(config))
            .map_err(|error| anyhow::anyhow!("{url}: {error}"))?;
        Ok(Self {
            child,
            profile,
            socket,
            next: 0,
            events: VecDeque::new(),
        })
    }

    /// Gives a command and waits for its result; "" is the browser itself.
    pub fn call(&mut self, session: &str, method: &str, params: Value) -> Result<Value> {
        self.next += 1;
        let id = self.next;
        let mut command = json!({ "id": id, "method": method, "params": params });
        if !session.is_empty() {
            command["sessionId"] = session.into();
        }
        self.socket.send(Message::text(command.to_string()))?;
        let end = Instant::now() + PATIENCE;
        while let Some(mut message) = self.receive(end)? {
            if message["id"] != id {
                self.keep(message);
            } else if let Some(error) = message["error"]["message"].as_str() {
                bail!("{method}: {error}");
            } else {
                return Ok(message["result"].take());
            }
        }
        bail!("Chromium does not answer {method}")
    }

    /// The next event, if one comes before `end`.
    pub fn event(&mut self, end: Instant) -> Result<Option<Event>> {
        while self.events.is_empty() {
            match self.receive(end)? {
                Some(message) => self.keep(message),
                None => return Ok(None),
            }
        }
        Ok(self.events.pop_front())
    }

    /// Forgets events that came so far.
    pub fn forget(&mut self) {
        self.events.clear();
    }

    fn keep(&mut self, mut message: Value) {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        self.events.push_back(Event {
            session: text(&message["sessionId"]),
            method: text(&message["method"]),
            params: message["params"].take(),
        });
    }

    fn receive(&mut self, end: Instant) -> Result<Option<Value>> {
        loop {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(None);
            }
            self.socket.get_ref().set_read_timeout(Some(left))?;
            match self.socket.read() {
                Ok(Message::Text(text)) => return Ok(Some(serde_json::from_str(&text)?)),
                Ok(_) => {}
                Err(Error::Io(error))
                    if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) =>
                {
                    return Ok(None);
                }
                Err(error) => return Err(error).context("Chromium has gone"),
            }
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.call("", "Browser.close", json!({}));
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.profile);
    }
}
