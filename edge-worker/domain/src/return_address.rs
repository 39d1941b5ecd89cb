//! The address that a full-page sign-in returns to.

use crate::DomainError;
use crate::ErrorCode;
use crate::limits::RETURN_BYTES;
use url::Url;

/// The prefix of the one-time code in the fragment; the loader takes it off.
const CODE: &str = "bedside-code=";

/// Checks the address of the page that begins a sign-in, of origin `origin`, to
/// come back to. Its fragment stays: some sites name their pages in it.
///
/// # Errors
/// `field_invalid` for what is no web address, holds a user or a password, or is
/// too long; `origin_not_allowed` for a page of another origin.
pub fn sanitize(address: &str, origin: &str) -> Result<String, DomainError> {
    let invalid = || DomainError::invalid("return_to");
    if address.len() > RETURN_BYTES {
        return Err(invalid());
    }
    let mut url = Url::parse(address).map_err(|_| invalid())?;
    // The origin of `blob:https://host/id` is that of the host.
    let is_web = matches!(url.scheme(), "http" | "https");
    if !is_web || !url.username().is_empty() || url.password().is_some() {
        return Err(invalid());
    }
    if url.origin().ascii_serialization() != origin {
        return Err(ErrorCode::OriginNotAllowed.into());
    }
    let holds_code = url.fragment().is_some_and(|own| own.contains(CODE));
    if holds_code || url.fragment() == Some("") {
        url.set_fragment(None);
    }
    Ok(url.to_string())
}

/// A sanitized address with the one-time code in its fragment.
pub fn with_code(address: &str, code: &str) -> String {
    let mark = if address.contains('#') { '&' } else { '#' };
    format!("{address}{mark}{CODE}{code}")
}

/// The origin of a sanitized address.
pub fn origin(address: &str) -> String {
    Url::parse(address).map_or_else(|_| String::new(), |url| url.origin().ascii_serialization())
}

/// The host of a sanitized address or origin.
pub fn host(address: &str) -> String {
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    let end = bare.find(['/', '?', '#']).unwrap_or(bare.len());
    bare[..end].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "https://host.example";

    fn code(address: &str) -> Option<ErrorCode> {
        sanitize(address, ORIGIN).err().map(|error| error.code)
    }

    #[test]
    fn only_a_page_of_the_origin_that_asks_is_come_back_to() {
        for other in [
            "https://elsewhere.example/",
            "http://host.example/",
            "https://host.example:8443/",
            "https://host.example.elsewhere.example/",
        ] {
            assert_eq!(code(other), Some(ErrorCode::OriginNotAllowed), "{other}");
        }
        for odd in [
            "",
            "/relative",
            "//host.example/",
            "javascript:alert(1)",
            "data:text/html,x",
            "blob:https://host.example/0b0e",
            "https://user@host.example/",
            "https://user:secret@host.example/",
            "https://:secret@host.example/",
        ] {
            assert_eq!(code(odd), Some(ErrorCode::FieldInvalid), "{odd}");
        }
        let long = format!("{ORIGIN}/{}", "x".repeat(RETURN_BYTES));
        assert_eq!(code(&long), Some(ErrorCode::FieldInvalid));
    }

    #[test]
    fn the_code_joins_the_pages_own_fragment() -> Result<(), DomainError> {
        for (address, back) in [
            (
                "https://host.example/a?b=c",
                "https://host.example/a?b=c#bedside-code=XY",
            ),
            (
                "https://host.example/a#",
                "https://host.example/a#bedside-code=XY",
            ),
            (
                "https://host.example/#/post/1",
                "https://host.example/#/post/1&bedside-code=XY",
            ),
            (
                "https://host.example/#x&bedside-code=AB",
                "https://host.example/#bedside-code=XY",
            ),
        ] {
            assert_eq!(with_code(&sanitize(address, ORIGIN)?, "XY"), back);
        }
        Ok(())
    }

    #[test]
    fn the_host_is_what_stands_before_path_query_and_fragment() {
        for (address, expected) in [
            ("https://host.example:8443/out?u=x", "host.example:8443"),
            ("https://host.example?u=x", "host.example"),
            ("https://host.example", "host.example"),
        ] {
            assert_eq!(host(address), expected);
        }
    }
}
