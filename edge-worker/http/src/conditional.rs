//! Conditional requests (RFC 9110, 13) and what a reader says of caches.

use bedside_domain::hashing::is_base64url;

/// Between a feed's validator and the rest of its `ETag`; no validator has one.
const BETWEEN: char = '.';

/// True where an `If-None-Match` names this `ETag` (RFC 9110, 13.1.2).
pub fn names(if_none_match: &str, etag: &str) -> bool {
    if_none_match.split(',').any(|named| named.trim() == etag)
}

/// True where the reader takes nothing that is cached without asking (RFC 9111,
/// 5.2.1): browsers say so when a page is loaded again.
pub fn wants_newest(cache_control: &str) -> bool {
    cache_control
        .split(',')
        .any(|directive| matches!(directive.trim(), "no-cache" | "max-age=0"))
}

/// The `ETag` of a feed: the validator of its comments, its language and the hash
/// of everything else that it is made of.
pub fn feed_etag(validator: &str, lang: &str, made_of: &str) -> String {
    format!("W/\"{validator}{BETWEEN}{lang}-{made_of}\"")
}

/// The validator in the first `ETag` of an `If-None-Match`, where it can be one
/// of [`feed_etag`].
pub fn validator_of_feed(if_none_match: &str) -> Option<String> {
    let (_, etag) = if_none_match.split_once('"')?;
    let (validator, _) = etag.split_once(BETWEEN)?;
    is_base64url(validator, 32).then(|| validator.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ETAG: &str = "W/\"4-en\"";

    #[test]
    fn a_list_names_the_etags_that_stand_in_it_whole() {
        assert!(names(ETAG, ETAG));
        assert!(names("\"a\", W/\"4-en\" ,\"b\"", ETAG));
        assert!(!names("", ETAG));
        assert!(!names("W/\"4-en-US\"", ETAG));
        assert!(!names("\"4-en\"", ETAG));
    }

    #[test]
    fn a_reload_wants_the_newest() {
        assert!(wants_newest("no-cache"));
        assert!(wants_newest("no-store, max-age=0"));
        assert!(!wants_newest(""));
        assert!(!wants_newest("max-age=01, no-transform"));
    }

    #[test]
    fn the_validator_comes_back_from_a_feeds_etag() {
        let validator = "A".repeat(43);
        let etag = feed_etag(&validator, "en", "0123456789abcdef");
        assert_eq!(validator_of_feed(&etag).as_ref(), Some(&validator));
        let list = format!("{etag}, \"other\"");
        assert_eq!(validator_of_feed(&list), Some(validator));
        for other in ["", "*", "\"short.en\"", ETAG, "W/\"no quote"] {
            assert_eq!(validator_of_feed(other), None, "{other}");
        }
    }
}
