//! Checks of a deployment's document, and a default of it.

use crate::Votes;
use url::{Host, Url};

/// The votes that a site takes unless it says otherwise.
pub(crate) fn helpful() -> Votes {
    Votes::Up
}

/// True for an origin of the web, as browsers write it.
pub(crate) fn is_origin(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| {
        matches!(url.scheme(), "http" | "https") && url.origin().ascii_serialization() == text
    })
}

/// True where nobody on the way can read along: by `https`, or without leaving this
/// machine (a loopback host, W3C Secure Contexts, 3.1).
pub fn is_private(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| {
        url.scheme() == "https"
            || match url.host() {
                Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
                Some(Host::Ipv4(ip)) => ip.is_loopback(),
                Some(Host::Ipv6(ip)) => ip.is_loopback(),
                None => false,
            }
    })
}

/// True for a text that can name a site or a provider in an address.
pub(crate) fn is_slug(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
