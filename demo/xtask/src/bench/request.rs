//! Requests as bytes.

use std::fmt::Write;
use std::net::SocketAddr;

/// A GET.
pub fn get(address: SocketAddr, path: &str, headers: &[(&str, &str)]) -> Vec<u8> {
    head("GET", address, path, headers).into_bytes()
}

/// A request with a body.
pub fn with_body(
    method: &str,
    address: SocketAddr,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Vec<u8> {
    let length = body.len().to_string();
    let mut all = vec![("Content-Length", length.as_str())];
    all.extend(headers);
    let mut bytes = head(method, address, path, &all).into_bytes();
    bytes.extend(body);
    bytes
}

fn head(method: &str, address: SocketAddr, path: &str, headers: &[(&str, &str)]) -> String {
    let mut text = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\n");
    for (name, value) in headers {
        // Writing to a String cannot fail.
        let _ = write!(text, "{name}: {value}\r\n");
    }
    text.push_str("\r\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_complete() {
        let address = SocketAddr::from(([127, 0, 0, 1], 80));
        let sent =
            String::from_utf8(with_body("POST", address, "/a", &[("A", "b")], b"{}")).unwrap();
        assert!(sent.starts_with("POST /a HTTP/1.1\r\nHost: 127.0.0.1:80\r\n"));
        assert!(sent.ends_with("Content-Length: 2\r\nA: b\r\n\r\n{}"));
    }
}
