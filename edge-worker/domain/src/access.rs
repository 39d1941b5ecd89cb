//! Permission as a value that one must obtain.
//!
//! An operation that only staff may do takes one of these as an argument; the
//! only way to have one is to ask for it with a person's role.

use crate::Refusal;
use bedside_wire::{ProblemCode, Role};

/// The permission to read the queue and decide about comments.
#[derive(Debug, Clone, Copy)]
pub struct ModeratorAccess(());

/// The permission to change a site's settings and people's roles.
#[derive(Debug, Clone, Copy)]
pub struct OwnerAccess(());

impl ModeratorAccess {
    /// Moderators and owners have it.
    ///
    /// # Errors
    /// `not_allowed` for anyone else.
    pub fn of(role: Role) -> Result<Self, Refusal> {
        match role {
            Role::Moderator | Role::Owner => Ok(Self(())),
            Role::Member => Err(ProblemCode::NotAllowed.into()),
        }
    }
}

impl OwnerAccess {
    /// Owners have it.
    ///
    /// # Errors
    /// `not_allowed` for anyone else.
    pub fn of(role: Role) -> Result<Self, Refusal> {
        match role {
            Role::Owner => Ok(Self(())),
            Role::Moderator | Role::Member => Err(ProblemCode::NotAllowed.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permissions_follow_roles() {
        assert!(ModeratorAccess::of(Role::Member).is_err());
        assert!(ModeratorAccess::of(Role::Moderator).is_ok());
        assert!(ModeratorAccess::of(Role::Owner).is_ok());
        assert!(OwnerAccess::of(Role::Moderator).is_err());
        assert!(OwnerAccess::of(Role::Owner).is_ok());
    }
}
