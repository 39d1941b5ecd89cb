//! Live connections of all rooms of this process together.
//!
//! On bare workerd all rooms are in one process, which ends when it has no
//! descriptor left for the next connection. On Cloudflare's network a room has a
//! process of its own.

use crate::platform::{is_open, is_same};
use bedside_domain::Millis;
use bedside_domain::limits::{ROOM_AWAKE_MS, ROOMS_AWAKE};
use std::cell::RefCell;
use std::collections::HashMap;
use worker::{State, WebSocket};

thread_local! {
    /// Open connections of the rooms that have some, by the room's id. No more
    /// rooms than connections, whose number is bounded.
    static OPEN: RefCell<HashMap<String, usize>> = RefCell::default();

    /// Rooms that somebody entered lately, with the time. No more of them than
    /// [`wakes`] lets in.
    static AWAKE: RefCell<HashMap<String, Millis>> = RefCell::default();
}

/// Tells whether a room may be entered, which wakes it. A room that is awake
/// holds three descriptors of its database, whether it takes the connection or
/// not, until it sleeps again: so few may wake at one time, where so many
/// connections are `most`.
pub fn wakes(room: &str, most: usize, now: Millis) -> bool {
    AWAKE.with_borrow_mut(|rooms| {
        rooms.retain(|_, entered| now - *entered < ROOM_AWAKE_MS);
        let may = rooms.contains_key(room) || rooms.len() < ROOMS_AWAKE.max(most / 4);
        if may {
            rooms.insert(room.to_owned(), now);
        }
        may
    })
}

/// Counts a room's connections anew, which it does whenever it wakes: what was
/// missed once is put right. One that is just ending is told by `ending`.
pub fn count(state: &State, ending: Option<&WebSocket>) {
    let is_ending = |socket: &WebSocket| ending.is_some_and(|ending| is_same(ending, socket));
    let counts = |socket: &&WebSocket| is_open(socket) && !is_ending(socket);
    let sockets = state.get_websockets();
    let open = sockets.iter().filter(counts).count();
    let room = state.id().to_string();
    OPEN.with_borrow_mut(|rooms| match open {
        0 => rooms.remove(&room),
        open => rooms.insert(room, open),
    });
}

/// Open connections of all rooms here.
pub fn open() -> usize {
    OPEN.with_borrow(|rooms| rooms.values().sum())
}
