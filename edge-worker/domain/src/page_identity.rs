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
    "ref",
    "ref_src",
    "ref_url",
    "referrer",
    "share",
    "replytocom",
    "amp",
    "bedside-code",
];

/// Parameters that belong to one reader and must neither name a page nor be
/// kept with it.
const PRIVATE: &[&str] = &[
    "token",
    "access_token",
    "id_token",
    "auth",
    "code",
    "state",
    "session",
    "sessionid",
    "sid",
    "phpsessid",
    "jsessionid",
    "password",
    "key",
    "email",
    "preview_nonce",
];

/// File names that servers answer a folder with.
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
    let names_page = |name: &str| {
        let name = name.to_ascii_lowercase();
        !PRIVATE.contains(&name.as_str()) && !TRACKING.iter().any(|rule| fits(rule, &name))
    };
    let pairs = || url.query_pairs();
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
    let host = host.strip_prefix("www.").unwrap_or(host);
    let mut key = format!("https://{host}");
    if let Some(port) = url.port() {
        key.push_str(&format!(":{port}"));
    }
    let mut path = url.path();
    if let Some((folder, file)) = path.rsplit_once('/')
        && INDEX.contains(&file.to_ascii_lowercase().as_str())
    {
        path = folder;
    }
    key.push_str(path.trim_end_matches('/'));
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

    /// What a host page may say, and the page it is.
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
    }

    #[test]
    fn what_is_kept_of_an_address_tells_nothing_of_a_reader() {
        let public = |text: &str| public(Url::parse(text).unwrap()).to_string();
        assert_eq!(
            public("http://www.example.org/a/?session=1&b=2&a=%20#part"),
            "http://www.example.org/a/?b=2&a=+"
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
