//! Every word a person reads, in their language.
//!
//! The worker carries all languages and chooses one for each request; a browser
//! fetches the texts of the one that it shows. A site's own texts replace
//! Bedside's.

pub mod intl;
mod languages;
mod override_error;
mod texts;

pub use languages::Languages;
pub use override_error::override_error;
pub use texts::{Text, TextList, Texts};
