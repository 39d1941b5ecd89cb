//! Values of a deployment's document that are one of a few.
//!
//! On the network an unknown value reads as the careful one, for the sake of
//! older clients; in a deployment's document it is a mistake to be told.

use bedside_wire::settings::ModerationMode;
use bedside_wire::{Role, Sort, Votes};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use url::{Host, Url};

pub(crate) fn known_mode<'de, D: Deserializer<'de>>(from: D) -> Result<ModerationMode, D::Error> {
    match String::deserialize(from)?.as_str() {
        "approve_first" => Ok(ModerationMode::ApproveFirst),
        "publish_first" => Ok(ModerationMode::PublishFirst),
        other => Err(D::Error::unknown_variant(
            other,
            &["approve_first", "publish_first"],
        )),
    }
}

pub(crate) fn known_sort<'de, D: Deserializer<'de>>(from: D) -> Result<Sort, D::Error> {
    let name = String::deserialize(from)?;
    Sort::parse(&name).ok_or_else(|| {
        const KNOWN: &[&str] = &[
            "oldest",
            "newest",
            "top",
            "controversial",
            "most_replies",
            "staff_first",
        ];
        D::Error::unknown_variant(&name, KNOWN)
    })
}

pub(crate) fn known_role<'de, D: Deserializer<'de>>(from: D) -> Result<Role, D::Error> {
    match String::deserialize(from)?.as_str() {
        "owner" => Ok(Role::Owner),
        "moderator" => Ok(Role::Moderator),
        "member" => Ok(Role::Member),
        other => Err(D::Error::unknown_variant(
            other,
            &["owner", "moderator", "member"],
        )),
    }
}

pub(crate) fn known_votes<'de, D: Deserializer<'de>>(from: D) -> Result<Votes, D::Error> {
    let name = String::deserialize(from)?;
    let known = Votes::ALL.into_iter().find(|votes| votes.as_str() == name);
    known.ok_or_else(|| D::Error::unknown_variant(&name, &["off", "up", "up_down"]))
}

/// What a site takes that says nothing of votes.
pub(crate) fn helpful() -> Votes {
    Votes::Up
}

/// Whether a text is an origin of the web, as browsers write it.
pub(crate) fn is_origin(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| {
        matches!(url.scheme(), "http" | "https") && url.origin().ascii_serialization() == text
    })
}

/// Whether nobody on the way reads along: by `https`, or without leaving this
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

/// Whether a text can name a site or a provider in an address.
pub(crate) fn is_slug(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
