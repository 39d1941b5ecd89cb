use super::*;
use crate::http;

fn site() -> (tempfile::TempDir, Pages) {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("threads")).unwrap();
    fs::write(dir.path().join("threads/a.json"), "{}").unwrap();
    fs::write(dir.path().join("index.html"), "<p>{{WORKER}}</p>").unwrap();
    let headers = r#"{"/index.html": {"Content-Security-Policy": "script-src {{WORKER}}"}}"#;
    fs::write(dir.path().join("headers.json"), headers).unwrap();
    let pages = Pages::start(dir.path(), 0, Addresses::local(1, 2, 3)).unwrap();
    (dir, pages)
}

#[test]
fn page_is_filled_in() {
    let (_dir, pages) = site();
    let address = format!("http://127.0.0.1:{}", pages.port());
    let response = http::get(&format!("{address}/?lang=sv")).unwrap();
    assert_eq!(response.status, 200);
    assert_eq!(response.body, "<p>http://127.0.0.1:2</p>");
    let missing = http::get(&format!("{address}/none.html")).unwrap();
    assert_eq!(missing.status, 404);
}

#[test]
fn page_has_its_headers() {
    let (dir, _pages) = site();
    let headers = headers_of(dir.path(), "/index.html").unwrap();
    assert_eq!(headers["Content-Security-Policy"], "script-src {{WORKER}}");
    assert!(headers_of(dir.path(), "/other.html").unwrap().is_empty());
}

#[test]
fn test_adds_a_page() {
    let (_dir, pages) = site();
    let page = Page {
        html: "<b>{{PAGES}}</b>".into(),
        ..Page::default()
    };
    pages.put("/two.html", page);
    let response = http::get(&format!("http://127.0.0.1:{}/two.html", pages.port())).unwrap();
    assert_eq!(response.body, "<b>http://localhost:1</b>");
}

#[test]
fn nothing_private_and_nothing_outside_is_served() {
    let (dir, _pages) = site();
    let file = |path| file_of(dir.path(), path);
    assert!(file("/index.html").is_some());
    assert!(file("/headers.json").is_none());
    assert!(file("/threads/a.json").is_none());
    assert!(file("/../index.html").is_none());
    assert!(file("//etc/passwd").is_none());
    assert!(file("index.html").is_none());
}

#[test]
fn watched_pages_ask_unless_their_policy_forbids_it() {
    let (dir, pages) = site();
    fs::write(dir.path().join("plain.html"), "<p>plain</p>").unwrap();
    let address = format!("http://127.0.0.1:{}", pages.port());
    let get = |path: &str| http::get(&format!("{address}{path}")).unwrap();
    assert_eq!(get(reload::PATH).status, 404);
    assert_eq!(get("/plain.html").body, "<p>plain</p>");
    pages.edition().begin();
    let first = get(reload::PATH).body;
    assert!(get("/plain.html").body.contains(&first));
    assert_eq!(get("/").body, "<p>http://127.0.0.1:2</p>");
    pages.edition().next();
    assert_ne!(get(reload::PATH).body, first);
}
