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
/// The comment may belong to another thread of the page.
pub fn subscribe(changed: Callback<String>) -> Listener {
    Listener::default().on_window("hashchange", move |_| {
        if let Some(id) = current() {
            changed.emit(id);
        }
    })
}

/// Ours are UUIDs; WordPress, for one, has `#comment-12`. Nobody else's hash
/// becomes a request to the worker.
fn parse(hash: &str) -> Option<&str> {
    let id = hash.strip_prefix(PREFIX)?;
    let in_uuid = |c: char| c.is_ascii_hexdigit() || c == '-';
    (id.len() == 36 && id.chars().all(in_uuid)).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn reads_the_id_of_a_comment() {
        let id = "0199b1c2-7f00-7abc-8def-0123456789ab";
        assert_eq!(parse(&["#comment-", id].concat()), Some(id));
    }

    #[test]
    fn leaves_the_hashes_of_the_host_page_alone() {
        for hash in ["", "#", "#top", "#comment-", "#comment-12", "comment-1"] {
            assert_eq!(parse(hash), None, "{hash}");
        }
    }
}
