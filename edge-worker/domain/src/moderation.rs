//! Decisions about comments: from which status to which, by whom, and how long
//! they can be undone.

use crate::access::ModeratorAccess;
use crate::limits::{UNDO_GRACE_MS, UNDO_MS};
use crate::{CommentStatus, DomainError, ErrorCode, Millis};
use serde::{Deserialize, Serialize};
use strum::AsRefStr;

/// A moderator's action on a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, AsRefStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DecisionAction {
    /// Made it public.
    Approve,
    /// Refused to make it public.
    Reject,
    /// Took it down.
    Remove,
    /// Brought it back.
    Restore,
    /// Left it as it is, whatever readers reported.
    Keep,
}

/// A comment, or a new text for one, that waits for a moderator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    revision: u32,
}

/// A published comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    revision: u32,
}

/// A comment that a moderator refused or took down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused(());

/// A comment that its author can still see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Own(());

/// A moderator's decision, made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision(CommentStatus);

impl Waiting {
    /// The comment, if it waits.
    ///
    /// # Errors
    /// `comment_deleted`, or `comment_already_decided` for any other status.
    pub fn of(status: CommentStatus, revision: u32) -> Result<Self, DomainError> {
        match status {
            CommentStatus::Pending => Ok(Self { revision }),
            CommentStatus::Deleted => Err(ErrorCode::CommentDeleted.into()),
            _ => Err(ErrorCode::CommentAlreadyDecided.into()),
        }
    }

    /// Makes it public, if `seen` is the revision it has now.
    ///
    /// # Errors
    /// `comment_changed` when it was edited since the moderator read it.
    pub fn approve(self, _access: ModeratorAccess, seen: u32) -> Result<Decision, DomainError> {
        self.decide(seen, CommentStatus::Published)
    }

    /// Refuses it, if `seen` is the revision it has now.
    ///
    /// # Errors
    /// `comment_changed` when it was edited since the moderator read it.
    pub fn reject(self, _access: ModeratorAccess, seen: u32) -> Result<Decision, DomainError> {
        self.decide(seen, CommentStatus::Rejected)
    }

    fn decide(self, seen: u32, status: CommentStatus) -> Result<Decision, DomainError> {
        if seen != self.revision {
            return Err(ErrorCode::CommentChanged.into());
        }
        Ok(Decision(status))
    }
}

impl Published {
    /// The comment, if everybody can read it.
    ///
    /// # Errors
    /// `comment_deleted`, or `comment_not_published` for any other status.
    pub fn of(status: CommentStatus, revision: u32) -> Result<Self, DomainError> {
        match status {
            CommentStatus::Published => Ok(Self { revision }),
            CommentStatus::Deleted => Err(ErrorCode::CommentDeleted.into()),
            _ => Err(ErrorCode::CommentNotPublished.into()),
        }
    }

    /// Takes it down, if `seen` is the revision it has now.
    ///
    /// # Errors
    /// `comment_changed` when it was edited since the moderator read it.
    pub fn remove(self, _access: ModeratorAccess, seen: u32) -> Result<Decision, DomainError> {
        self.decide(seen, CommentStatus::Removed)
    }

    /// Leaves it as it is, if `seen` is the revision it has now.
    ///
    /// # Errors
    /// `comment_changed` when it was edited since the moderator read it.
    pub fn keep(self, _access: ModeratorAccess, seen: u32) -> Result<Decision, DomainError> {
        self.decide(seen, CommentStatus::Published)
    }

    fn decide(self, seen: u32, status: CommentStatus) -> Result<Decision, DomainError> {
        if seen != self.revision {
            return Err(ErrorCode::CommentChanged.into());
        }
        Ok(Decision(status))
    }
}

impl Refused {
    /// The comment, if a moderator refused it or took it down.
    ///
    /// # Errors
    /// `comment_deleted`, or `comment_already_decided` for any other status.
    pub fn of(status: CommentStatus) -> Result<Self, DomainError> {
        match status {
            CommentStatus::Rejected | CommentStatus::Removed => Ok(Self(())),
            CommentStatus::Deleted => Err(ErrorCode::CommentDeleted.into()),
            _ => Err(ErrorCode::CommentAlreadyDecided.into()),
        }
    }

    /// Makes it public.
    pub fn restore(self, _access: ModeratorAccess) -> Decision {
        Decision(CommentStatus::Published)
    }
}

impl Own {
    /// The comment, if its author has not deleted it.
    ///
    /// # Errors
    /// `comment_unknown` for one that is deleted.
    pub fn of(status: CommentStatus) -> Result<Self, DomainError> {
        match status {
            CommentStatus::Deleted => Err(ErrorCode::CommentUnknown.into()),
            _ => Ok(Self(())),
        }
    }

    /// Deletes it.
    pub fn delete(self) -> CommentStatus {
        CommentStatus::Deleted
    }
}

impl Decision {
    /// The status the comment has from now on.
    pub fn status(self) -> CommentStatus {
        self.0
    }
}

/// The moment at which the author of a comment is told of a decision.
pub fn told_at(made_at: Millis) -> Millis {
    made_at + UNDO_MS
}

/// The moment after which something that was done cannot be undone any more.
pub fn undo_ends(made_at: Millis) -> Millis {
    made_at + UNDO_MS + UNDO_GRACE_MS
}

/// Allows an undo at `now` of what was done at `made_at`.
///
/// # Errors
/// `undo_too_late`.
pub fn undo(made_at: Millis, now: Millis) -> Result<(), DomainError> {
    if now > undo_ends(made_at) {
        return Err(ErrorCode::UndoTooLate.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Role;
    use strum::VariantArray;

    const ALL: &[CommentStatus] = CommentStatus::VARIANTS;

    /// The error for a comment that is not what a decision is about: its author
    /// may have come first, and no moderator.
    fn over(status: CommentStatus, otherwise: ErrorCode) -> DomainError {
        match status {
            CommentStatus::Deleted => ErrorCode::CommentDeleted.into(),
            _ => otherwise.into(),
        }
    }

    #[test]
    fn only_a_waiting_comment_at_the_revision_seen_can_be_decided() -> Result<(), DomainError> {
        let access = ModeratorAccess::of(Role::Moderator)?;
        let waiting = Waiting::of(CommentStatus::Pending, 1)?;
        let approved = waiting.approve(access, 1)?;
        assert_eq!(approved.status(), CommentStatus::Published);
        let rejected = waiting.reject(access, 1)?;
        assert_eq!(rejected.status(), CommentStatus::Rejected);
        let changed = Waiting::of(CommentStatus::Pending, 2)?.approve(access, 1);
        assert_eq!(changed, Err(ErrorCode::CommentChanged.into()));
        for decided in ALL.iter().copied().filter(|s| *s != CommentStatus::Pending) {
            let refused = Waiting::of(decided, 1);
            assert_eq!(
                refused,
                Err(over(decided, ErrorCode::CommentAlreadyDecided))
            );
        }
        Ok(())
    }

    #[test]
    fn only_a_published_comment_at_the_revision_seen_is_removed_or_kept() -> Result<(), DomainError>
    {
        let access = ModeratorAccess::of(Role::Moderator)?;
        let published = Published::of(CommentStatus::Published, 2)?;
        let removed = published.remove(access, 2)?;
        assert_eq!(removed.status(), CommentStatus::Removed);
        let kept = published.keep(access, 2)?;
        assert_eq!(kept.status(), CommentStatus::Published);
        for seen in [1, 3] {
            let refused = published.remove(access, seen);
            assert_eq!(refused, Err(ErrorCode::CommentChanged.into()));
        }
        for other in ALL
            .iter()
            .copied()
            .filter(|s| *s != CommentStatus::Published)
        {
            let refused = Published::of(other, 2);
            assert_eq!(refused, Err(over(other, ErrorCode::CommentNotPublished)));
        }
        Ok(())
    }

    #[test]
    fn staff_restore_what_staff_refused_and_not_what_its_author_deleted() {
        for status in ALL.iter().copied() {
            let restored = Refused::of(status).map(drop);
            let expected = match status {
                CommentStatus::Rejected | CommentStatus::Removed => Ok(()),
                other => Err(over(other, ErrorCode::CommentAlreadyDecided)),
            };
            assert_eq!(restored, expected, "{status:?}");
        }
    }

    #[test]
    fn an_author_deletes_a_comment_of_any_status_once() {
        for status in ALL.iter().copied() {
            let gone = status == CommentStatus::Deleted;
            assert_eq!(Own::of(status).is_err(), gone, "{status:?}");
        }
    }

    #[test]
    fn an_undo_has_its_time_and_a_moment_for_the_network() {
        let last = 1_000 + UNDO_MS + UNDO_GRACE_MS;
        assert_eq!(undo(1_000, last), Ok(()));
        let late = undo(1_000, last + 1);
        assert_eq!(late, Err(ErrorCode::UndoTooLate.into()));
    }
}
