//! The words in place of a comment that is not shown, and about one that only
//! its author sees.

use crate::components::button::Button;
use crate::state::comment_row::Absence;
use crate::state::{CommentAction, ListedComment};
use bedside_i18n::Texts;
use bedside_wire::{CommentStatus, OwnComment};
use yew::prelude::*;

/// Why a comment is not shown, in place of its author's name.
pub fn words(texts: &Texts, row: &ListedComment, absence: Absence) -> AttrValue {
    texts.get(match absence {
        Absence::Removed => "removed",
        Absence::Deleted if row.own.is_some() => "deleted.own",
        Absence::Deleted => "deleted",
        Absence::Unknown => "comment_gone",
    })
}

/// The button that takes back what was done a moment ago.
pub fn undo(texts: &Texts, row: &ListedComment) -> Html {
    if !row.undoable {
        return Html::default();
    }
    Button {
        of: Some(row.comment.author.clone().into()),
        asks: Some(CommentAction::Undo),
        ..Button::default()
    }
    .says(texts.get("undo"))
}

/// The removal of a comment, by whom and why, for moderators in its place.
pub fn removal(texts: &Texts, row: &ListedComment) -> Html {
    let is_removed = row.absence() == Some(Absence::Removed);
    let Some(removal) = row.removal.as_ref().filter(|_| is_removed) else {
        return Html::default();
    };
    html! {
        <p class="soft">
            { texts.with("queue.by.remove", &[("name", &removal.by)]) }
            if let Some(reason) = &removal.reason {
                <span class="reason-given">
                    { texts.with("status.rejected.reason", &[("reason", reason)]) }
                </span>
            }
        </p>
    }
}

/// The state of a comment that its author sees otherwise than everybody else,
/// with the moderator's reason.
pub fn mark(texts: &Texts, row: &ListedComment) -> Html {
    let own = row.own.as_deref();
    let (part, key, reason) = match row.comment.status {
        CommentStatus::Pending => ("status", "status.pending", None),
        CommentStatus::Rejected => ("status bad", "status.rejected", reason(own)),
        CommentStatus::Removed if own.is_some() => ("status bad", "removed", reason(own)),
        CommentStatus::Published => match own.and_then(|own| own.waiting_edit.as_ref()) {
            Some(edit) if edit.rejected => {
                ("status bad", "status.edit_rejected", edit.reason.as_ref())
            }
            Some(_) => ("status", "status.edit_waits", None),
            None => return Html::default(),
        },
        _ => return Html::default(),
    };
    let more = texts.get(&[key, ".more"].concat());
    html! {
        <p {part}>
            <strong>{ texts.get(key) }</strong>
            { " " }
            if let Some(reason) = reason {
                <span>{ texts.with("status.rejected.reason", &[("reason", reason)]) }</span>
                { " " }
            }
            <span>{ more }</span>
        </p>
    }
}

fn reason(own: Option<&OwnComment>) -> Option<&String> {
    own?.reason.as_ref()
}

/// The words of the button that edits: where a moderator refused the text, they
/// say that there is a second chance.
pub fn edit_words(texts: &Texts, own: &OwnComment) -> AttrValue {
    let is_rejected = own.comment.status == CommentStatus::Rejected
        || own.waiting_edit.as_ref().is_some_and(|edit| edit.rejected);
    texts.get(if is_rejected { "edit_again" } else { "edit" })
}
