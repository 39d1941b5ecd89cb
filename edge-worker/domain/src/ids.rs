//! Ids: UUIDv7 (RFC 9562), so that they sort by time.

use crate::Millis;
use uuid::{Builder, Uuid};

/// The id of something made at `now`, from ten random bytes.
pub fn uuid_v7(now: Millis, random: [u8; 10]) -> String {
    Builder::from_unix_timestamp_millis(now.max(0) as u64, &random)
        .into_uuid()
        .to_string()
}

/// True for text that can be an id of ours.
pub fn is_id(text: &str) -> bool {
    text.len() == 36 && Uuid::try_parse(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_time_and_are_recognised() {
        let early = uuid_v7(1_000, [255; 10]);
        let late = uuid_v7(2_000, [0; 10]);
        assert!(early < late);
        assert!(is_id(&early));
        assert!(!is_id("comment-1"));
        assert!(!is_id(&early.replace('-', "")));
    }
}
