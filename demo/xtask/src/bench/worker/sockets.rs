//! Many readers of one page, and how soon they hear of a comment.

use super::BenchContext;
use crate::bench::client::{posts, signs_in};
use crate::bench::load::Load;
use crate::bench::report::Table;
use crate::bench::stats::{median, shown};
use anyhow::{Context, Result, anyhow, bail};
use bedside_client::Person;
use rustix::event::{PollFd, PollFlags, poll};
use std::io::ErrorKind;
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};
use tungstenite::client::IntoClientRequest;
use tungstenite::protocol::WebSocketConfig;
use tungstenite::{Error, Message, WebSocket, client::client_with_config};

/// A site where comments appear at once.
const SITE: &str = "kind-kidneys";
const PAGE: &str = "bench-live";
/// Silence after which the comment counts as lost.
const PATIENCE: Duration = Duration::from_secs(20);
/// Few bytes are ever said; the default would take 128 KB for each reader.
const BUFFER: usize = 1_024;

type Socket = WebSocket<TcpStream>;

/// Delays of one comment to its readers, in ms since it was sent.
struct Heard {
    /// When each reader heard it, the first one first.
    ms: Vec<f64>,
    /// When its author had the answer.
    acknowledged: f64,
}

/// Opens the sockets, posts comments, and measures.
pub fn listening(ctx: &BenchContext<'_>) -> Result<Table> {
    let count = ctx.profile.sockets;
    let ana = signs_in(ctx.stack, SITE, "ana");
    // The first socket and the first comment make the Room and the thread, and
    // warm the code up.
    let mut sockets = vec![open(ctx)?];
    announce(ctx, &ana, &mut sockets)?;
    let before = ctx.memory()?;
    let began = Instant::now();
    for number in 1..count {
        let socket = open(ctx).with_context(|| format!("socket {number} of {count}"))?;
        sockets.push(socket);
    }
    let opening = began.elapsed().as_secs_f64();
    let after = ctx.memory()?;

    let rounds = (0..ctx.profile.rounds)
        .map(|_| announce(ctx, &ana, &mut sockets))
        .collect::<Result<Vec<_>>>()?;
    let middle = |of: &dyn Fn(&Heard) -> f64| median(&rounds.iter().map(of).collect::<Vec<_>>());
    let at = |share: f64| middle(&|heard| heard.ms[((count - 1) as f64 * share) as usize]);

    let mut table = Table::new(
        &format!("Live: {count} readers listen to one page"),
        ["what", "value"],
    );
    let mut row = |what: &str, value: String| table.row([what.to_owned(), value]);
    row("all connected, s", shown(opening));
    row(
        "memory of workerd for each, KB",
        shown((after - before) * 1_024.0 / count as f64),
    );
    row(
        "comment acknowledged, ms",
        shown(middle(&|heard| heard.acknowledged)),
    );
    row("the first reader heard, ms", shown(at(0.0)));
    row("half of them, ms", shown(at(0.5)));
    row("99 of 100, ms", shown(at(0.99)));
    row("the last, ms", shown(at(1.0)));
    table.note(format!(
        "Since the comment was sent; medians of {} comments. One process reads all sockets on the \
         same processors, one after the other.",
        rounds.len()
    ));
    Ok(table)
}

fn open(ctx: &BenchContext<'_>) -> Result<Socket> {
    let url = format!("ws://{}/v1/sites/{SITE}/live?page={PAGE}", ctx.worker);
    let mut request = url.into_client_request()?;
    let origin = ctx.stack.addresses().pages.parse()?;
    request.headers_mut().insert("origin", origin);
    let stream = TcpStream::connect(ctx.worker)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let config = WebSocketConfig::default().read_buffer_size(BUFFER);
    let (socket, _) = client_with_config(request, stream, Some(config))
        .map_err(|error| anyhow!("no socket: {error}"))?;
    socket.get_ref().set_nonblocking(true)?;
    Ok(socket)
}

/// Posts a comment, and listens until all sockets have heard of it.
fn announce(ctx: &BenchContext<'_>, author: &Person, sockets: &mut [Socket]) -> Result<Heard> {
    let mut post = posts(author, ctx.worker, PAGE, ctx.texts.bodies(), 1)?.into_iter();
    let load = Load {
        address: ctx.worker,
        connections: 1,
        duration: PATIENCE,
        status: 201,
    };
    let began = Instant::now();
    thread::scope(|scope| {
        let posting = scope.spawn(move || load.run(&mut || post.next()));
        let ms = hear(sockets, began)?;
        let posted = posting.join().map_err(|_| anyhow!("posting panicked"))??;
        Ok(Heard {
            ms,
            acknowledged: posted.percentile_ms(0.5),
        })
    })
}

/// When each socket heard one message, in ms.
fn hear(sockets: &mut [Socket], began: Instant) -> Result<Vec<f64>> {
    let mut silent: Vec<_> = sockets.iter_mut().collect();
    let mut heard = Vec::with_capacity(silent.len());
    let patience = PATIENCE.try_into().context("a patience too long")?;
    while !silent.is_empty() {
        let mut waiting: Vec<_> = silent
            .iter()
            .map(|socket| PollFd::new(socket.get_ref(), PollFlags::IN))
            .collect();
        if poll(&mut waiting, Some(&patience))? == 0 {
            bail!("{} sockets heard nothing", silent.len());
        }
        let ready: Vec<_> = waiting.iter().map(|fd| !fd.revents().is_empty()).collect();
        // From the end, as a socket that heard is taken out by swapping.
        for index in (0..silent.len()).rev().filter(|&index| ready[index]) {
            match silent[index].read() {
                Ok(Message::Text(_)) => {
                    heard.push(began.elapsed().as_secs_f64() * 1_000.0);
                    silent.swap_remove(index);
                }
                Ok(other) => bail!("a socket heard {other:?}"),
                Err(Error::Io(error)) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Err(error).context("a socket broke"),
            }
        }
    }
    Ok(heard)
}
