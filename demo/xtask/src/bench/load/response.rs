//! Finds the end of an HTTP/1.1 response.

use anyhow::{Context, Result, bail};

/// The longest head that is read.
const HEAD_BYTES: usize = 64 * 1024;

/// An answer as it comes in. Its body is counted and not kept, but for the
/// beginning that came with the head.
#[derive(Default)]
pub struct Response {
    head: Vec<u8>,
    rest: Rest,
    /// The status, once the head is complete.
    pub status: u16,
    /// All bytes received.
    pub bytes: u64,
}

/// The bytes still to come.
#[derive(Default)]
enum Rest {
    #[default]
    Head,
    Sized(usize),
    /// A chunk's size line, as far as it is known.
    ChunkSize(Vec<u8>),
    /// A chunk's bytes and the line end behind them.
    Chunk(usize),
    /// The last chunk was empty: lines until an empty one.
    Trailer(Vec<u8>),
    Nothing,
}

impl Response {
    /// Takes what was received; true when the answer is complete.
    pub fn take(&mut self, mut received: &[u8]) -> Result<bool> {
        self.bytes += received.len() as u64;
        if matches!(self.rest, Rest::Head) {
            let searched = self.head.len().saturating_sub(3);
            self.head.extend_from_slice(received);
            let Some(end) = find(&self.head[searched..], b"\r\n\r\n") else {
                if self.head.len() > HEAD_BYTES {
                    bail!("a response's head does not end");
                }
                return Ok(false);
            };
            let head_end = searched + end + 4;
            let body = self.head.len() - head_end;
            self.read_head(head_end)?;
            received = &received[received.len() - body..];
        }
        while !received.is_empty() && !matches!(self.rest, Rest::Nothing) {
            received = self.take_body(received)?;
        }
        Ok(matches!(self.rest, Rest::Nothing))
    }

    /// The beginning of the answer, for messages.
    pub fn excerpt(&self) -> String {
        let text = String::from_utf8_lossy(&self.head);
        text.chars().take(800).collect()
    }

    fn read_head(&mut self, end: usize) -> Result<()> {
        let head =
            std::str::from_utf8(&self.head[..end]).context("a response's head is no text")?;
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1));
        self.status = status
            .and_then(|code| code.parse().ok())
            .context("no HTTP response")?;
        self.rest = Rest::Sized(0);
        for line in lines {
            let (name, value) = line.split_once(':').unwrap_or_default();
            if name.eq_ignore_ascii_case("content-length") {
                self.rest = Rest::Sized(value.trim().parse()?);
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                self.rest = Rest::ChunkSize(Vec::new());
            }
        }
        if matches!(self.rest, Rest::Sized(0)) || matches!(self.status, 204 | 304) {
            self.rest = Rest::Nothing;
        }
        Ok(())
    }

    /// Takes from the front what belongs together, and gives what follows.
    fn take_body<'a>(&mut self, received: &'a [u8]) -> Result<&'a [u8]> {
        match &mut self.rest {
            Rest::Sized(left) => {
                let taken = received.len().min(*left);
                *left -= taken;
                if *left == 0 {
                    self.rest = Rest::Nothing;
                }
                Ok(&received[taken..])
            }
            Rest::Chunk(left) => {
                let taken = received.len().min(*left);
                *left -= taken;
                if *left == 0 {
                    self.rest = Rest::ChunkSize(Vec::new());
                }
                Ok(&received[taken..])
            }
            Rest::ChunkSize(line) => {
                line.push(received[0]);
                if line.ends_with(b"\r\n") {
                    self.rest = match chunk_size(line)? {
                        0 => Rest::Trailer(Vec::new()),
                        size => Rest::Chunk(size + 2),
                    };
                }
                Ok(&received[1..])
            }
            Rest::Trailer(line) => {
                line.push(received[0]);
                if line == b"\r\n" {
                    self.rest = Rest::Nothing;
                } else if line.ends_with(b"\r\n") {
                    line.clear();
                }
                Ok(&received[1..])
            }
            Rest::Head | Rest::Nothing => Ok(&[]),
        }
    }
}

fn chunk_size(line: &[u8]) -> Result<usize> {
    let text = std::str::from_utf8(line)?;
    let digits = text.split([';', '\r']).next().unwrap_or_default();
    usize::from_str_radix(digits.trim(), 16).context("a chunk without a size")
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|part| part == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete_after(bytes: &[u8], step: usize) -> (usize, u16) {
        let mut response = Response::default();
        for (count, part) in bytes.chunks(step).enumerate() {
            if response.take(part).unwrap() {
                return ((count * step + part.len()), response.status);
            }
        }
        panic!("the answer did not end");
    }

    #[test]
    fn answers_end_where_their_framing_says() {
        let answers: [&[u8]; 4] = [
            b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nA: b\r\n\r\n",
            b"HTTP/1.1 304 Not Modified\r\nContent-Length: 900\r\n\r\n",
            b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n",
        ];
        for (response, status) in answers.into_iter().zip([200, 200, 304, 201]) {
            for step in [1, 2, 7, response.len()] {
                assert_eq!(complete_after(response, step), (response.len(), status));
            }
        }
    }

    #[test]
    fn nonsense_is_an_error() {
        assert!(Response::default().take(b"hello\r\n\r\n").is_err());
        let bad = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n";
        assert!(Response::default().take(bad).is_err());
    }
}
