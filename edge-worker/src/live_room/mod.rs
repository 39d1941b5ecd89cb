//! The LiveRoom object: the readers of one live page. It holds no truth and may
//! vanish at any time; the sockets sleep with it (WebSocket hibernation).
//!
//! Readers of pages that have no comments yet share a few rooms: otherwise anybody
//! who makes up addresses could have a room, and a file of it, for each.

mod address;
pub mod budget;

pub use address::{EARLY, MOVED, RoomAddress};

use crate::log;
use bedside_domain::limits::LIVE_SOCKETS;
use bedside_wire::ProblemCode;
use bedside_wire::live::{CLOSE_MOVED, CLOSE_POLICY, LiveMessage, PING, PONG};
use worker::worker_sys::WebSocketRequestResponsePair;
use worker::{
    DurableObject, Env, Headers, Method, Request, RequestInit, Response, State, WebSocket,
    WebSocketIncomingMessage, WebSocketPair, durable_object, wasm_bindgen,
};

/// The room of a page.
#[durable_object]
pub struct LiveRoom {
    state: State,
}

impl DurableObject for LiveRoom {
    fn new(state: State, _env: Env) -> Self {
        if let Ok(pair) = WebSocketRequestResponsePair::new(PING, PONG) {
            state.set_websocket_auto_response(&pair);
        }
        Self { state }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        let path = request.path();
        let page = path.trim_start_matches('/');
        let readers = || match page {
            "" => self.state.get_websockets(),
            page => self.state.get_websockets_with_tag(page),
        };
        if request.method() == Method::Post {
            let message = request.text().await?;
            for socket in readers() {
                // A socket that is just closing misses nothing it could use.
                let _ = socket.send_with_str(&message);
            }
            return Response::empty();
        }
        if request.method() == Method::Delete {
            for socket in readers() {
                let _ = socket.close(Some(CLOSE_MOVED), Some("the page moved"));
            }
            return Response::empty();
        }
        budget::count(&self.state, None);
        let most = query(&request).unwrap_or(LIVE_SOCKETS);
        if budget::open() >= most {
            return Response::error(
                ProblemCode::RoomFull.as_str(),
                ProblemCode::RoomFull.status(),
            );
        }
        let pair = WebSocketPair::new()?;
        match page {
            "" => self.state.accept_web_socket(&pair.server),
            page => self.state.accept_websocket_with_tags(&pair.server, &[page]),
        }
        budget::count(&self.state, None);
        Response::from_websocket(pair.client)
    }

    /// Only [`PING`] is expected, and the platform responds to that without waking
    /// the room.
    async fn websocket_message(
        &self,
        socket: WebSocket,
        _message: WebSocketIncomingMessage,
    ) -> worker::Result<()> {
        socket.close(Some(CLOSE_POLICY), Some("only ping is expected here"))
    }

    async fn websocket_close(
        &self,
        socket: WebSocket,
        _code: usize,
        _reason: String,
        _was_clean: bool,
    ) -> worker::Result<()> {
        budget::count(&self.state, Some(&socket));
        // Completes the closing handshake; the socket may be gone already.
        let _ = socket.close::<String>(None, None);
        Ok(())
    }

    async fn websocket_error(
        &self,
        socket: WebSocket,
        _error: worker::Error,
    ) -> worker::Result<()> {
        budget::count(&self.state, Some(&socket));
        Ok(())
    }
}

/// Tells readers that their page's thread has a new version.
pub async fn notify(env: &Env, room: &RoomAddress, version: u64) {
    let mut init = RequestInit::new();
    let body = serde_json::to_string(&LiveMessage { version });
    init.with_method(Method::Post)
        .with_body(body.ok().map(Into::into));
    sent(send(env, room, &init).await);
}

/// Sends readers away, because their page moved, or has a room of its own by
/// now: they come back at once and are let in where they belong.
pub async fn disconnect(env: &Env, room: &RoomAddress) {
    let mut init = RequestInit::new();
    init.with_method(Method::Delete);
    sent(send(env, room, &init).await);
}

/// Sends the readers of a page away, from its own room and from the shared one.
pub async fn leave_page(env: &Env, site: &str, page: &str) {
    for room in [RoomAddress::of(site, page), RoomAddress::shared(site, page)] {
        disconnect(env, &room).await;
    }
}

fn sent(sent: worker::Result<Response>) {
    if let Err(error) = sent {
        log::warn("room", &error.to_string());
    }
}

async fn send(env: &Env, room: &RoomAddress, init: &RequestInit) -> worker::Result<Response> {
    send_to(env, room, &room.url(), init).await
}

async fn send_to(
    env: &Env,
    room: &RoomAddress,
    address: &str,
    init: &RequestInit,
) -> worker::Result<Response> {
    let request = Request::new_with_init(address, init)?;
    env.durable_object("LIVE_ROOM")?
        .get_by_name(room.room())?
        .fetch_with_request(request)
        .await
}

/// The connections that a request says this process may have.
fn query(request: &Request) -> Option<usize> {
    request.url().ok()?.query()?.parse().ok()
}

/// Lets a reader in, where the rooms of the process have fewer than `most`: the
/// response carries the socket.
///
/// # Errors
/// When the room cannot be reached.
pub async fn enter(env: &Env, room: &RoomAddress, most: usize) -> worker::Result<Response> {
    let headers = Headers::new();
    headers.set("upgrade", "websocket")?;
    let mut init = RequestInit::new();
    init.with_headers(headers);
    let address = format!("{}?{most}", room.url());
    send_to(env, room, &address, &init).await
}
