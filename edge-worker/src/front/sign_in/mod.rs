//! The sign-in window, the callback, and the exchange.

mod callback;
mod exchange;
mod start;

pub use callback::receive_callback;
pub use exchange::{exchange, finish};
pub use start::{begin, begin_plain, show_claim, show_start};
