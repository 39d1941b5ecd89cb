//! Roles of people on a site.

use serde::{Deserialize, Serialize};
use strum::AsRefStr;

/// The role of a person on a site: what they may do there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, AsRefStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// May also change the site's settings and people's roles.
    Owner,
    /// May also decide about comments.
    Moderator,
    /// May comment.
    #[default]
    Member,
}

impl Role {
    /// True for a person without a post on the site.
    pub fn is_member(self) -> bool {
        self == Role::Member
    }
}
