//! A site that keeps a cookie with everybody who asks it anything.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// Chromium and Firefox want `Secure` for a cookie that third parties may get,
/// which WebKit refuses on a plain connection: so it tries both.
const ANSWER: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 22\r\n\
     set-cookie: control=1; Path=/; SameSite=None; Secure\r\n\
     set-cookie: plain_control=1; Path=/; SameSite=None\r\nconnection: close\r\n\r\n\
     <title>Control</title>";

/// A running site on `127.0.0.1`. It ends with the tests.
pub struct CookieSite {
    port: u16,
    /// By path, whether the last request had the cookie.
    sent: Arc<Mutex<HashMap<String, bool>>>,
}

impl CookieSite {
    /// Starts one.
    pub async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let sent = Arc::<Mutex<HashMap<_, _>>>::default();
        let noted = sent.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(respond(stream, noted.clone()));
            }
        });
        Self { port, sent }
    }

    /// An address of it.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// True when the browser sent a cookie with the request for this path,
    /// which must have come.
    pub fn was_sent(&self, path: &str) -> bool {
        let sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        *sent
            .get(path)
            .unwrap_or_else(|| panic!("nobody asked for {path}"))
    }
}

async fn respond(mut stream: TcpStream, sent: Arc<Mutex<HashMap<String, bool>>>) -> Option<()> {
    let mut lines = BufReader::new(&mut stream).lines();
    let first = lines.next_line().await.ok()??;
    let path = first.split(' ').nth(1)?.to_owned();
    let mut with_cookie = false;
    while let Some(line) = lines.next_line().await.ok()? {
        if line.is_empty() {
            break;
        }
        with_cookie |= line.to_lowercase().starts_with("cookie:");
    }
    sent.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(path, with_cookie);
    stream.write_all(ANSWER.as_bytes()).await.ok()
}
