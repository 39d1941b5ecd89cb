//! Whole pages that the edge worker serves: the thread without scripts, and
//! the steps of signing in.

pub mod address;
pub mod claim;
pub mod confirm;
pub mod document;
pub mod finish;
pub mod layout;
pub mod leave;
mod lists;
pub mod message;
pub mod sign_in;
pub mod structured;
