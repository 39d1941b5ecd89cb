//! `Idempotency-Key`: a repeated write returns the first outcome.

use crate::DomainError;
use crate::ErrorCode;

/// A key a client made for one write: 1-64 characters of `A-Za-z0-9_-`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads the header's value.
    ///
    /// # Errors
    /// `idempotency_key_missing` without one, `field_invalid` for another form.
    pub fn parse(value: Option<&str>) -> Result<Self, DomainError> {
        let value = value.unwrap_or_default();
        if value.is_empty() {
            return Err(ErrorCode::IdempotencyKeyMissing.into());
        }
        let fits = value.len() <= 64
            && value
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        if !fits {
            return Err(DomainError::invalid("Idempotency-Key"));
        }
        Ok(Self(value.to_owned()))
    }

    /// The key's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_bounded_and_plain() {
        assert!(IdempotencyKey::parse(Some("a-Z_9")).is_ok());
        assert_eq!(
            IdempotencyKey::parse(None).map_err(|r| r.code),
            Err(ErrorCode::IdempotencyKeyMissing)
        );
        assert!(IdempotencyKey::parse(Some("a b")).is_err());
        assert!(IdempotencyKey::parse(Some(&"x".repeat(65))).is_err());
    }
}
