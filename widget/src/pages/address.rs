//! Addresses that the pages link to.

/// Encodes a value for a query: everything but RFC 3986's unreserved
/// characters.
pub fn encode(value: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::with_capacity(value.len() + 16);
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => {
                encoded.push('%');
                encoded.push(char::from(HEX[usize::from(byte >> 4)]));
                encoded.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
    encoded
}

/// A path with a query of the values that are not empty.
pub fn with_query(path: &str, query: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    let mut mark = '?';
    for (key, value) in query.iter().filter(|(_, value)| !value.is_empty()) {
        address.push(mark);
        address.push_str(key);
        address.push('=');
        address.push_str(&encode(value));
        mark = '&';
    }
    address
}

/// The address, where it is one that a link may carry: a host page tells its
/// own address, and anyone can ask the worker for any.
pub fn web(address: &str) -> Option<String> {
    let lower = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")).then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_encoded_and_empty_ones_left_out() {
        assert_eq!(
            with_query("/t", &[("page", "a b&c/å"), ("lang", ""), ("x", "1")]),
            "/t?page=a%20b%26c%2F%C3%A5&x=1"
        );
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert!(web("https://example.org/a").is_some());
        assert!(web("HTTP://example.org").is_some());
        assert!(web("javascript:alert(1)").is_none());
        assert!(web("data:text/html,x").is_none());
        assert!(web("").is_none());
    }
}
