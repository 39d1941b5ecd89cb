//! Addresses of the worker's routes.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but RFC 3986's unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// `base` and `path`, and the query's values that are there.
pub fn with_query(base: &str, path: &str, query: &[(&str, Option<&str>)]) -> String {
    let mut url = [base, path].concat();
    let mut separator = '?';
    for (name, value) in query {
        if let Some(value) = value {
            url.push(separator);
            url.push_str(name);
            url.push('=');
            url.push_str(&encode(value));
            separator = '&';
        }
    }
    url
}

/// The address with one more value in its query.
pub fn with(url: &str, name: &str, value: &str) -> String {
    let separator = if url.contains('?') { "&" } else { "?" };
    [url, separator, name, "=", &encode(value)].concat()
}

/// Percent-encodes all but RFC 3986's unreserved characters, which is right in
/// a query's value and in a segment of a path.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// The address as a proof names it: without query and fragment (RFC 9449,
/// section 4.2).
pub fn without_query(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or(url)
}

/// The address of the WebSocket beside an HTTP address.
pub fn web_socket(url: &str) -> String {
    // http becomes ws, https becomes wss.
    match url.strip_prefix("http") {
        Some(rest) => ["ws", rest].concat(),
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_more_value_comes_after_those_that_are_there() {
        assert_eq!(
            with("https://h.example/me", "fresh", "a"),
            "https://h.example/me?fresh=a"
        );
        assert_eq!(
            with("https://h.example/me?page=p", "fresh", "a b"),
            "https://h.example/me?page=p&fresh=a%20b"
        );
    }

    #[test]
    fn encodes_values_and_leaves_out_absent_ones() {
        let url = with_query(
            "https://c.example/v1/sites/a",
            "/thread",
            &[
                ("page", Some("/å?b&c=d")),
                ("cursor", None),
                ("as", Some("json")),
            ],
        );
        assert_eq!(
            url,
            "https://c.example/v1/sites/a/thread?page=%2F%C3%A5%3Fb%26c%3Dd&as=json"
        );
    }

    #[test]
    fn a_proof_names_the_address_without_query() {
        assert_eq!(without_query("https://a.b/c?d=e"), "https://a.b/c");
        assert_eq!(without_query("https://a.b/c"), "https://a.b/c");
    }

    #[test]
    fn sockets_follow_the_scheme() {
        assert_eq!(web_socket("http://a/b"), "ws://a/b");
        assert_eq!(web_socket("https://a/b"), "wss://a/b");
    }
}
