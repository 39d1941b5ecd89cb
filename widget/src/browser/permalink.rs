//! The `#comment-ID` part of the host page's address.

use super::Listener;
use yew::Callback;

const PREFIX: &str = "#comment-";

/// The id of the comment that the page's address points to.
pub fn current() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    parse(&hash).map(str::to_owned)
}

/// Says each comment that the address comes to point to while the page stays.
/// It may belong to another thread of the page.
pub fn subscribe(changed: Callback<String>) -> Listener {
    Listener::default().on_window("hashchange", move |_| {
        if let Some(id) = current() {
            changed.emit(id);
        }
    })
}

/// Refuses what cannot be an id, so that nobody's hash becomes a selector.
fn parse(hash: &str) -> Option<&str> {
    let id = hash.strip_prefix(PREFIX)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    (!id.is_empty() && id.len() <= 64 && id.chars().all(plain)).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn reads_the_id_of_a_comment() {
        assert_eq!(parse("#comment-0190a-1"), Some("0190a-1"));
    }

    #[test]
    fn leaves_the_hashes_of_the_host_page_alone() {
        for hash in ["", "#", "#top", "#comment-", "#comment-a\"]b", "comment-1"] {
            assert_eq!(parse(hash), None, "{hash}");
        }
    }
}
