//! Comments: how they are sanitized, and how their status moves.

use crate::access::ModeratorAccess;
use crate::limits::{BODY_CHARS, NAME_CHARS, REASON_CHARS};
use crate::page::PageInfo;
use crate::{CommentStatus, ErrorCode, ModerationMode, Role};
use crate::{DomainError, display_name, ids, page, profession, text, visible};
use serde::{Deserialize, Serialize};

/// A comment as its author sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewComment {
    /// The page it belongs to.
    pub page: PageInfo,
    /// The comment it replies to.
    pub parent: Option<String>,
    /// Markdown.
    pub body: String,
    /// The name to show from now on; unchanged when absent.
    pub name: Option<String>,
}

/// A comment that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SanitizedComment {
    /// The page it belongs to.
    pub page: PageInfo,
    /// The comment it replies to.
    pub parent: Option<String>,
    /// Cleaned Markdown.
    pub body: String,
    /// The name to show from now on, where the person chose one.
    pub name: Option<String>,
}

/// The one gate for what an author sends: cleans it, holds it to the limits,
/// and drops everything that a client may not set.
///
/// # Errors
/// `field_empty`, `field_too_long` or `field_invalid`, naming the field.
pub fn sanitize(post: NewComment) -> Result<SanitizedComment, DomainError> {
    if let Some(parent) = &post.parent
        && !ids::is_id(parent)
    {
        return Err(DomainError::invalid("parent"));
    }
    Ok(SanitizedComment {
        page: page::sanitize(post.page)?,
        parent: post.parent,
        body: body(&post.body)?,
        name: post.name.as_deref().map(name).transpose()?,
    })
}

impl From<SanitizedComment> for NewComment {
    /// The form in which a comment waits to be posted.
    fn from(sanitized: SanitizedComment) -> Self {
        let SanitizedComment {
            page,
            parent,
            body,
            name,
        } = sanitized;
        Self {
            page,
            parent,
            body,
            name,
        }
    }
}

/// A comment's Markdown.
///
/// # Errors
/// `field_empty` for a text that shows nothing, or `field_too_long`, for `body`.
pub fn body(body: &str) -> Result<String, DomainError> {
    let body = text::within(text::clean(body), "body", BODY_CHARS)?;
    if !visible::shows(&body) {
        return Err(DomainError::empty("body"));
    }
    Ok(body)
}

/// A name to show, see [`display_name`].
///
/// # Errors
/// `field_empty` or `field_too_long` for `name`.
pub fn name(name: &str) -> Result<String, DomainError> {
    display_name::sanitize(name)
}

/// The name whose comments a feed lists, cleaned as that of an author.
///
/// # Errors
/// `field_empty` or `field_too_long` for `author`.
pub fn author(name: &str) -> Result<String, DomainError> {
    text::within(text::clean_line(name), "author", NAME_CHARS)
}

/// A moderator's reason; a blank one is none.
///
/// # Errors
/// `field_too_long` for `reason`.
pub fn reason(reason: Option<&str>) -> Result<Option<String>, DomainError> {
    match reason.map(visible::visible) {
        Some(reason) if !text::is_blank(&reason) => {
            text::within(reason, "reason", REASON_CHARS).map(Some)
        }
        _ => Ok(None),
    }
}

/// The status of a new or edited comment under this name. Staff decide about
/// comments, so theirs need no review. A name that claims a profession waits on
/// every site: readers would trust it, and nobody has checked it.
pub fn initial_status(mode: ModerationMode, role: Role, name: &str) -> CommentStatus {
    if ModeratorAccess::of(role).is_ok() {
        return CommentStatus::Published;
    }
    match mode {
        ModerationMode::PublishFirst if !profession::is_claimed(name) => CommentStatus::Published,
        ModerationMode::PublishFirst | ModerationMode::ApproveFirst => CommentStatus::Pending,
    }
}

/// The status of a comment sent without scripts. Such a form cannot be bound to the
/// browser that filled it in, so nobody's role vouches for it: a comment that staff
/// write there also waits for review.
pub fn status_without_scripts(mode: ModerationMode, role: Role, name: &str) -> CommentStatus {
    match ModeratorAccess::of(role) {
        Ok(_) => CommentStatus::Pending,
        Err(_) => initial_status(mode, role, name),
    }
}

/// The way an edited text takes effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edited {
    /// It replaces the text before, and the comment has this status.
    Now(CommentStatus),
    /// It waits beside the published text, which stays public.
    Waits,
}

/// Decides about a new text for a comment of this status.
///
/// # Errors
/// `comment_not_published` for a comment that was taken down: an edit does not
/// bring it back. `comment_unknown` for one that its author deleted.
pub fn edited(
    mode: ModerationMode,
    role: Role,
    name: &str,
    status: CommentStatus,
) -> Result<Edited, DomainError> {
    let initial = initial_status(mode, role, name);
    match (status, initial) {
        (CommentStatus::Removed, _) => Err(ErrorCode::CommentNotPublished.into()),
        (CommentStatus::Deleted, _) => Err(ErrorCode::CommentUnknown.into()),
        (CommentStatus::Published, CommentStatus::Pending) => Ok(Edited::Waits),
        // A moderator refused it: nobody but staff publishes it unread.
        (CommentStatus::Rejected, _) if role.is_member() => Ok(Edited::Now(CommentStatus::Pending)),
        (_, initial) => Ok(Edited::Now(initial)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(body: &str) -> NewComment {
        NewComment {
            page: PageInfo {
                key: "p".into(),
                ..Default::default()
            },
            body: body.into(),
            ..Default::default()
        }
    }

    #[test]
    fn a_comment_needs_text_within_the_limit() {
        for nothing in [
            " \u{200B}\n",
            "\u{2800}",
            "\u{FE0F}\u{34F}",
            "\u{301} \u{20DD}",
        ] {
            let refused = sanitize(post(nothing));
            assert_eq!(refused, Err(DomainError::empty("body")), "{nothing:?}");
        }
        for something in ["*", "[x]: y", "&nbsp;", "***", "```\n```"] {
            let accepted = sanitize(post(something)).map(|a| a.body);
            assert_eq!(accepted, Ok(something.into()));
        }
        assert_eq!(
            sanitize(post(&"x".repeat(BODY_CHARS + 1))),
            Err(DomainError::too_long("body", BODY_CHARS))
        );
        assert_eq!(
            sanitize(post(" hello ")).map(|a| a.body),
            Ok("hello".into())
        );
    }

    #[test]
    fn a_parent_must_look_like_an_id() {
        let odd = NewComment {
            parent: Some("1; DROP".into()),
            ..post("x")
        };
        assert_eq!(sanitize(odd), Err(DomainError::invalid("parent")));
    }

    #[test]
    fn names_are_one_line_of_bounded_length() {
        assert_eq!(name(" Ana\nMaria "), Ok("Ana Maria".into()));
        assert_eq!(
            name(&"n".repeat(61)),
            Err(DomainError::too_long("name", 60))
        );
        assert_eq!(author(" Ana\nMaria "), name("Ana Maria"));
        assert_eq!(
            author(&"n".repeat(61)),
            Err(DomainError::too_long("author", 60))
        );
        assert_eq!(reason(Some("  ")), Ok(None));
    }

    #[test]
    fn members_wait_where_the_site_approves_first_and_staff_never_wait() {
        use CommentStatus::{Pending, Published};
        use ModerationMode::{ApproveFirst, PublishFirst};
        for (mode, role, expected) in [
            (ApproveFirst, Role::Member, Pending),
            (ApproveFirst, Role::Moderator, Published),
            (ApproveFirst, Role::Owner, Published),
            (PublishFirst, Role::Member, Published),
            (PublishFirst, Role::Moderator, Published),
            (PublishFirst, Role::Owner, Published),
        ] {
            let status = initial_status(mode, role, "Ana");
            assert_eq!(status, expected, "{mode:?} {role:?}");
        }
        for role in [Role::Moderator, Role::Owner] {
            let status = initial_status(PublishFirst, role, "Dr Mia");
            assert_eq!(status, Published, "{role:?}");
        }
        let claimed = initial_status(PublishFirst, Role::Member, "Dr Ana");
        assert_eq!(claimed, Pending);
    }

    #[test]
    fn without_scripts_staff_wait_everywhere_and_members_as_always() {
        use CommentStatus::{Pending, Published};
        use ModerationMode::{ApproveFirst, PublishFirst};
        for (mode, role, expected) in [
            (ApproveFirst, Role::Member, Pending),
            (ApproveFirst, Role::Moderator, Pending),
            (PublishFirst, Role::Member, Published),
            (PublishFirst, Role::Moderator, Pending),
            (PublishFirst, Role::Owner, Pending),
        ] {
            assert_eq!(
                status_without_scripts(mode, role, "Ana"),
                expected,
                "{mode:?} {role:?}"
            );
        }
    }

    #[test]
    fn what_was_sanitized_stays_as_it_is() -> Result<(), DomainError> {
        let sent = NewComment {
            name: Some(" Ana\n".into()),
            ..post(" hello \u{202E}")
        };
        let sanitized = sanitize(sent)?;
        assert_eq!(sanitize(sanitized.clone().into())?, sanitized);
        Ok(())
    }

    #[test]
    fn an_edit_never_makes_public_what_nobody_approved() {
        use CommentStatus::{Deleted, Pending, Published, Rejected, Removed};
        use ModerationMode::{ApproveFirst, PublishFirst};
        let member = |mode, status| edited(mode, Role::Member, "Ana", status);
        assert_eq!(member(ApproveFirst, Published), Ok(Edited::Waits));
        assert_eq!(member(PublishFirst, Published), Ok(Edited::Now(Published)));
        assert_eq!(member(ApproveFirst, Pending), Ok(Edited::Now(Pending)));
        for mode in [ApproveFirst, PublishFirst] {
            assert_eq!(member(mode, Rejected), Ok(Edited::Now(Pending)));
            for role in [Role::Member, Role::Moderator] {
                let removed = edited(mode, role, "Ana", Removed);
                assert_eq!(removed, Err(ErrorCode::CommentNotPublished.into()));
                let deleted = edited(mode, role, "Ana", Deleted);
                assert_eq!(deleted, Err(ErrorCode::CommentUnknown.into()));
            }
        }
        let staff = edited(ApproveFirst, Role::Moderator, "Mia", Published);
        assert_eq!(staff, Ok(Edited::Now(Published)));
    }
}
