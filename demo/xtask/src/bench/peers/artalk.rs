//! Artalk's client. Its server is not in a registry: a stand-in answers what
//! the client asks with bytes that it knows already, which is faster than any
//! real server.

use super::server::{Reply, Server};
use super::{Peer, host_page};
use crate::bench::browser::PageUnderTest;
use crate::seed::Thread;
use crate::stack::Stack;
use crate::tools::npm_package;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fs;
use tiny_http::Request;

const VERSION: &str = "2.9.1";
const SITE: &str = "Bench";
/// The client asks for this many at a time unless told otherwise; replies to
/// them come along.
const ROOTS: usize = 20;

/// Starts the stand-in and puts the client's page among the host pages.
pub fn start(stack: &Stack, thread: &Thread) -> Result<Peer> {
    let client = npm_package("artalk")?.join("node_modules/artalk/dist");
    let read = |name: &str| {
        let file = client.join(name);
        fs::read(&file).with_context(|| format!("cannot read {}", file.display()))
    };
    let files = HashMap::from([
        ("/Artalk.js", ("text/javascript", read("Artalk.iife.js")?)),
        ("/Artalk.css", ("text/css", read("Artalk.css")?)),
        (
            "/api/v2/conf",
            json_file(&json!({ "frontend_conf": {}, "version": {} })),
        ),
        ("/api/v2/comments", json_file(&comments(thread))),
        ("/api/v2/pages/pv", json_file(&json!({ "pv": 1 }))),
    ]);
    let server = Server::start(move |request| answer(request, &files))?;
    let address = server.address();
    let init = format!(
        "Artalk.init({{ el: '#artalk', server: '{address}', site: '{SITE}', pageKey: '/bench' }})"
    );
    let html = format!(
        "<link rel=\"stylesheet\" href=\"{address}/Artalk.css\">\n<div id=\"artalk\"></div>\n\
         <script src=\"{address}/Artalk.js\"></script>\n<script>{init}</script>"
    );
    let url = host_page(stack, "/artalk.html", &html)?;
    Ok(Peer {
        under_test: PageUnderTest {
            name: format!("Artalk {VERSION} (client, 60 comments of a stand-in server)"),
            url,
            first_comment: "() => document.querySelector('.atk-comment-wrap')",
            has_comments: true,
        },
        reads: Vec::new(),
        running: (Vec::new(), vec![server]),
    })
}

fn json_file(value: &Value) -> (&'static str, Vec<u8>) {
    ("application/json", value.to_string().into_bytes())
}

fn answer(
    request: &Request,
    files: &HashMap<&'static str, (&'static str, Vec<u8>)>,
) -> Result<Reply> {
    let path = request.url().split('?').next().unwrap_or_default();
    let unknown = ("application/json", b"{\"msg\":\"no such route\"}".to_vec());
    let (kind, body) = files.get(path).unwrap_or(&unknown);
    let headers = [
        ("Content-Type", *kind),
        ("Access-Control-Allow-Origin", "*"),
        ("Access-Control-Allow-Headers", "*"),
        ("Access-Control-Allow-Methods", "*"),
    ];
    Ok(Reply {
        status: if files.contains_key(path) { 200 } else { 404 },
        headers: headers
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec(),
        body: body.clone(),
    })
}

/// The first comments without a parent, with all that replies to them.
fn comments(thread: &Thread) -> Value {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut shown = Vec::new();
    let mut roots = 0;
    for (index, comment) in thread.comments.iter().enumerate() {
        let parent = comment["parent"].as_str();
        let above = parent.map(|parent| numbers.get(parent).copied());
        let rid = match above {
            None if roots == ROOTS => continue,
            None => {
                roots += 1;
                0
            }
            Some(None) => continue,
            Some(Some(number)) => number,
        };
        numbers.insert(comment["ref"].as_str().unwrap_or_default(), index + 1);
        shown.push(entry(index + 1, rid, comment));
    }
    let all = thread.comments.iter();
    let all_roots = all.filter(|comment| comment["parent"].is_null()).count();
    json!({
        "comments": shown,
        "count": thread.comments.len(),
        "roots_count": all_roots,
        "page": {
            "id": 1, "key": "/bench", "title": "Bench", "url": "/bench", "admin_only": false,
            "vote_up": 0, "vote_down": 0, "pv": 1, "site_name": SITE, "date": "2026-10-01",
        },
    })
}

fn entry(id: usize, rid: usize, comment: &Value) -> Value {
    let body = comment["body"].as_str().unwrap_or_default();
    json!({
        "id": id, "rid": rid, "content": body, "content_marked": format!("<p>{body}</p>"),
        "user_id": id, "nick": comment["author"], "email_encrypted": format!("{id:032x}"),
        "link": "", "ua": "Mozilla/5.0", "date": "2026-10-01 12:00:00", "is_collapsed": false,
        "is_pending": false, "is_pinned": false, "is_verified": false, "is_allow_reply": true,
        "badge_name": "", "badge_color": "", "ip_region": "", "visible": true, "vote_up": 0,
        "vote_down": 0, "page_key": "/bench", "page_url": "/bench", "site_name": SITE,
    })
}
