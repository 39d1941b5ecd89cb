//! Moving pages to other addresses, and two threads into one: the checks of an
//! owner's request, and the new key of a page.

use crate::ErrorCode;
use crate::limits::PAGE_KEY_BYTES;
use crate::{DomainError, page, page_key};

/// The pages of a merge, as keys: the one that ends and the one that stays.
///
/// # Errors
/// `field_empty`, `field_too_long` or `field_invalid` for `from` or `into`, or
/// `pages_overlap` for one page named twice.
pub fn merge(from: &str, into: &str) -> Result<(String, String), DomainError> {
    let (from, into) = (key("from", from)?, key("into", into)?);
    if from == into {
        return Err(overlap());
    }
    Ok((from, into))
}

/// All pages at or below one address, to the same paths below another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remap {
    /// The address they leave, as a key.
    pub from: String,
    /// The address they go to, as a key.
    pub into: String,
    /// The address they go to as the owner wrote it, for links; a site may be
    /// reached with `www.` only.
    pub url: Option<String>,
}

impl Remap {
    /// A remap that makes sense on a site with these origins. The old address
    /// may be on any: a site that moved to another host has that one only.
    ///
    /// # Errors
    /// `field_empty`, `field_too_long` or `field_invalid` for what is no plain
    /// web address, `origin_not_allowed` for a new address on another site, or
    /// `pages_overlap` where pages would move below themselves without end.
    pub fn sanitize(from: &str, into: &str, origins: &[String]) -> Result<Self, DomainError> {
        let url = page::address(into);
        let (from, into) = (prefix("from", from)?, prefix("into", into)?);
        let ours = |origin: &String| begins(&into, &page_key::key(origin));
        if !origins.iter().any(ours) {
            return Err(DomainError {
                field: Some("into"),
                ..ErrorCode::OriginNotAllowed.into()
            });
        }
        if begins(&into, &from) {
            return Err(overlap());
        }
        let url = url.map(|url| url.trim_end_matches('/').to_owned());
        Ok(Self { from, into, url })
    }

    /// A page's new key, where the remap concerns it.
    pub fn target(&self, page: &str) -> Option<String> {
        let rest = page.strip_prefix(self.from.as_str());
        let rest = rest.filter(|_| begins(page, &self.from));
        rest.map(|rest| [&self.into, rest].concat())
    }

    /// The prefix of pages whose new keys would move as well: below the old address
    /// a second time. `/blog` to `/` has them at `/blog/blog`.
    pub fn twice(&self) -> Option<String> {
        let tail = self.from.strip_prefix(self.into.as_str());
        let tail = tail.filter(|_| begins(&self.from, &self.into));
        tail.map(|tail| [&self.from, tail].concat())
    }

    /// Refuses a remap whose longest key, now of `longest` bytes, would become
    /// too long for a key.
    ///
    /// # Errors
    /// `field_too_long` for `into`.
    pub fn fits(&self, longest: usize) -> Result<(), DomainError> {
        if longest.saturating_sub(self.from.len()) + self.into.len() > PAGE_KEY_BYTES {
            return Err(DomainError::too_long("into", PAGE_KEY_BYTES));
        }
        Ok(())
    }
}

/// Pages that would move onto or below themselves.
pub fn overlap() -> DomainError {
    DomainError {
        field: Some("into"),
        ..ErrorCode::PagesOverlap.into()
    }
}

fn key(field: &'static str, text: &str) -> Result<String, DomainError> {
    page::key(text).map_err(|error| DomainError {
        field: Some(field),
        ..error
    })
}

/// An address that others can begin with: no query, no fragment.
fn prefix(field: &'static str, text: &str) -> Result<String, DomainError> {
    let key = key(field, text)?;
    if !key.starts_with("https://") || key.contains(['?', '#']) {
        return Err(DomainError::invalid(field));
    }
    Ok(key)
}

/// True for a prefix's own page or one below it: `/a` begins `/a/b` and `/a?p=1`,
/// not `/ab`.
fn begins(page: &str, prefix: &str) -> bool {
    page.strip_prefix(prefix)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
}

#[cfg(test)]
#[path = "page_remap_tests.rs"]
mod tests;
