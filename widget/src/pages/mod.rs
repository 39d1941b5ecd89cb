//! Whole pages that the edge worker serves: the thread without scripts, and
//! the steps of signing in.

pub mod address;
pub mod confirm;
pub mod finish;
pub mod layout;
pub mod leave;
mod lists;
pub mod message;
pub mod owner_invitation;
pub mod plain_page;
pub mod sign_in;
pub mod structured;
