//! Addresses of the rooms that a page's readers are in.

use bedside_domain::hashing::digest;

/// Up to this version of a thread some of its readers may have come before it
/// began, and are in a shared room.
pub const EARLY: u64 = 32;
/// From there to here those who still are there are sent away, more than once:
/// a message may be lost.
pub const MOVED: u64 = EARLY + 8;

/// A room, and the readers in it who are meant.
pub struct RoomAddress {
    room: String,
    /// Stands for the page in a shared room; empty for all in the room.
    page: String,
}

impl RoomAddress {
    /// The room of a page that has a thread.
    pub fn of(site: &str, page: &str) -> Self {
        Self {
            room: [site, " ", page].concat(),
            page: String::new(),
        }
    }

    /// The room that a page without thread shares with others: one of 64.
    pub fn shared(site: &str, page: &str) -> Self {
        let page = digest(page);
        // No page's key has a line break.
        let room = [site, "\n", &page[..1]].concat();
        Self { room, page }
    }

    /// The room's name.
    pub fn room(&self) -> &str {
        &self.room
    }

    /// The address of a request to the room.
    pub fn url(&self) -> String {
        ["http://room/", &self.page].concat()
    }
}
