//! Moderators' decisions about the person's own comments.

use bedside_wire::{CommentStatus, OwnComment};

/// The key of the sentence that tells an author of a decision about a comment,
/// which was like this and is like that.
pub fn told(was: &OwnComment, is: &OwnComment) -> Option<&'static str> {
    use CommentStatus::{Pending, Published, Rejected, Removed};
    let waited = was.waiting_edit.as_ref().is_some_and(|edit| !edit.rejected);
    match (was.comment.status, is.comment.status, &is.waiting_edit) {
        (Pending, Published, _) => Some("announce.approved"),
        (Pending, Rejected, _) => Some("announce.rejected"),
        (Published, Removed, _) => Some("announce.removed"),
        (Published, Published, None) if waited => Some("announce.edit_approved"),
        (Published, Published, Some(edit)) if waited && edit.rejected => {
            Some("announce.edit_rejected")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bedside_wire::CommentView;
    use bedside_wire::viewer::WaitingEdit;

    fn own(status: CommentStatus, edit: Option<bool>) -> OwnComment {
        OwnComment {
            comment: CommentView {
                status,
                ..CommentView::default()
            },
            waiting_edit: edit.map(|rejected| WaitingEdit {
                rejected,
                ..WaitingEdit::default()
            }),
            ..OwnComment::default()
        }
    }

    #[test]
    fn an_author_hears_of_each_decision_once() {
        use CommentStatus::{Pending, Published, Rejected, Removed};
        let told = |was: (CommentStatus, Option<bool>), is: (CommentStatus, Option<bool>)| {
            told(&own(was.0, was.1), &own(is.0, is.1))
        };
        let public = (Published, None);
        assert_eq!(told((Pending, None), public), Some("announce.approved"));
        assert_eq!(
            told((Pending, None), (Rejected, None)),
            Some("announce.rejected")
        );
        assert_eq!(told(public, (Removed, None)), Some("announce.removed"));
        let waits = (Published, Some(false));
        assert_eq!(told(waits, public), Some("announce.edit_approved"));
        let refused = (Published, Some(true));
        assert_eq!(told(waits, refused), Some("announce.edit_rejected"));
        for same in [public, waits, refused] {
            assert_eq!(told(same, same), None);
        }
        assert_eq!(told(public, waits), None);
        assert_eq!(told(refused, public), None);
    }
}
