//! When a comment became public, by which feeds go.

use crate::{CommentStatus, Millis};

/// The moment at which a comment became public, where it has a status now that
/// came after `before`. A comment that is taken down and brought back was public
/// all along: it is not news to those who follow the site. One whose approval was
/// undone becomes public with the next one.
pub fn published_at(status: CommentStatus, before: Option<Millis>, now: Millis) -> Option<Millis> {
    match status {
        CommentStatus::Published => before.or(Some(now)),
        CommentStatus::Pending | CommentStatus::Rejected => None,
        CommentStatus::Removed | CommentStatus::Deleted => before,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_becomes_public_once_until_it_waits_again() {
        use CommentStatus::{Deleted, Pending, Published, Rejected, Removed};
        let steps = [
            (Pending, None),
            (Deleted, None),
            (Pending, None),
            (Published, Some(4)),
            // An edit, a removal, a deletion.
            (Published, Some(4)),
            (Removed, Some(4)),
            (Published, Some(4)),
            (Deleted, Some(4)),
            (Published, Some(4)),
            // The approval is undone.
            (Pending, None),
            (Rejected, None),
            (Published, Some(12)),
        ];
        let mut at = None;
        for (now, (status, expected)) in (1..).zip(steps) {
            at = published_at(status, at, now);
            assert_eq!(at, expected, "step {now}: {status:?}");
        }
    }
}
