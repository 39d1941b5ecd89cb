//! Values of a deployment's document that are one of a few.
//!
//! On the network an unknown value reads as the careful one, for the sake of
//! older clients; in a deployment's document it is a mistake to be told.

use bedside_wire::settings::ModerationMode;
use bedside_wire::{Role, Sort, Votes};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

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
            "clinician_first",
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
