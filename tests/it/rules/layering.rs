//! Each kind of thing has one place. (Invariant 2.)

use crate::sources::{Source, refuse, rust_below};
use crate::tokens::{Kind, Token, shipped};

const SQL_BEGINS: &[&str] = &[
    "SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH ", "CREATE ", "ALTER ", "DROP ", "PRAGMA ",
    "REPLACE ",
];

fn find(sources: &[Source], wrong: impl Fn(&[Token], usize) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        let tokens = shipped(source);
        let hits = (0..tokens.len()).filter(|&i| wrong(&tokens, i));
        found.extend(
            hits.map(|i| format!("{}:{}: {}", source.path, tokens[i].line, tokens[i].text)),
        );
    }
    found
}

#[test]
fn only_stores_contain_sql() {
    let mut sources = rust_below("edge-worker");
    sources.extend(rust_below("widget/src"));
    sources.retain(|s| !s.path.ends_with("_store.rs"));
    let found = find(&sources, |tokens, i| {
        let text = tokens[i].text.trim_start();
        tokens[i].kind == Kind::Str && SQL_BEGINS.iter().any(|word| text.starts_with(word))
    });
    refuse("SQL outside *_store.rs", found);
}

#[test]
fn only_the_error_file_makes_error_answers() {
    let mut sources = rust_below("edge-worker/src");
    sources.extend(rust_below("edge-worker/http/src"));
    // The objects answer the front, and no client.
    let exempt = [
        "edge-worker/src/error.rs",
        "edge-worker/http/src/problem.rs",
        "edge-worker/src/live_room/mod.rs",
        "edge-worker/src/site/mod.rs",
    ];
    sources.retain(|s| !exempt.contains(&s.path.as_str()));
    let found = find(&sources, |tokens, i| {
        let token = &tokens[i];
        let next_is = |text: &str| tokens.get(i + 1).is_some_and(|t| t.is(text));
        let media_type = token.kind == Kind::Str && token.text.contains("problem+json");
        let built = token.is("Problem") && next_is("{") && !(i > 0 && tokens[i - 1].is("->"));
        let plain =
            token.is("error") && i > 1 && tokens[i - 1].is("::") && tokens[i - 2].is("Response");
        media_type || built || plain
    });
    refuse("an error answer made outside error.rs", found);
}

#[test]
fn only_the_platform_folder_goes_round_the_worker_crate() {
    let mut sources = rust_below("edge-worker/src");
    sources.retain(|s| !s.path.starts_with("edge-worker/src/platform"));
    let found = find(&sources, |tokens, i| {
        let token = &tokens[i];
        // The `worker` crate's own macros need that name in scope.
        let bindings =
            token.text == "wasm_bindgen" && tokens.get(i + 1).is_some_and(|next| next.is("::"));
        let names = ["web_sys", "js_sys", "wasm_bindgen_futures"];
        token.kind == Kind::Ident && (bindings || names.contains(&token.text.as_str()))
    });
    refuse("the platform named outside edge-worker/src/platform", found);
}

#[test]
fn only_the_browser_folder_names_the_browser() {
    let mut sources = rust_below("widget/src");
    sources.retain(|s| !s.path.starts_with("widget/src/browser"));
    let found = find(&sources, |tokens, i| {
        let token = &tokens[i];
        token.kind == Kind::Ident && (token.text == "web_sys" || token.text.starts_with("gloo"))
    });
    refuse("web_sys or gloo outside widget/src/browser", found);
}

#[test]
fn only_the_api_folder_sends() {
    let mut sources = rust_below("widget/src");
    sources.retain(|s| {
        !s.path.starts_with("widget/src/api") && !s.path.starts_with("widget/src/browser")
    });
    let senders = [
        "fetch",
        "WebSocket",
        "EventSource",
        "XmlHttpRequest",
        "send_beacon",
    ];
    let found = find(&sources, |tokens, i| {
        tokens[i].kind == Kind::Ident && senders.contains(&tokens[i].text.as_str())
    });
    refuse("a request sent outside widget/src/api", found);
}
