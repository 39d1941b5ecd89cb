use super::*;

fn remap(from: &str, into: &str) -> Result<Remap, DomainError> {
    let origins = [
        "https://www.example.org".to_owned(),
        "http://localhost:8080".to_owned(),
    ];
    Remap::sanitize(from, into, &origins)
}

#[test]
fn pages_keep_their_place_below_the_address() {
    let table = [
        ("https://old.example", "https://www.example.org/"),
        ("http://www.old.example/", "https://example.org"),
    ];
    for (from, into) in table {
        let remap = remap(from, into).unwrap();
        for (page, target) in [
            ("https://old.example", Some("https://example.org")),
            ("https://old.example/a/b", Some("https://example.org/a/b")),
            ("https://old.example?p=1", Some("https://example.org?p=1")),
            ("https://old.example#!/a", Some("https://example.org#!/a")),
            ("https://old.example.net/a", None),
            ("https://old.example:8080/a", None),
            ("post-12", None),
        ] {
            assert_eq!(remap.target(page).as_deref(), target, "{page}");
        }
    }
    let folder = remap("https://example.org/blog/", "https://example.org/news").unwrap();
    assert_eq!(folder.target("https://example.org/blogs"), None);
    assert_eq!(
        folder.target("https://example.org/blog/2020").as_deref(),
        Some("https://example.org/news/2020")
    );
}

#[test]
fn a_moved_key_is_a_key() {
    let remap = remap("https://old.example/a", "https://example.org/b").unwrap();
    for page in ["https://old.example/a", "https://old.example/a/c?x=1&y=+"] {
        let target = remap.target(page).unwrap();
        assert_eq!(page_key::key(&target), target);
    }
}

#[test]
fn links_keep_the_owners_spelling() {
    let url = |into: &str| remap("https://old.example", into).unwrap().url;
    assert_eq!(
        url("https://www.example.org/x/").as_deref(),
        Some("https://www.example.org/x")
    );
}

#[test]
fn what_makes_no_sense_is_refused_by_name() {
    let code = |from: &str, into: &str| {
        let error = remap(from, into).unwrap_err();
        (error.code, error.field)
    };
    use ErrorCode as P;
    let new = "https://example.org/new";
    let old = "https://old.example";
    for (from, into, expected) in [
        ("", new, (P::FieldEmpty, Some("from"))),
        (old, " ", (P::FieldEmpty, Some("into"))),
        ("post-", new, (P::FieldInvalid, Some("from"))),
        (old, "/new", (P::FieldInvalid, Some("into"))),
        ("ftp://old.example", new, (P::FieldInvalid, Some("from"))),
        (
            "https://old.example?p=1",
            new,
            (P::FieldInvalid, Some("from")),
        ),
        (
            old,
            "https://example.org/#!/a",
            (P::FieldInvalid, Some("into")),
        ),
        (
            "https://old\n.example",
            new,
            (P::FieldInvalid, Some("from")),
        ),
        (
            old,
            "https://other.example",
            (P::OriginNotAllowed, Some("into")),
        ),
        (
            old,
            "https://example.org.evil.example",
            (P::OriginNotAllowed, Some("into")),
        ),
        (
            old,
            "https://example.org:8443",
            (P::OriginNotAllowed, Some("into")),
        ),
        (new, new, (P::PagesOverlap, Some("into"))),
        (
            new,
            "http://www.example.org/new/#top",
            (P::PagesOverlap, Some("into")),
        ),
        (
            new,
            "https://example.org/new/er",
            (P::PagesOverlap, Some("into")),
        ),
    ] {
        assert_eq!(code(from, into), expected, "{from} to {into}");
    }
    let long = format!("https://old.example/{}", "x".repeat(PAGE_KEY_BYTES));
    let error = remap(&long, new).unwrap_err();
    assert_eq!(error, DomainError::too_long("from", PAGE_KEY_BYTES));
}

#[test]
fn a_move_up_knows_where_it_would_move_twice() {
    let up = remap("https://example.org/blog", "https://example.org").unwrap();
    assert_eq!(up.twice().as_deref(), Some("https://example.org/blog/blog"));
    let aside = remap("https://example.org/blog", "https://example.org/b").unwrap();
    assert_eq!(aside.twice(), None);
}

#[test]
fn a_key_that_would_be_too_long_is_refused_before_anything_moves() {
    let remap = remap("https://o.example", "https://example.org/longer").unwrap();
    let more = remap.into.len() - remap.from.len();
    assert_eq!(remap.fits(PAGE_KEY_BYTES - more), Ok(()));
    assert_eq!(
        remap.fits(PAGE_KEY_BYTES - more + 1),
        Err(DomainError::too_long("into", PAGE_KEY_BYTES))
    );
}

#[test]
fn a_merge_names_two_pages() {
    assert_eq!(
        merge("http://www.a.example/x/", "post-1"),
        Ok(("https://a.example/x".into(), "post-1".into()))
    );
    assert_eq!(
        merge("https://a.example/x", "https://a.example/x?utm_source=y"),
        Err(overlap())
    );
    assert_eq!(merge("", "b"), Err(DomainError::empty("from")));
    assert_eq!(
        merge("a", &"b".repeat(2 * PAGE_KEY_BYTES + 1)),
        Err(DomainError::too_long("into", PAGE_KEY_BYTES))
    );
}
