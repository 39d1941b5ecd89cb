//! What can happen to a thread on the screen.

use super::{Ask, Session, Trouble};
use bedside_wire::report::ReportReason;
use bedside_wire::vote::Tally;
use bedside_wire::{CommentView, OwnComment, Sort, ThreadChanges, ThreadView, Viewer};
use yew::AttrValue;

/// Everything that can happen.
#[derive(Debug)]
pub enum Act {
    /// The person asked for more comments.
    LoadStarted(Load),
    /// They came.
    Loaded(Load, Box<ThreadView>),
    /// They did not.
    LoadFailed(Load, Trouble),
    /// Changes arrived.
    Changed(Box<ThreadChanges>),
    /// The person pressed something.
    Pressed(Press),
    /// The button of the menu of the comment with this id was pressed.
    ToggleMenu(String),
    /// A form below a comment opens.
    OpenForm(Open),
    /// Something about the session changed.
    SessionIs(Session),
    /// The worker was asked, and nobody is signed in.
    NobodySignedIn,
    /// The person's overlay arrived.
    MeIs(Box<Viewer>),
    /// Signing in did not work.
    SignInFailed(Trouble),
    /// Something else did not work that has no place of its own.
    Trouble(Trouble),
    /// A comment of the person was stored, new or edited.
    Stored(Box<OwnComment>),
    /// The person deleted a comment of theirs.
    Deleted(Box<OwnComment>),
    /// The comment that the person deleted is as it was before.
    Undeleted(Box<OwnComment>),
    /// The person, a moderator, took a comment down or brought it back.
    Moderated(Box<CommentView>),
    /// The last deletion or decision about the comment with this id cannot be
    /// undone any more.
    UndoOver(String),
    /// The person's report of the comment with this id arrived, for this reason.
    Reported(String, ReportReason),
    /// A comment has these votes, the person's among them.
    Voted(AttrValue, Tally),
    /// The network came or went.
    Offline(bool),
    /// Something is to be announced.
    Say(AttrValue),
    /// The focus shall move.
    FocusOn(AttrValue),
}

/// What a press of a button means, where that is all there is to know.
#[derive(Debug, Clone, Copy)]
pub enum Press {
    /// "N new comments".
    ShowNew,
    /// The form below a comment closes; the focus goes back to the button that
    /// opened it.
    CloseForm,
    /// The menu of a comment closes; the focus goes back to its button.
    CloseMenu,
    /// The same, where something else was pressed, which keeps the focus.
    LeaveMenu,
    /// "Search and options".
    Tools,
    /// "Devices".
    Devices,
    /// The person has read what went wrong.
    Dismiss,
}

/// A loading that a person started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Load {
    /// "Load more".
    Next,
    /// "Show earlier comments".
    Prev,
    /// The whole thread in another order.
    Order(Sort),
    /// "N more replies", those after this place.
    Fold(AttrValue),
    /// What has these words; the whole thread where there are none.
    Find(AttrValue),
    /// The part around the comment with this id.
    Around(AttrValue),
}

impl Load {
    /// Shows another list in place of the one there is: what else is loading is
    /// not waited for.
    pub fn replaces(&self) -> bool {
        matches!(self, Load::Order(_) | Load::Find(_) | Load::Around(_))
    }
}

/// The form that is open below a comment. Only one is open at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Open {
    /// A reply to this comment.
    Reply(String),
    /// An edit of this comment.
    Edit(String),
    /// A report of this comment.
    Report(String),
    /// The reason for taking this comment down.
    Remove(String),
}

impl Open {
    /// The element id of what takes the focus: the form's first field.
    pub(super) fn field_id(&self) -> AttrValue {
        AttrValue::from(match self {
            Open::Reply(id) => ["body-reply-", id].concat(),
            Open::Edit(id) => ["body-edit-", id].concat(),
            Open::Report(id) => ["report-", id].concat(),
            Open::Remove(id) => ["reason-", id].concat(),
        })
    }

    /// The comment's id.
    pub fn comment(&self) -> &str {
        self.opener().0
    }

    /// The comment's id, and the button that opened the form.
    pub(super) fn opener(&self) -> (&str, Ask) {
        match self {
            Open::Reply(id) => (id, Ask::Reply),
            Open::Edit(id) => (id, Ask::Edit),
            Open::Report(id) | Open::Remove(id) => (id, Ask::Menu),
        }
    }
}
