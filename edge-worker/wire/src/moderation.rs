//! The moderation queue.

use crate::comment::CommentView;
use crate::mirror::mirror;
use crate::report::ReportCount;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

/// One page of the queue. What waits is listed with the most reported first and
/// then the oldest first; what was decided, with the newest decision first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Queue {
    /// The entries.
    pub items: Vec<QueueEntry>,
    /// Cursor of the entries that follow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The number of comments that wait on the whole site: new ones, changed ones
    /// and reported ones.
    pub waiting: u64,
}

/// The list of the queue that is requested.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, EnumString, IntoStaticStr,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum QueueView {
    /// Comments that wait for a moderator.
    #[default]
    Waiting,
    /// Comments that moderators decided about.
    Decided,
}

/// The reason for which a comment is in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum QueueKind {
    /// It is public, and its author wrote another text for it.
    Edit,
    /// It is public, and readers reported it.
    Reported,
    /// It was never public. Also what a kind reads as that this version does
    /// not know.
    #[default]
    #[serde(other)]
    New,
}

impl QueueKind {
    fn is_new(&self) -> bool {
        *self == QueueKind::New
    }
}

/// A comment that waits, with what a moderator needs to decide.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QueueEntry {
    /// The comment. Where its author's new text waits, it has that text and its
    /// revision, and is pending.
    pub comment: CommentView,
    /// The reason for which it is here.
    #[serde(default, skip_serializing_if = "QueueKind::is_new")]
    pub kind: QueueKind,
    /// Numbers of reports by reason, the most urgent reason first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<ReportCount>,
    /// Notes in readers' reports, the newest five.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// The Markdown that is public while another text waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_source: Option<String>,
    /// The last decision about it, in the list of what was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionMade>,
    /// The page's key.
    pub page: String,
    /// The page's title, where one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_title: Option<String>,
    /// The page's address, where one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_url: Option<String>,
    /// The comment it replies to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_reply_to: Option<CommentView>,
    /// Decisions about the author's comments on this site; nothing where the
    /// comment was imported, for whose author nobody signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub history: Option<AuthorHistory>,
    /// Facts that a moderator should know before deciding.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<QueueFlag>,
    /// Texts before the current one, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Revision>,
}

/// Something about a waiting comment that a moderator should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum QueueFlag {
    /// The author's name claims a profession, which nobody has checked.
    ProfessionClaimed,
    /// A flag that this version does not know.
    #[serde(other)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    Unknown,
}

mirror! {
    /// A moderator's action on a comment.
    DecisionAction of bedside_domain::moderation::DecisionAction {
        Approve, Reject, Remove, Restore, Keep; #[default] Unknown
    }
}

/// A decision about a comment, as moderators see it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecisionMade {
    /// The action.
    pub action: DecisionAction,
    /// The name of the moderator.
    pub by: String,
    /// RFC 3339 in UTC.
    pub time: String,
    /// The reason that the author is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// True while the requesting moderator may undo it.
    #[serde(default)]
    pub undoable: bool,
}

/// Counts of an author's other comments on the site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuthorHistory {
    /// Published.
    pub published: u64,
    /// Rejected.
    pub rejected: u64,
    /// Waiting, this one included.
    pub pending: u64,
}

/// An earlier text of a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Revision {
    /// 1 for the text first posted.
    pub revision: u32,
    /// RFC 3339 in UTC.
    pub time: String,
    /// The Markdown of that time.
    pub source: String,
}

/// A moderator's approval of the revision they read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Approve {
    /// The revision that was read. For a comment edited since, the outcome is
    /// `comment_changed`: it is not approved unread.
    pub revision: u32,
}

/// A moderator's rejection of the revision they read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reject {
    /// The revision that was read.
    pub revision: u32,
    /// Told to the author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Takes a published comment down, at the revision that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RemoveComment {
    /// The revision that was read.
    pub revision: u32,
    /// Told to the author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Makes a removed or rejected comment public.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RestoreComment {}

/// Leaves a reported comment as it is and closes its reports.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KeepComment {
    /// The revision that was read.
    pub revision: u32,
}

/// Takes back one's own last decision about a comment, a moment after it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UndoDecision {}

/// The state of things after a decision.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ModerationOutcome {
    /// The comment as it is now.
    pub comment: CommentView,
    /// The number of comments that still wait on the site.
    pub waiting: u64,
}
