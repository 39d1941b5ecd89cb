//! A reader's WebSocket.

use crate::{Person, wait};
use bedside_wire::live::LiveMessage;
use futures_util::{SinkExt as _, StreamExt as _};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// An open socket to a page's Room.
pub struct Live(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Person {
    /// Opens the socket of a page; the status when it is refused.
    pub async fn tries_to_listen(&self, page: &str) -> Result<Live, u16> {
        let mut url = url::Url::parse(&format!("{}/live", self.site_url())).expect("an address");
        url.query_pairs_mut().append_pair("page", page);
        let url = url.as_str().replacen("http", "ws", 1);
        let mut request = url.into_client_request().expect("an upgrade");
        request
            .headers_mut()
            .insert("origin", self.origin.parse().expect("an origin"));
        match wait::ends("the socket opens", connect_async(request)).await {
            Ok((socket, _)) => Ok(Live(socket)),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(other) => panic!("no socket: {other}"),
        }
    }

    /// Opens the socket of a page.
    pub async fn listens(&self, page: &str) -> Live {
        self.tries_to_listen(page)
            .await
            .unwrap_or_else(|status| panic!("refused with {status}"))
    }
}

impl Live {
    /// Sends a text.
    pub async fn says(&mut self, text: &str) {
        // A socket that the other side has closed is found out by reading it.
        let _ = self.0.send(Message::text(text)).await;
    }

    /// The next text, or the code that the socket was closed with.
    pub async fn hears(&mut self) -> Result<String, u16> {
        loop {
            match wait::ends("the Room says something", self.0.next()).await {
                Some(Ok(Message::Text(text))) => return Ok(text.to_string()),
                Some(Ok(Message::Close(Some(frame)))) => return Err(frame.code.into()),
                Some(Ok(Message::Close(None))) | None => return Err(1005),
                Some(Ok(_)) => {}
                Some(Err(_)) => return Err(1006),
            }
        }
    }

    /// Waits until the socket is closed; the code it was closed with.
    pub async fn is_closed(&mut self) -> u16 {
        loop {
            if let Err(code) = self.hears().await {
                return code;
            }
        }
    }

    /// The next announced version of the thread.
    pub async fn hears_version(&mut self) -> u64 {
        let text = self
            .hears()
            .await
            .unwrap_or_else(|code| panic!("closed with {code}"));
        let message: LiveMessage =
            serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}: {text}"));
        message.version
    }

    /// Waits until at least this version is announced.
    pub async fn hears_of(&mut self, version: u64) -> u64 {
        loop {
            let heard = self.hears_version().await;
            if heard >= version {
                return heard;
            }
        }
    }
}
