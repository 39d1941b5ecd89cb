//! The page a thread belongs to, as the host page names it.

use crate::limits::{PAGE_KEY_BYTES, PAGE_TITLE_CHARS, PAGE_URL_BYTES};
use crate::{DomainError, page_key, text, visible};
use serde::{Deserialize, Serialize};
use url::Url;

/// The page a comment belongs to, as the host page tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageInfo {
    /// The page's key within the site: an explicit id or its address.
    pub key: String,
    /// The page's address, for links from the queue. `http` or `https`.
    pub url: Option<String>,
    /// The page's title, for the queue.
    pub title: Option<String>,
}

/// Cleans a page's details, as a host page gives them. Where the key is an address,
/// an address of another page is dropped: links to the page must not lead
/// elsewhere.
///
/// # Errors
/// `field_empty`, `field_too_long` or `field_invalid` for `page`.
pub fn sanitize(page: PageInfo) -> Result<PageInfo, DomainError> {
    let key = key(&page.key)?;
    let url = page.url.as_deref().and_then(address);
    Ok(PageInfo {
        url: url.filter(|url| page_key::is_of(url, &key)),
        title: page.title.as_deref().and_then(title),
        key,
    })
}

/// A page's key; addresses that lead to the same page give the same one.
///
/// # Errors
/// `field_empty`, `field_too_long` or `field_invalid` for `page`.
pub fn key(key: &str) -> Result<String, DomainError> {
    if text::is_blank(key) {
        return Err(DomainError::empty("page"));
    }
    // An address may be longer: most of it is often not what names the page.
    if key.len() > PAGE_URL_BYTES {
        return Err(DomainError::too_long("page", PAGE_KEY_BYTES));
    }
    if key.chars().any(char::is_control) {
        return Err(DomainError::invalid("page"));
    }
    let key = page_key::key(key.trim());
    if key.len() > PAGE_KEY_BYTES {
        return Err(DomainError::too_long("page", PAGE_KEY_BYTES));
    }
    Ok(key)
}

/// A web address of bounded length without what belongs to one reader, or
/// nothing. Anything else is dropped: an
/// address serves the moderators' convenience, and a reader cannot mend it.
pub fn address(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let web = matches!(url.scheme(), "http" | "https");
    (web && text.len() <= PAGE_URL_BYTES && url.username().is_empty() && url.password().is_none())
        .then(|| page_key::public(url).to_string())
}

/// A title on one line of bounded length, or nothing.
pub fn title(text: &str) -> Option<String> {
    let line = visible::visible_line(text);
    let title: String = line.chars().take(PAGE_TITLE_CHARS).collect();
    visible::shows(&title).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_needs_a_key_of_bounded_length() {
        assert_eq!(key("  "), Err(DomainError::empty("page")));
        assert_eq!(
            key(&"p".repeat(2_049)),
            Err(DomainError::too_long("page", 1_024))
        );
        let address =
            |query: usize| format!("https://example.org/?{}", "utm_a=123456789&".repeat(query));
        assert_eq!(key(&address(100)), Ok("https://example.org".into()));
        assert_eq!(
            key(&address(300)),
            Err(DomainError::too_long("page", 1_024))
        );
        assert_eq!(key("a\nb"), Err(DomainError::invalid("page")));
        assert_eq!(key(" /post/1 "), Ok("/post/1".into()));
    }

    #[test]
    fn the_address_of_another_page_is_dropped() {
        let kept = |key: &str, url: &str| {
            let info = PageInfo {
                key: key.into(),
                url: Some(url.into()),
                title: None,
            };
            sanitize(info).ok().and_then(|page| page.url)
        };
        let page = "https://example.org/a";
        for same in [
            "https://www.example.org/a/",
            "http://example.org/a/index.html?utm_source=x#part",
        ] {
            assert!(kept(page, same).is_some(), "{same}");
        }
        for other in [
            "https://example.org/out?u=https://evil.example/",
            "https://example.org/b",
            "https://example.org/a?b=1",
            "https://evil.example/a",
        ] {
            assert_eq!(kept(page, other), None, "{other}");
            assert!(
                kept("post-12", other).is_some(),
                "no address tells: {other}"
            );
        }
    }

    #[test]
    fn only_web_addresses_are_kept() {
        assert_eq!(address("javascript:alert(1)"), None);
        assert_eq!(address("https://user:pass@example.org/"), None);
        assert_eq!(
            address("https://example.org/a"),
            Some("https://example.org/a".into())
        );
    }
}
