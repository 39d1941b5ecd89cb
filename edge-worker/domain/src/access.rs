//! Permission as a value that one must obtain.
//!
//! An operation that not everybody may do takes one of these as an argument. Only a
//! person's session and role can give one.

use crate::session::is_fresh;
use crate::{DomainError, Millis};
use crate::{ErrorCode, Role};

/// A permission that a session gives, or does not.
pub trait Permission: Sized {
    /// Grants it to a person of this role, who proved at `authenticated` who they
    /// are.
    ///
    /// # Errors
    /// `not_allowed` or `fresh_sign_in_needed`.
    fn grant(role: Role, authenticated: Millis, now: Millis) -> Result<Self, DomainError>;
}

/// The permission to write under a name of one's own.
#[derive(Debug, Clone, Copy)]
pub struct MemberAccess(());

/// The permission to read the queue and decide about comments.
#[derive(Debug, Clone, Copy)]
pub struct ModeratorAccess(());

/// The permission to change a site's settings and people's roles.
#[derive(Debug, Clone, Copy)]
pub struct OwnerAccess(());

/// The permission to do what a session that was left open or taken over must
/// not: roles, wording, pages' addresses, when comments appear.
#[derive(Debug, Clone, Copy)]
pub struct FreshOwnerAccess(());

impl ModeratorAccess {
    /// Moderators and owners have it.
    ///
    /// # Errors
    /// `not_allowed` for anyone else.
    pub fn of(role: Role) -> Result<Self, DomainError> {
        match role {
            Role::Moderator | Role::Owner => Ok(Self(())),
            Role::Member => Err(ErrorCode::NotAllowed.into()),
        }
    }
}

impl OwnerAccess {
    /// Owners have it.
    ///
    /// # Errors
    /// `not_allowed` for anyone else.
    pub fn of(role: Role) -> Result<Self, DomainError> {
        match role {
            Role::Owner => Ok(Self(())),
            Role::Moderator | Role::Member => Err(ErrorCode::NotAllowed.into()),
        }
    }
}

impl FreshOwnerAccess {
    /// Owners have it for ten minutes after they proved who they are.
    ///
    /// # Errors
    /// `not_allowed` for anyone else, or `fresh_sign_in_needed`.
    pub fn of(role: Role, authenticated: Millis, now: Millis) -> Result<Self, DomainError> {
        OwnerAccess::of(role)?;
        if is_fresh(authenticated, now) {
            Ok(Self(()))
        } else {
            Err(ErrorCode::FreshSignInNeeded.into())
        }
    }
}

impl From<FreshOwnerAccess> for OwnerAccess {
    fn from(_: FreshOwnerAccess) -> Self {
        Self(())
    }
}

impl Permission for MemberAccess {
    fn grant(_: Role, _: Millis, _: Millis) -> Result<Self, DomainError> {
        Ok(Self(()))
    }
}

impl Permission for ModeratorAccess {
    fn grant(role: Role, _: Millis, _: Millis) -> Result<Self, DomainError> {
        Self::of(role)
    }
}

impl Permission for OwnerAccess {
    fn grant(role: Role, _: Millis, _: Millis) -> Result<Self, DomainError> {
        Self::of(role)
    }
}

impl Permission for FreshOwnerAccess {
    fn grant(role: Role, authenticated: Millis, now: Millis) -> Result<Self, DomainError> {
        Self::of(role, authenticated, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_alone_does_not_open_what_needs_a_fresh_sign_in() {
        let minutes = |n: Millis| n * 60_000;
        let code = |role, now| {
            let access = FreshOwnerAccess::of(role, minutes(1), now);
            access.err().map(|error| error.code)
        };
        assert_eq!(code(Role::Owner, minutes(11)), None);
        assert_eq!(
            code(Role::Owner, minutes(12)),
            Some(ErrorCode::FreshSignInNeeded)
        );
        // Somebody without the role is not sent to sign in again in vain.
        assert_eq!(
            code(Role::Moderator, minutes(12)),
            Some(ErrorCode::NotAllowed)
        );
    }

    #[test]
    fn permissions_follow_roles() {
        assert!(ModeratorAccess::of(Role::Member).is_err());
        assert!(ModeratorAccess::of(Role::Moderator).is_ok());
        assert!(ModeratorAccess::of(Role::Owner).is_ok());
        assert!(OwnerAccess::of(Role::Moderator).is_err());
        assert!(OwnerAccess::of(Role::Owner).is_ok());
    }
}
