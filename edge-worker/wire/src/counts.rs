//! Comment counts, for lists of pages.

use serde::{Deserialize, Serialize};

/// Pages whose comments are to be counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskCounts {
    /// The pages' keys, each as its own page would say it.
    pub pages: Vec<String>,
}

/// The counts, in the order of the request.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Counts {
    /// One for each page.
    pub items: Vec<PageCount>,
}

/// A page's count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PageCount {
    /// The page as the request named it.
    pub page: String,
    /// Published comments.
    pub total: u64,
    /// The number in words of the request's language, such as "12 comments".
    pub text: String,
}
