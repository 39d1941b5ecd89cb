//! Actions on a thread on the screen.

use super::{CommentAction, SessionState, UiError};
use bedside_wire::report::ReportReason;
use bedside_wire::vote::Tally;
use bedside_wire::{CommentView, OwnComment, Sort, ThreadChanges, ThreadView, Viewer};
use yew::AttrValue;

/// Everything that can happen.
#[derive(Debug)]
pub enum Action {
    /// The person requested more comments.
    LoadStarted(LoadRequest),
    /// They came.
    Loaded(LoadRequest, Box<ThreadView>),
    /// They did not.
    LoadFailed(LoadRequest, UiError),
    /// Changes arrived.
    Changed(Box<ThreadChanges>),
    /// The person pressed something.
    Pressed(UiEvent),
    /// The button of the menu of the comment with this id was pressed.
    ToggleMenu(String),
    /// A form below a comment opens.
    OpenForm(OpenForm),
    /// Something about the session changed.
    SessionIs(SessionState),
    /// The worker responded that nobody is signed in.
    NobodySignedIn,
    /// The person's overlay arrived.
    ViewerIs(Box<Viewer>),
    /// Signing in did not work.
    SignInFailed(UiError),
    /// Something else did not work that has no place of its own.
    Failed(UiError),
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
    Announce(AttrValue),
    /// The focus shall move.
    FocusOn(AttrValue),
}

/// A press of a button that carries no more data.
#[derive(Debug, Clone, Copy)]
pub enum UiEvent {
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
    SearchAndSort,
    /// "Devices".
    Devices,
    /// The person has read what went wrong.
    Dismiss,
}

/// A request for comments that a person started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadRequest {
    /// "Load more".
    Next,
    /// "Show earlier comments".
    Prev,
    /// The whole thread in another order.
    Order(Sort),
    /// "N more replies", those after this place.
    Fold(AttrValue),
    /// Comments with these words; the whole thread where there are none.
    Find(AttrValue),
    /// The part around the comment with this id.
    Around(AttrValue),
}

impl LoadRequest {
    /// Shows another list in place of the one there is: what else is loading is
    /// not waited for.
    pub fn replaces(&self) -> bool {
        matches!(
            self,
            LoadRequest::Order(_) | LoadRequest::Find(_) | LoadRequest::Around(_)
        )
    }
}

/// The form that is open below a comment. Only one is open at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenForm {
    /// A reply to this comment.
    Reply(String),
    /// An edit of this comment.
    Edit(String),
    /// A report of this comment.
    Report(String),
    /// The reason for taking this comment down.
    Remove(String),
}

impl OpenForm {
    /// The element id of what takes the focus: the form's first field.
    pub(super) fn field_id(&self) -> AttrValue {
        AttrValue::from(match self {
            OpenForm::Reply(id) => ["body-reply-", id].concat(),
            OpenForm::Edit(id) => ["body-edit-", id].concat(),
            OpenForm::Report(id) => ["report-", id].concat(),
            OpenForm::Remove(id) => ["reason-", id].concat(),
        })
    }

    /// The comment's id.
    pub fn comment(&self) -> &str {
        self.opener().0
    }

    /// The comment's id, and the button that opened the form.
    pub(super) fn opener(&self) -> (&str, CommentAction) {
        match self {
            OpenForm::Reply(id) => (id, CommentAction::Reply),
            OpenForm::Edit(id) => (id, CommentAction::Edit),
            OpenForm::Report(id) | OpenForm::Remove(id) => (id, CommentAction::Menu),
        }
    }
}
