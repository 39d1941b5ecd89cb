//! A sign-in attempt, from the provider's button to the session.
//!
//! Each state is consumed by the step that leaves it, so that no step can be
//! done twice: Started → Verifying → Verified → used. Attempts expire as a
//! whole, [`SIGN_IN_MS`](crate::limits::SIGN_IN_MS) after their start.

use crate::limits::SIGN_IN_MS;
use crate::secret::digest;
use crate::{Millis, Refusal};
use bedside_wire::ProblemCode;
use serde::{Deserialize, Serialize};

/// How the person came to sign in, and so how the result gets back to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mode", rename_all = "snake_case")]
pub enum Purpose {
    /// A window beside the host page. `binder_hash` proves that the window
    /// which comes back is the one that left: without it, someone could start
    /// an attempt, lure another person to its provider link, and collect
    /// their session.
    Popup {
        /// Origin of the host page, one of the site's.
        origin: String,
        /// Thumbprint of the opener's key.
        thumbprint: String,
        /// SHA-256 of a secret the window keeps.
        binder_hash: String,
    },
    /// The host page itself went to the provider and is come back to. The
    /// code in its address is useless without the key.
    Redirect {
        /// The address to come back to, on one of the site's origins.
        return_to: String,
        /// Thumbprint of the page's key.
        thumbprint: String,
    },
    /// A comment sent from the plain page, to be confirmed after sign-in.
    Plain {
        /// The comment, as JSON.
        comment: String,
    },
    /// An owner's one-time link.
    Claim {
        /// SHA-256 of the link's token.
        link_hash: String,
    },
}

/// Where an attempt stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Attempt {
    /// The person is at the provider.
    Started,
    /// The provider's code is being exchanged; it must not be tried twice.
    Verifying,
    /// The provider's answer was checked: this is the account.
    Verified {
        /// The account's id.
        account: String,
    },
    /// Something went wrong; the opener is told when it asks.
    Failed {
        /// What.
        code: ProblemCode,
    },
    /// A session (or a comment, or an owner) came of it.
    Used,
}

impl Attempt {
    /// The provider came back: begin to verify. `binder` is the window's
    /// secret, for a popup.
    ///
    /// # Errors
    /// `sign_in_expired`, what it failed with, `sign_in_used` when it left this
    /// state before, or `sign_in_not_yours` when the window is not the one that
    /// began.
    pub fn verify(
        self,
        purpose: &Purpose,
        binder: Option<&str>,
        started: Millis,
        now: Millis,
    ) -> Result<Self, Refusal> {
        in_time(started, now)?;
        match self {
            Attempt::Started => {}
            Attempt::Failed { code } => return Err(code.into()),
            _ => return Err(ProblemCode::SignInUsed.into()),
        }
        if let Purpose::Popup { binder_hash, .. } = purpose
            && binder.map(digest).as_ref() != Some(binder_hash)
        {
            return Err(ProblemCode::SignInNotYours.into());
        }
        Ok(Attempt::Verifying)
    }

    /// The provider's answer was checked.
    ///
    /// # Errors
    /// `sign_in_used` unless it was being verified.
    pub fn verified(self, account: &str) -> Result<Self, Refusal> {
        match self {
            Attempt::Verifying => Ok(Attempt::Verified {
                account: account.to_owned(),
            }),
            _ => Err(ProblemCode::SignInUsed.into()),
        }
    }

    /// The attempt failed. One that was already used stays so.
    pub fn failed(self, code: ProblemCode) -> Self {
        match self {
            Attempt::Used => Attempt::Used,
            _ => Attempt::Failed { code },
        }
    }

    /// Takes the account out: `Ok(None)` while the person is still away.
    ///
    /// # Errors
    /// `sign_in_expired`, `sign_in_used`, or what it failed with.
    pub fn take(self, started: Millis, now: Millis) -> Result<Option<String>, Refusal> {
        in_time(started, now)?;
        match self {
            Attempt::Started | Attempt::Verifying => Ok(None),
            Attempt::Verified { account } => Ok(Some(account)),
            Attempt::Failed { code } => Err(code.into()),
            Attempt::Used => Err(ProblemCode::SignInUsed.into()),
        }
    }
}

impl Purpose {
    /// The key that a session may be bound to.
    pub fn thumbprint(&self) -> Option<&str> {
        match self {
            Purpose::Popup { thumbprint, .. } | Purpose::Redirect { thumbprint, .. } => {
                Some(thumbprint)
            }
            Purpose::Plain { .. } | Purpose::Claim { .. } => None,
        }
    }
}

fn in_time(started: Millis, now: Millis) -> Result<(), Refusal> {
    if now - started > SIGN_IN_MS {
        return Err(ProblemCode::SignInExpired.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn popup() -> Purpose {
        Purpose::Popup {
            origin: "o".into(),
            thumbprint: "t".into(),
            binder_hash: digest("window"),
        }
    }

    fn code<T>(result: Result<T, Refusal>) -> Option<ProblemCode> {
        result.err().map(|refusal| refusal.code)
    }

    #[test]
    fn an_attempt_goes_through_its_states_once() -> Result<(), Refusal> {
        let verifying = Attempt::Started.verify(&popup(), Some("window"), 0, 5)?;
        assert_eq!(verifying.clone().take(0, 5)?, None);
        let verified = verifying.clone().verified("acc")?;
        assert_eq!(verified.clone().take(0, 5)?, Some("acc".into()));
        for later in [verifying, verified, Attempt::Used] {
            assert_eq!(
                code(later.verify(&popup(), Some("window"), 0, 5)),
                Some(ProblemCode::SignInUsed)
            );
        }
        assert_eq!(
            code(Attempt::Used.take(0, 5)),
            Some(ProblemCode::SignInUsed)
        );
        assert_eq!(
            code(Attempt::Started.verified("acc")),
            Some(ProblemCode::SignInUsed)
        );
        Ok(())
    }

    #[test]
    fn only_the_window_that_began_may_finish() {
        for binder in [None, Some("another")] {
            let result = Attempt::Started.verify(&popup(), binder, 0, 5);
            assert_eq!(code(result), Some(ProblemCode::SignInNotYours));
        }
    }

    #[test]
    fn everything_ends_after_ten_minutes() {
        let late = SIGN_IN_MS + 1;
        assert_eq!(
            code(Attempt::Started.verify(&popup(), Some("window"), 0, late)),
            Some(ProblemCode::SignInExpired)
        );
        assert_eq!(
            code(
                Attempt::Verified {
                    account: "a".into()
                }
                .take(0, late)
            ),
            Some(ProblemCode::SignInExpired)
        );
    }

    #[test]
    fn a_failure_is_told_and_a_used_attempt_stays_used() {
        let failed = Attempt::Verifying.failed(ProblemCode::SignInDeclined);
        let again = failed.clone().verify(&popup(), Some("window"), 0, 5);
        assert_eq!(code(again), Some(ProblemCode::SignInDeclined));
        assert_eq!(code(failed.take(0, 5)), Some(ProblemCode::SignInDeclined));
        assert_eq!(
            Attempt::Used.failed(ProblemCode::SignInDeclined),
            Attempt::Used
        );
    }
}
