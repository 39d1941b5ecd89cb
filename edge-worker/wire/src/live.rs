//! Messages of a LiveRoom over its WebSocket.

use serde::{Deserialize, Serialize};

/// "The thread is now version N." Carries no content: readers fetch what
/// changed from the worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LiveMessage {
    /// The thread's version, or 0 when only private things changed (a decision
    /// about a comment that never was public): signed-in readers fetch their
    /// overlay again.
    pub version: u64,
}

/// The only message that a client may send to a LiveRoom; anything else closes the
/// socket.
pub const PING: &str = "ping";
/// The LiveRoom's response to [`PING`], given without waking it.
pub const PONG: &str = "pong";
/// Close code for a client that says anything but [`PING`] (RFC 6455, 7.4.1:
/// policy violation).
pub const CLOSE_POLICY: u16 = 1008;
/// Close code for a client whose page moved (RFC 6455's registry: service
/// restart); it comes back at once.
pub const CLOSE_MOVED: u16 = 1012;
