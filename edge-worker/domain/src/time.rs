//! Times: milliseconds since 1970 inside, RFC 3339 outside.

use jiff::Timestamp;

/// Milliseconds since 1970-01-01T00:00:00Z.
pub type Millis = i64;

/// RFC 3339 in UTC, to the second. A time that no calendar holds becomes 1970.
pub fn to_rfc3339(millis: Millis) -> String {
    let seconds = Timestamp::from_second(millis.div_euclid(1_000)).unwrap_or(Timestamp::UNIX_EPOCH);
    seconds.to_string()
}

/// Reads RFC 3339; `None` when it is not.
pub fn from_rfc3339(text: &str) -> Option<Millis> {
    text.parse::<Timestamp>().ok().map(|t| t.as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_survive_the_round_trip() {
        assert_eq!(to_rfc3339(1_792_000_000_123), "2026-10-14T17:46:40Z");
        assert_eq!(
            from_rfc3339("2026-10-14T17:46:40Z"),
            Some(1_792_000_000_000)
        );
        assert_eq!(
            from_rfc3339("2026-10-14T19:46:40+02:00"),
            Some(1_792_000_000_000)
        );
        assert_eq!(from_rfc3339("yesterday"), None);
        assert_eq!(to_rfc3339(i64::MAX), "1970-01-01T00:00:00Z");
    }
}
