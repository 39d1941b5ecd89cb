//! A site's settings, people and roles, as its owner reads and changes them.

use crate::mirror::mirror;
use crate::thread::Sort;
use crate::viewer::Role;
use crate::vote::Votes;
use serde::{Deserialize, Serialize};

mirror! {
    /// When a new comment becomes public.
    ModerationMode of bedside_domain::ModerationMode { PublishFirst; else ApproveFirst }
}

/// A site's settings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Settings {
    /// When a new comment becomes public.
    pub moderation: ModerationMode,
    /// The order that readers see first.
    #[serde(default)]
    pub sort: Sort,
    /// Votes that readers may give.
    #[serde(default)]
    pub votes: Votes,
    /// Origins whose pages may show this site's threads; set by the deployment.
    #[serde(default)]
    pub origins: Vec<String>,
}

/// A change of settings: what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangeSettings {
    /// When a new comment becomes public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moderation: Option<ModerationMode>,
    /// The order that readers see first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<Sort>,
    /// Votes that readers may give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<Votes>,
}

/// One page of the people who signed in on a site, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct People {
    /// The people.
    pub items: Vec<Person>,
    /// Cursor of the people that follow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A person, as the owner sees them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    /// The account's id.
    pub id: String,
    /// The name they show.
    pub name: String,
    /// Their role on the site.
    pub role: Role,
    /// When they first signed in, RFC 3339 in UTC.
    pub since: String,
    /// True for the person of the request.
    #[serde(default)]
    pub you: bool,
}

/// A change of what a person may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangeRole {
    /// The new role.
    pub role: Role,
}
