//! A sign-in attempt, from the provider's button to the session.
//!
//! Each state is consumed by the step that leaves it, so that no step can be
//! done twice: Started → Verifying → Verified → used. Attempts expire as a
//! whole, [`SIGN_IN_MS`](crate::limits::SIGN_IN_MS) after their start.

use crate::ErrorCode;
use crate::hashing::digest;
use crate::limits::{CONFIRM_AFTER_MS, SIGN_IN_MS};
use crate::{DomainError, Millis};
use serde::{Deserialize, Serialize};

/// The flow of a sign-in, which decides how the result gets back to the person.
///
/// All but [`SignInFlow::Plain`] are bound to the browser that began (RFC 9700,
/// 4.7): `window_hash` is the SHA-256 of a secret that our own start page put
/// into its window's storage, and that our own page at the callback must show.
/// Without it, somebody could begin an attempt for their own key, lead another
/// person to the provider's link, and collect that person's session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mode", rename_all = "snake_case")]
pub enum SignInFlow {
    /// A window beside the host page.
    Popup {
        /// Origin of the host page, one of the site's.
        origin: String,
        /// Thumbprint of the opener's key.
        thumbprint: String,
        /// Hash of the window's secret.
        #[serde(default)]
        window_hash: String,
    },
    /// The host page itself went to the provider and is come back to. The
    /// code in its address is useless without the key.
    Redirect {
        /// The address to come back to: that of the page which proved the key.
        return_to: String,
        /// Thumbprint of the page's key.
        thumbprint: String,
        /// Hash of the window's secret.
        #[serde(default)]
        window_hash: String,
    },
    /// A comment sent from the plain page, to be confirmed after sign-in. There is
    /// no script to store a secret, so nothing but that page comes of it.
    Plain {
        /// The comment as it was accepted, as JSON.
        comment: String,
    },
    /// An owner's one-time link.
    Claim {
        /// SHA-256 of the link's token.
        link_hash: String,
        /// Hash of the window's secret.
        #[serde(default)]
        window_hash: String,
    },
}

/// The state of an attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Attempt {
    /// The person is at the provider.
    Started,
    /// The provider's code is being exchanged; it must not be tried twice.
    Verifying,
    /// The provider's response was checked: this is the account.
    Verified {
        /// The account's id.
        account: String,
        /// When the result was shown: a plain comment's last word counts only
        /// some time after.
        #[serde(default)]
        shown_at: Millis,
    },
    /// Something went wrong; the opener learns of it with its next request.
    Failed {
        /// The error's code.
        code: ErrorCode,
    },
    /// A session (or a comment, or an owner) came of it.
    Used,
}

impl Attempt {
    /// The provider came back: begin to verify. `secret` is the window's.
    ///
    /// # Errors
    /// `sign_in_expired`, what it failed with, `sign_in_used` when it left this
    /// state before, or `sign_in_not_yours` when the window is not the one that
    /// began; the attempt is then over.
    pub fn verify(
        self,
        purpose: &SignInFlow,
        secret: Option<&str>,
        started: Millis,
        now: Millis,
    ) -> Result<Self, DomainError> {
        in_time(started, now)?;
        match self {
            Attempt::Started => {}
            Attempt::Failed { code } => return Err(code.into()),
            _ => return Err(ErrorCode::SignInUsed.into()),
        }
        let is_the_window = match (purpose.window_hash(), secret) {
            (Some(hash), Some(secret)) => digest(secret) == hash,
            (None, None) => true,
            _ => false,
        };
        if is_the_window {
            Ok(Attempt::Verifying)
        } else {
            Err(ErrorCode::SignInNotYours.into())
        }
    }

    /// Records that the provider's response was checked.
    ///
    /// # Errors
    /// `sign_in_used` unless it was being verified.
    pub fn verified(self, account: &str, now: Millis) -> Result<Self, DomainError> {
        match self {
            Attempt::Verifying => Ok(Attempt::Verified {
                account: account.to_owned(),
                shown_at: now,
            }),
            _ => Err(ErrorCode::SignInUsed.into()),
        }
    }

    /// The attempt failed. One that was already used stays so.
    pub fn failed(self, code: ErrorCode) -> Self {
        match self {
            Attempt::Used => Attempt::Used,
            _ => Attempt::Failed { code },
        }
    }

    /// Takes the account out: `Ok(None)` while the person is still away.
    ///
    /// # Errors
    /// `sign_in_expired`, `sign_in_used`, or what it failed with.
    pub fn take(self, started: Millis, now: Millis) -> Result<Option<String>, DomainError> {
        in_time(started, now)?;
        match self {
            Attempt::Started | Attempt::Verifying => Ok(None),
            Attempt::Verified { account, .. } => Ok(Some(account)),
            Attempt::Failed { code } => Err(code.into()),
            Attempt::Used => Err(ErrorCode::SignInUsed.into()),
        }
    }
}

impl Attempt {
    /// True while a press of the confirming button is too early to be meant: the
    /// button may have come up under a finger that pressed something else.
    pub fn is_too_fresh(&self, now: Millis) -> bool {
        matches!(self, Attempt::Verified { shown_at, .. } if now - shown_at < CONFIRM_AFTER_MS)
    }

    /// The same, shown once more.
    #[must_use]
    pub fn shown_again(self, now: Millis) -> Self {
        match self {
            Attempt::Verified { account, .. } => Attempt::Verified {
                account,
                shown_at: now,
            },
            other => other,
        }
    }
}

impl SignInFlow {
    /// Hash of the secret that the window which began must show; nothing where
    /// there is no window to store one.
    pub fn window_hash(&self) -> Option<&str> {
        match self {
            SignInFlow::Popup { window_hash, .. }
            | SignInFlow::Redirect { window_hash, .. }
            | SignInFlow::Claim { window_hash, .. } => Some(window_hash),
            SignInFlow::Plain { .. } => None,
        }
    }

    /// The key that a session may be bound to.
    pub fn thumbprint(&self) -> Option<&str> {
        match self {
            SignInFlow::Popup { thumbprint, .. } | SignInFlow::Redirect { thumbprint, .. } => {
                Some(thumbprint)
            }
            SignInFlow::Plain { .. } | SignInFlow::Claim { .. } => None,
        }
    }
}

fn in_time(started: Millis, now: Millis) -> Result<(), DomainError> {
    if now - started > SIGN_IN_MS {
        return Err(ErrorCode::SignInExpired.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn popup() -> SignInFlow {
        SignInFlow::Popup {
            origin: "o".into(),
            thumbprint: "t".into(),
            window_hash: digest("window"),
        }
    }

    /// Every purpose that is bound to a window.
    fn bound() -> [SignInFlow; 3] {
        let window_hash = digest("window");
        let redirect = SignInFlow::Redirect {
            return_to: "r".into(),
            thumbprint: "t".into(),
            window_hash: window_hash.clone(),
        };
        let claim = SignInFlow::Claim {
            link_hash: "l".into(),
            window_hash,
        };
        [popup(), redirect, claim]
    }

    fn code<T>(result: Result<T, DomainError>) -> Option<ErrorCode> {
        result.err().map(|error| error.code)
    }

    #[test]
    fn an_attempt_goes_through_its_states_once() -> Result<(), DomainError> {
        let verifying = Attempt::Started.verify(&popup(), Some("window"), 0, 5)?;
        assert_eq!(verifying.clone().take(0, 5)?, None);
        let verified = verifying.clone().verified("acc", 5)?;
        assert_eq!(verified.clone().take(0, 5)?, Some("acc".into()));
        for later in [verifying, verified, Attempt::Used] {
            assert_eq!(
                code(later.verify(&popup(), Some("window"), 0, 5)),
                Some(ErrorCode::SignInUsed)
            );
        }
        assert_eq!(code(Attempt::Used.take(0, 5)), Some(ErrorCode::SignInUsed));
        assert_eq!(
            code(Attempt::Started.verified("acc", 5)),
            Some(ErrorCode::SignInUsed)
        );
        Ok(())
    }

    #[test]
    fn only_the_window_that_began_may_finish() {
        for purpose in bound() {
            for secret in [None, Some(""), Some("another")] {
                let result = Attempt::Started.verify(&purpose, secret, 0, 5);
                assert_eq!(code(result), Some(ErrorCode::SignInNotYours));
            }
            let result = Attempt::Started.verify(&purpose, Some("window"), 0, 5);
            assert_eq!(result, Ok(Attempt::Verifying));
        }
    }

    #[test]
    fn a_plain_comment_has_no_window_that_could_finish_it() {
        let plain = SignInFlow::Plain {
            comment: "{}".into(),
        };
        let result = Attempt::Started.verify(&plain, Some(""), 0, 5);
        assert_eq!(code(result), Some(ErrorCode::SignInNotYours));
        let result = Attempt::Started.verify(&plain, None, 0, 5);
        assert_eq!(result, Ok(Attempt::Verifying));
    }

    #[test]
    fn an_attempt_stored_before_windows_were_bound_belongs_to_none() -> Result<(), serde_json::Error>
    {
        let old = r#"{"mode":"redirect","return_to":"r","thumbprint":"t"}"#;
        let purpose: SignInFlow = serde_json::from_str(old)?;
        for secret in [None, Some("")] {
            let result = Attempt::Started.verify(&purpose, secret, 0, 5);
            assert_eq!(code(result), Some(ErrorCode::SignInNotYours));
        }
        Ok(())
    }

    #[test]
    fn a_press_counts_half_a_second_after_it_was_last_shown() -> Result<(), DomainError> {
        let shown = Attempt::Verifying.verified("acc", 1_000)?;
        assert!(shown.is_too_fresh(1_000) && shown.is_too_fresh(1_499));
        assert!(!shown.is_too_fresh(1_500));
        let again = shown.shown_again(1_400);
        assert!(again.is_too_fresh(1_500) && !again.is_too_fresh(1_900));
        assert_eq!(again.take(0, 1_900)?, Some("acc".into()));
        Ok(())
    }

    #[test]
    fn everything_ends_after_ten_minutes() {
        let late = SIGN_IN_MS + 1;
        assert_eq!(
            code(Attempt::Started.verify(&popup(), Some("window"), 0, late)),
            Some(ErrorCode::SignInExpired)
        );
        assert_eq!(
            code(
                Attempt::Verified {
                    account: "a".into(),
                    shown_at: 0,
                }
                .take(0, late)
            ),
            Some(ErrorCode::SignInExpired)
        );
    }

    #[test]
    fn a_failure_is_told_and_a_used_attempt_stays_used() {
        let failed = Attempt::Verifying.failed(ErrorCode::SignInDeclined);
        let again = failed.clone().verify(&popup(), Some("window"), 0, 5);
        assert_eq!(code(again), Some(ErrorCode::SignInDeclined));
        assert_eq!(code(failed.take(0, 5)), Some(ErrorCode::SignInDeclined));
        assert_eq!(
            Attempt::Used.failed(ErrorCode::SignInDeclined),
            Attempt::Used
        );
    }
}
