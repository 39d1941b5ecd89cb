//! The key under which a whole response is cached: the request as it came.

/// The headers that a response depends on, besides the encodings.
pub const VARIES_BY: [&str; 2] = ["accept-language", "origin"];

/// Bytes of a key at most. Longer ones are made up to be different more often
/// than they are asked for again.
const LONGEST: usize = 4 * 1024;

/// True where many people ask for this address in the same words: threads and feeds
/// are. Whoever is behind a cache of the page's asks each time by another address.
pub fn is_shared(url: &str) -> bool {
    (url.contains("/thread?") || url.contains("/feed.")) && !url.contains("&fresh=")
}

/// The key of a request; nothing where it is too long to be cached.
pub fn of<'a>(
    mut url: String,
    encodings: &'a str,
    headers: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    for value in std::iter::once(encodings).chain(headers) {
        url.push('\n');
        url.push_str(value);
    }
    Some(url).filter(|key| key.len() <= LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_and_feeds_are_shared_unless_asked_anew() {
        let site = "https://comments.example/v1/sites/demo";
        let shared = |rest: &str| is_shared(&[site, rest].concat());
        assert!(shared("/thread?page=a"));
        assert!(shared("/feed.atom"));
        assert!(!shared("/thread?page=a&fresh=1"));
        assert!(!shared("/me"));
    }

    #[test]
    fn each_header_makes_another_key_and_none_stands_for_the_next() {
        let key = |encodings: &str, headers: [&str; 2]| of("u".into(), encodings, headers);
        let plain = key("br", ["en", ""]);
        assert!(plain.is_some());
        assert_ne!(key("gzip", ["en", ""]), plain);
        assert_ne!(key("br", ["de", ""]), plain);
        assert_ne!(key("br", ["", "en"]), plain);
    }

    #[test]
    fn a_long_key_is_not_cached() {
        let of = |length: usize| of("u".repeat(length), "", [""; 2]);
        assert!(of(LONGEST - 3).is_some());
        assert!(of(LONGEST - 2).is_none());
    }
}
