//! The state of a WebSocket, which the `worker` crate does not tell.

use worker::WebSocket;

/// True where a socket is open, or opening.
pub fn is_open(socket: &WebSocket) -> bool {
    socket.as_ref().ready_state() <= web_sys::WebSocket::OPEN
}

/// True where two handles are of one socket.
pub fn is_same(one: &WebSocket, other: &WebSocket) -> bool {
    one.as_ref() == other.as_ref()
}
