//! Lifetimes of sessions, and the time for which a sign-in is fresh.

use crate::limits::{
    CLOCK_SKEW_MS, FRESH_SIGN_IN_MS, MEMBER_IDLE_MS, SESSION_MS, SESSION_USE_MS, STAFF_IDLE_MS,
};
use crate::{DomainError, Millis};
use crate::{ErrorCode, Role};

/// The times that a session's life depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionTimes {
    /// When it began.
    pub created: Millis,
    /// When it was last used, [`SESSION_USE_MS`] late at most.
    pub used: Millis,
}

impl SessionTimes {
    /// True when the session has ended: by its age, or because nobody used it
    /// for as long as this role allows.
    pub fn is_over(self, role: Role, now: Millis) -> bool {
        let idle = match role {
            Role::Owner | Role::Moderator => STAFF_IDLE_MS,
            Role::Member => MEMBER_IDLE_MS,
        };
        now - self.created >= SESSION_MS || now - self.used >= idle
    }

    /// True when a use is to be recorded. Most are not, so that reading costs
    /// no write.
    pub fn is_use_recorded(self, now: Millis) -> bool {
        now - self.used >= SESSION_USE_MS
    }
}

/// True when the person proved who they are recently enough for roles, wording
/// and moves. A time in the future, of a clock that was set back, proves nothing.
pub fn is_fresh(authenticated: Millis, now: Millis) -> bool {
    (0..=FRESH_SIGN_IN_MS).contains(&(now - authenticated))
}

/// A provider's word about the moment of authentication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuthTime {
    /// The ID token's `auth_time`.
    pub claimed: Option<Millis>,
    /// True for a provider that sends it when the request has `max_age`.
    pub is_told: bool,
    /// The start of an attempt that demanded a new authentication.
    pub demanded_at: Option<Millis>,
}

impl AuthTime {
    /// The moment that a session counts its freshness from; 0 when nothing is
    /// known. The end of a sign-in counts where a provider cannot tell.
    ///
    /// # Errors
    /// `id_token_time` for an authentication before the attempt that demanded
    /// one (OpenID Connect Core 3.1.3.7, 13), for a missing claim that had to be
    /// there (Core 2), and for one from the future.
    pub fn check(self, now: Millis) -> Result<Millis, DomainError> {
        let authenticated = match (self.claimed, self.demanded_at) {
            (Some(claimed), _) if claimed > now + CLOCK_SKEW_MS => None,
            (Some(claimed), Some(demanded)) if claimed + CLOCK_SKEW_MS < demanded => None,
            (Some(claimed), _) => Some(claimed.clamp(0, now)),
            (None, Some(_)) if self.is_told => None,
            (None, None) if self.is_told => Some(0),
            (None, _) => Some(now),
        };
        authenticated.ok_or_else(|| ErrorCode::IdTokenTime.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Millis = 60 * 60 * 1_000;
    const DAY: Millis = 24 * HOUR;

    fn times(created: Millis, used: Millis) -> SessionTimes {
        SessionTimes { created, used }
    }

    #[test]
    fn members_may_be_away_for_a_week_and_staff_for_half_a_day() {
        let session = times(0, DAY);
        assert!(!session.is_over(Role::Member, 8 * DAY - 1));
        assert!(session.is_over(Role::Member, 8 * DAY));
        for staff in [Role::Moderator, Role::Owner] {
            assert!(!session.is_over(staff, DAY + 12 * HOUR - 1));
            assert!(session.is_over(staff, DAY + 12 * HOUR));
        }
    }

    #[test]
    fn thirty_days_are_the_end_however_much_it_is_used() {
        let now = 30 * DAY;
        for role in [Role::Member, Role::Moderator, Role::Owner] {
            assert!(!times(1, now).is_over(role, now));
            assert!(times(0, now).is_over(role, now));
        }
    }

    #[test]
    fn a_use_is_recorded_now_and_then() {
        assert!(!times(0, 0).is_use_recorded(SESSION_USE_MS - 1));
        assert!(times(0, 0).is_use_recorded(SESSION_USE_MS));
    }

    #[test]
    fn a_sign_in_is_fresh_for_ten_minutes() {
        assert!(is_fresh(DAY, DAY));
        assert!(is_fresh(DAY, DAY + 10 * 60_000));
        assert!(!is_fresh(DAY, DAY + 10 * 60_000 + 1));
        assert!(!is_fresh(DAY + 1, DAY), "from the future");
        assert!(!is_fresh(0, DAY), "unknown");
    }

    fn check(
        claimed: Option<Millis>,
        is_told: bool,
        demanded_at: Option<Millis>,
    ) -> Result<Millis, ErrorCode> {
        let word = AuthTime {
            claimed,
            is_told,
            demanded_at,
        };
        word.check(DAY).map_err(|error| error.code)
    }

    #[test]
    fn the_providers_time_counts_where_it_tells_one() {
        assert_eq!(check(Some(DAY - HOUR), true, None), Ok(DAY - HOUR));
        assert_eq!(check(Some(DAY - HOUR), false, None), Ok(DAY - HOUR));
        // A clock that goes a little ahead.
        assert_eq!(check(Some(DAY + 1), true, None), Ok(DAY));
        assert_eq!(
            check(Some(DAY + HOUR), true, None),
            Err(ErrorCode::IdTokenTime)
        );
    }

    #[test]
    fn a_demanded_authentication_comes_after_the_demand() {
        let demanded = Some(DAY - 5_000);
        assert_eq!(check(Some(DAY - 1_000), true, demanded), Ok(DAY - 1_000));
        assert_eq!(check(Some(DAY - 30_000), true, demanded), Ok(DAY - 30_000));
        for told in [true, false] {
            assert_eq!(
                check(Some(DAY - 11 * 60_000), told, demanded),
                Err(ErrorCode::IdTokenTime)
            );
        }
    }

    #[test]
    fn a_missing_time_counts_only_where_the_provider_has_none() {
        assert_eq!(check(None, true, Some(DAY)), Err(ErrorCode::IdTokenTime));
        assert_eq!(check(None, true, None), Ok(0), "not fresh");
        assert_eq!(check(None, false, Some(DAY)), Ok(DAY));
        assert_eq!(check(None, false, None), Ok(DAY));
    }
}
