//! One page, one thread: addresses that lead to the same page are the same key.

use url::Url;

/// Parameters that say where a reader came from and not what they read. A name
/// that ends in `*` stands for all that begin so.
const TRACKING: &[&str] = &[
    "utm_*",
    "pk_*",
    "piwik_*",
    "mtm_*",
    "matomo_*",
    "hsa_*",
    "mc_*",
    "_hs*",
    "__hs*",
    "fb_*",
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "ysclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "li_fat_id",
    "mkt_tok",
    "vero_id",
    "wickedid",
    "oly_anon_id",
    "oly_enc_id",
    "s_cid",
    "_ga",
    "_gl",
    "ref_src",
    "ref_url",
    "referrer",
    "replytocom",
    "bedside-code",
];

/// Parameters that belong to one reader and must neither name a page nor be stored
/// with it, whatever their value: a session id in a published link is a way in, and
/// a short one looks like any number. A page that is named by one of them needs an
/// id of its own. Short names that pages use for other things (`key`, `sid`) are
/// left: two pages in one thread would be the greater harm. No name is to be added
/// or taken away without a way to the threads that have keys by now.
const PRIVATE: &[&str] = &[
    "token",
    "access_token",
    "id_token",
    "refresh_token",
    "session",
    "sessionid",
    "session_id",
    "phpsessid",
    "jsessionid",
    "password",
    "email",
    "preview_nonce",
];

/// Begins the session's id in a path, as servlet containers write it.
const SESSION_IN_PATH: &str = ";jsessionid=";

/// File names that servers send for a folder.
const INDEX: &[&str] = &["index.html", "index.htm", "index.php"];

/// The key of the page that a host page names. An address is brought to one
/// form: `https`, no `www.`, no slash or index file at the end, no fragment, no
/// tracking or private parameters, the others in order of their names. Any
/// other text is a key as it is.
pub fn key(text: &str) -> String {
    match web(text) {
        Some(url) => same_page(url),
        None => text.to_owned(),
    }
}

/// Tells whether an address leads to the page of this key. A key that is no
/// address fits any: it does not say where its page is.
pub fn is_of(address: &str, page: &str) -> bool {
    web(page).is_none() || key(address) == page
}

/// An address without what is nobody's business: fragment, tracking and private
/// parameters. The rest stays as it was.
pub fn public(mut url: Url) -> Url {
    // `#!` is how some sites name a page.
    if url
        .fragment()
        .is_some_and(|fragment| !fragment.starts_with('!'))
    {
        url.set_fragment(None);
    }
    if url.path().contains(SESSION_IN_PATH) {
        let path = without_session(url.path());
        url.set_path(&path);
    }
    let pairs = || url.query_pairs();
    let has = |name: &str| url.query_pairs().any(|(known, _)| known == name);
    // The two together are a sign-in's way back (RFC 6749, 4.1.2); alone each is
    // a parameter like others.
    let signing_in = has("code") && has("state");
    let names_page = |name: &str| {
        let name = name.to_ascii_lowercase();
        let private = PRIVATE.contains(&name.as_str())
            || signing_in && matches!(name.as_str(), "code" | "state");
        !private && !TRACKING.iter().any(|rule| fits(rule, &name))
    };
    if pairs().any(|(name, _)| !names_page(&name)) {
        let kept: Vec<(String, String)> = pairs()
            .filter(|(name, _)| names_page(name))
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        set_query(&mut url, &kept);
    }
    url
}

fn web(text: &str) -> Option<Url> {
    let url = Url::parse(text.trim()).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

/// A path whose segments lost the parameter with the session's id. The others
/// stay, and what follows: that is another page.
fn without_session(path: &str) -> String {
    let segments = path.split('/').map(|segment| {
        let mut parts = segment.split(';');
        let name = parts.next().unwrap_or_default().to_owned();
        let kept = parts.filter(|part| !part.starts_with(&SESSION_IN_PATH[1..]));
        kept.fold(name, |name, part| [&name, ";", part].concat())
    });
    segments.collect::<Vec<_>>().join("/")
}

fn fits(rule: &str, name: &str) -> bool {
    match rule.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => rule == name,
    }
}

fn set_query(url: &mut Url, pairs: &[(String, String)]) {
    if pairs.is_empty() {
        url.set_query(None);
    } else {
        url.query_pairs_mut().clear().extend_pairs(pairs);
    }
}

fn same_page(url: Url) -> String {
    let url = public(url);
    let mut pairs: Vec<_> = url.query_pairs().into_owned().collect();
    pairs.sort();
    let host = url.host_str().unwrap_or_default();
    let mut key = format!("https://{}", host.trim_start_matches("www."));
    // 443 is what `https` means; the scheme may have been the other one.
    if let Some(port) = url.port().filter(|port| *port != 443) {
        key.push_str(&format!(":{port}"));
    }
    let mut path = url.path().trim_end_matches('/');
    while let Some((folder, file)) = path.rsplit_once('/')
        && INDEX.contains(&file.to_ascii_lowercase().as_str())
    {
        path = folder.trim_end_matches('/');
    }
    key.push_str(path);
    if !pairs.is_empty() {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        key.push('?');
        key.push_str(&query);
    }
    if let Some(fragment) = url.fragment() {
        key.push('#');
        key.push_str(fragment);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Addresses that a host page may give, and the page that each names.
    const SAME: &[(&str, &str)] = &[
        ("https://example.org/post", "https://example.org/post"),
        ("http://example.org/post", "https://example.org/post"),
        ("https://www.example.org/post/", "https://example.org/post"),
        ("https://EXAMPLE.org:443/post//", "https://example.org/post"),
        ("http://example.org:80/post", "https://example.org/post"),
        ("http://localhost:8080/post", "https://localhost:8080/post"),
        ("https://example.org", "https://example.org"),
        ("https://example.org/", "https://example.org"),
        ("https://example.org/index.html", "https://example.org"),
        ("http://www.example.org/?", "https://example.org"),
        ("https://example.org/#top", "https://example.org"),
        ("https://example.org/?session=1", "https://example.org"),
        (
            "https://example.org/a/Index.PHP?p=3",
            "https://example.org/a?p=3",
        ),
        (
            "https://example.org/post#comment-12",
            "https://example.org/post",
        ),
        ("https://example.org/#!/post", "https://example.org#!/post"),
        (
            "https://example.org/?p=12&utm_source=x&UTM_Medium=y",
            "https://example.org?p=12",
        ),
        (
            "https://example.org/a?fbclid=1&gclid=2&mc_eid=3",
            "https://example.org/a",
        ),
        (
            "https://example.org/a?b=2&a=1",
            "https://example.org/a?a=1&b=2",
        ),
        (
            "https://example.org/a?a=1&b=2",
            "https://example.org/a?a=1&b=2",
        ),
        ("https://example.org/a/index.php/", "https://example.org/a"),
        (
            "https://example.org/a/index.html/index.html",
            "https://example.org/a",
        ),
        ("https://www.www.example.org/a", "https://example.org/a"),
        ("http://example.org:443/a", "https://example.org/a"),
        (
            "https://example.org/a;jsessionid=1F?b=1",
            "https://example.org/a?b=1",
        ),
        (
            "https://example.org/a;jsessionid=1;v=2/b;jsessionid=1",
            "https://example.org/a;v=2/b",
        ),
        (
            "https://example.org/jsessionid=1",
            "https://example.org/jsessionid=1",
        ),
        (
            "https://example.org/talks?session=1&SessionID=2&session_id=3&PHPSESSID=4",
            "https://example.org/talks",
        ),
        (
            "https://example.org/talks?sid=1&sessions=2&s=3",
            "https://example.org/talks?s=3&sessions=2&sid=1",
        ),
        (
            "https://example.org/a?code=C50",
            "https://example.org/a?code=C50",
        ),
        (
            "https://example.org/a?code=x&state=y",
            "https://example.org/a",
        ),
        (
            "https://example.org/a?token=secret&id=7",
            "https://example.org/a?id=7",
        ),
        (
            "https://example.org/a?reference=7",
            "https://example.org/a?reference=7",
        ),
        ("https://example.org/a?", "https://example.org/a"),
        (
            "https://example.org/Ärzte",
            "https://example.org/%C3%84rzte",
        ),
        (
            "https://bücher.example/a",
            "https://xn--bcher-kva.example/a",
        ),
        (" https://example.org/a ", "https://example.org/a"),
        ("post-12", "post-12"),
        ("/post/12/", "/post/12/"),
        ("urn:uuid:1", "urn:uuid:1"),
        ("ftp://example.org/a/", "ftp://example.org/a/"),
    ];

    #[test]
    fn addresses_of_one_page_are_one_key() {
        for (said, page) in SAME {
            assert_eq!(key(said), *page, "{said}");
        }
    }

    #[test]
    fn a_key_is_its_own_key() {
        for (said, page) in SAME {
            assert_eq!(key(page), *page, "{said}");
        }
        // Parts that change an address, in every order of three.
        let parts = [
            "/",
            "//",
            "/index.php",
            "/INDEX.HTM",
            "/a",
            "?ref=1",
            "?utm_a=1",
            "&p=%20",
            "#x",
            ";jsessionid=1",
        ];
        for host in [
            "http://www.www.example.org:443",
            "https://EXAMPLE.org:8443",
            "http://[::1]",
        ] {
            for a in parts {
                for b in parts {
                    for c in parts {
                        let said = [host, a, b, c].concat();
                        assert_eq!(key(&key(&said)), key(&said), "{said}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_kept_of_an_address_tells_nothing_of_a_reader() {
        let public = |text: &str| public(Url::parse(text).unwrap()).to_string();
        assert_eq!(
            public("http://www.example.org/a/?session=1&b=2&a=%20#part"),
            "http://www.example.org/a/?b=2&a=+"
        );
        assert_eq!(
            public("https://example.org?session=1"),
            "https://example.org/"
        );
        assert_eq!(
            public("https://example.org/?b=2&a=1"),
            "https://example.org/?b=2&a=1"
        );
        assert_eq!(
            public("https://example.org/?email=a%40b.c"),
            "https://example.org/"
        );
    }
}
