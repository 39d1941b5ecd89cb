//! Links in comments: where one may lead, and what its text must not hide.

use url::{Host, Url};

/// The address that a link leads to, if a reader may be sent there. A name and
/// password before the host go: all that they are for in a comment is to let
/// one host look like another.
pub fn target(address: &str) -> Option<Url> {
    let mut url = Url::parse(address).ok()?;
    match url.scheme() {
        "http" | "https" => {
            url.set_username("").ok()?;
            url.set_password(None).ok()?;
            Some(url)
        }
        "mailto" => Some(url),
        _ => None,
    }
}

/// The host of `target`, where the link's text names another one and so must
/// not stand alone.
pub fn hidden_host(text: &str, target: &Url) -> Option<String> {
    let host = match target.host_str() {
        Some(host) => host.to_owned(),
        None => mail_host(target.path()),
    };
    names_another(text, without_www(&host)).then_some(host)
}

/// The host of a mailbox; all of it where it is no plain single one (RFC 6068
/// allows lists and percent-encoding).
fn mail_host(mailbox: &str) -> String {
    match mailbox.split_once('@') {
        Some((_, host)) if !host.contains(['@', ',', '%']) => host.to_lowercase(),
        _ => mailbox.to_owned(),
    }
}

fn names_another(text: &str, host: &str) -> bool {
    // What is neither letter nor digit may show as nothing at all.
    let kept = |c: &char| c.is_ascii() || c.is_alphanumeric() || c.is_whitespace();
    let text: String = text.chars().map(plain).filter(kept).collect();
    text.split_whitespace().any(|word| {
        // Up to its first slash an address names hosts; beyond it, a path.
        let mut parts = word.split(['/', '?', '#']).map(hosts);
        let named = parts.find(|named| !named.is_empty());
        named.is_some_and(|named| named.iter().any(|named| without_www(named) != host))
    })
}

/// Characters that look like those of an address, as what they look like.
fn plain(c: char) -> char {
    match c {
        '\u{2024}' | '\u{3002}' | '\u{FE52}' | '\u{FF0E}' | '\u{FF61}' => '.',
        '\\' | '\u{2044}' | '\u{2215}' | '\u{29F8}' | '\u{FF0F}' | '\u{FF3C}' => '/',
        '\u{FE6B}' | '\u{FF20}' => '@',
        c => c,
    }
}

/// The hosts that a piece of text names, as a browser would write them.
fn hosts(text: &str) -> Vec<String> {
    let in_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    text.split(|c| !in_host(c)).filter_map(host).collect()
}

fn host(text: &str) -> Option<String> {
    let text = text.trim_matches(['.', '-', '_']);
    let (name, last) = text.rsplit_once('.')?;
    let lettered = last.chars().count() >= 2 && last.chars().all(char::is_alphabetic);
    let punycode = last.starts_with("xn--");
    let numbers = || text.split('.').all(|part| part.parse::<u8>().is_ok());
    if !(lettered || punycode || name.matches('.').count() == 2 && numbers()) {
        return None;
    }
    // What is no host for a browser is not that of the link either.
    Some(Host::parse(text).map_or_else(|_| text.to_lowercase(), |host| host.to_string()))
}

fn without_www(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, address: &str) -> Option<String> {
        hidden_host(text, &target(address).unwrap())
    }

    #[test]
    fn a_target_has_no_name_and_password() {
        let led = |address| target(address).map(String::from);
        let evil = Some("https://evil.example/".to_owned());
        assert_eq!(led("https://www.nhs.uk@evil.example/"), evil);
        assert_eq!(led("https://www.nhs.uk:x@evil.example/"), evil);
        assert_eq!(led("https://:x@evil.example"), evil);
        assert_eq!(
            led("mailto:ana@example.org").as_deref(),
            Some("mailto:ana@example.org")
        );
        assert_eq!(led("ftp://example.org/"), None);
    }

    #[test]
    fn a_text_that_names_another_host_shows_the_targets() {
        let evil = Some("evil.example".to_owned());
        for text in [
            "https://www.nhs.uk",
            "www.nhs.uk",
            "nhs.uk/advice",
            "See:https://www.nhs.uk",
            "(nhs.uk)",
            "https:www.nhs.uk",
            "https:/www.nhs.uk",
            "https:\\\\www.nhs.uk",
            "NHS/www.nhs.uk",
            "https://www.nhs.uk@evil.example/",
            "evil.example@www.nhs.uk",
            "n\u{4BB}s.uk",
            "nhs\u{200B}.uk",
            "www\u{2024}nhs\u{2024}uk",
            "https:\u{2044}\u{2044}www.nhs.uk",
            "xn--80ak6aa92e.com",
            "help@nhs.uk",
            "advice from nhs.uk",
            "192.0.2.1",
        ] {
            assert_eq!(shown(text, "https://evil.example/x"), evil, "{text}");
        }
        assert_eq!(shown("help@nhs.uk", "mailto:x@evil.example"), evil);
        assert_eq!(
            shown("nhs.uk", "https://b\u{FC}cher.example/").as_deref(),
            Some("xn--bcher-kva.example")
        );
    }

    #[test]
    fn a_text_that_names_its_target_or_none_stands_alone() {
        for text in [
            "here",
            "e.g. this one",
            "Take 2.5 mg",
            "1.2.3",
            "https://www.nhs.uk/conditions/www.other.example",
            "nhs.uk",
            "NHS.uk",
            "https://nhs.uk:443/?q=a.example",
            "Read www.nhs.uk, please.",
        ] {
            assert_eq!(shown(text, "https://www.nhs.uk/conditions"), None, "{text}");
        }
        assert_eq!(shown("ana@nhs.uk", "mailto:ana@nhs.uk"), None);
        assert_eq!(
            shown("B\u{FC}cher.example", "https://xn--bcher-kva.example/"),
            None
        );
    }
}
