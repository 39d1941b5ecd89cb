//! The sign-in window, the callback, and the exchange.

mod begin;
mod callback;
mod confirm;
mod exchange;
mod start;
mod ticket;

pub use begin::{begin, begin_plain};
pub use callback::{receive_callback, receive_callback as receive_callback_form};
pub use confirm::{Remark, ask_to_confirm};
pub use exchange::{Finish, Finished, exchange, finish};
pub use start::{show_claim, show_start, show_start_of_ticket};
pub use ticket::make_ticket;
