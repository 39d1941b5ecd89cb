//! A load generator: connections that are kept open, each of which sends its
//! next request as soon as the last one is answered.
//!
//! One thread waits for all connections together. Its own cost per request
//! is the same for ours and for what ours is compared with, and small beside
//! either; [`Measured::own_share`] tells when that stops being true.

pub mod response;

use super::cpu_time;
use anyhow::{Context, Result, bail};
use response::Response;
use rustix::event::{PollFd, PollFlags, poll};
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Silence after which the server counts as stuck.
const PATIENCE: Duration = Duration::from_secs(20);

/// The load to put on a server.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    /// The server.
    pub address: SocketAddr,
    /// Requests on their way at any time.
    pub connections: usize,
    /// Time during which new requests are sent.
    pub duration: Duration,
    /// The status that every answer has to have.
    pub status: u16,
}

/// The outcome of one load.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    /// Answers.
    pub answers: u64,
    /// From the first request to the last answer.
    pub elapsed: Duration,
    /// Time per answer, sorted.
    pub latencies: Vec<Duration>,
    /// Bytes received.
    pub bytes: u64,
    /// The generator's own processor time, as a share of `elapsed`.
    pub own_share: f64,
    /// Processor time of all servers meanwhile.
    pub served: Duration,
}

impl Measured {
    /// Answers per second.
    pub fn rate(&self) -> f64 {
        self.answers as f64 / self.elapsed.as_secs_f64()
    }

    /// Processor time of the servers for one answer, in µs.
    pub fn cpu_time_us(&self) -> f64 {
        self.served.as_secs_f64() * 1e6 / self.answers as f64
    }

    /// The latency that this share of the answers kept, in milliseconds.
    pub fn percentile_ms(&self, share: f64) -> f64 {
        let last = self.latencies.len().saturating_sub(1);
        let at = (last as f64 * share).round() as usize;
        let found = self.latencies.get(at).copied().unwrap_or_default();
        found.as_secs_f64() * 1_000.0
    }
}

/// The source of requests; `None` ends the run before its time.
pub type Requests<'a> = dyn FnMut() -> Option<Arc<[u8]>> + 'a;

struct Connection {
    stream: TcpStream,
    request: Arc<[u8]>,
    sent: usize,
    response: Response,
    began: Instant,
}

impl Load {
    /// Sends requests for the whole duration.
    pub fn run(&self, requests: &mut Requests<'_>) -> Result<Measured> {
        let began = Instant::now();
        let own = own_time();
        let served = cpu_time::of_children();
        let mut measured = Measured::default();
        let mut open = Vec::new();
        for _ in 0..self.connections {
            let Some(request) = requests() else { break };
            open.push(Connection::open(self.address, request)?);
        }
        let mut buffer = vec![0; 128 * 1024];
        while !open.is_empty() {
            let ready = wait(&open)?;
            // From the end, as a finished connection is taken out by swapping.
            for index in (0..open.len()).rev() {
                if !ready[index] || !open[index].step(&mut buffer)? {
                    continue;
                }
                open[index].count(&mut measured, self.status)?;
                let next = (began.elapsed() < self.duration)
                    .then(&mut *requests)
                    .flatten();
                match next {
                    Some(request) => open[index].again(request),
                    None => drop(open.swap_remove(index)),
                }
            }
        }
        measured.elapsed = began.elapsed();
        let own = own_time().saturating_sub(own);
        measured.own_share = own.as_secs_f64() / measured.elapsed.as_secs_f64();
        let spent = cpu_time::of_children().zip(served);
        measured.served = spent.map_or(Duration::ZERO, |(now, then)| now.saturating_sub(then));
        measured.latencies.sort_unstable();
        Ok(measured)
    }

    /// Sends the same request for the whole duration.
    pub fn repeat(&self, request: &[u8]) -> Result<Measured> {
        let request: Arc<[u8]> = request.into();
        self.run(&mut || Some(request.clone()))
    }
}

impl Connection {
    fn open(address: SocketAddr, request: Arc<[u8]>) -> Result<Self> {
        let stream =
            TcpStream::connect(address).with_context(|| format!("no server at {address}"))?;
        stream.set_nodelay(true)?;
        stream.set_nonblocking(true)?;
        Ok(Self {
            stream,
            request,
            sent: 0,
            response: Response::default(),
            began: Instant::now(),
        })
    }

    fn again(&mut self, request: Arc<[u8]>) {
        self.request = request;
        self.sent = 0;
        self.response = Response::default();
        self.began = Instant::now();
    }

    /// Sends or receives what it can; true when the answer is complete.
    fn step(&mut self, buffer: &mut [u8]) -> Result<bool> {
        while self.sent < self.request.len() {
            match self.stream.write(&self.request[self.sent..]) {
                Ok(count) => self.sent += count,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(false),
                Err(error) => return Err(error).context("the server closed a connection"),
            }
        }
        match self.stream.read(buffer) {
            Ok(0) => bail!("the server closed a connection in the middle of a response"),
            Ok(count) => self.response.take(&buffer[..count]),
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(false),
            Err(error) => Err(error).context("the server broke a connection"),
        }
    }

    fn count(&self, measured: &mut Measured, status: u16) -> Result<()> {
        if self.response.status != status {
            bail!(
                "answered {} instead of {status}: {}",
                self.response.status,
                self.response.excerpt()
            );
        }
        measured.answers += 1;
        measured.bytes += self.response.bytes;
        measured.latencies.push(self.began.elapsed());
        Ok(())
    }
}

/// Which connections can go on.
fn wait(open: &[Connection]) -> Result<Vec<bool>> {
    let mut waiting: Vec<_> = open
        .iter()
        .map(|connection| {
            let condition = if connection.sent < connection.request.len() {
                PollFlags::OUT
            } else {
                PollFlags::IN
            };
            PollFd::new(&connection.stream, condition)
        })
        .collect();
    let patience = PATIENCE.try_into().context("a patience too long")?;
    if poll(&mut waiting, Some(&patience))? == 0 {
        bail!("no response in {} s", PATIENCE.as_secs());
    }
    Ok(waiting.iter().map(|fd| !fd.revents().is_empty()).collect())
}

/// This process's processor time so far.
fn own_time() -> Duration {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::try_from(spent).unwrap_or_default()
}
