use super::*;
use bedside_wire::richtext::{Block, Inline};
use bedside_wire::thread::DEPTH;
use bedside_wire::{CommentStatus, CommentView, Problem, ProblemCode, Role, ThreadView};
use futures::executor::block_on;

fn text(text: &str) -> Inline {
    Inline::T(text.into())
}

fn comment(id: &str) -> CommentView {
    CommentView {
        id: id.into(),
        parent: None,
        parent_author: None,
        depth: 0,
        author: "Ana".into(),
        role: Role::Member,
        time: "2026-11-21T10:00:00Z".into(),
        edited: None,
        body: vec![Block::P(vec![text("Hello")])],
        revision: 1,
        up: 0,
        down: 0,
        status: CommentStatus::Published,
        tree_path: id.into(),
    }
}

fn state(items: Vec<CommentView>) -> FragmentState {
    FragmentState {
        view: ThreadView {
            site: "demo".into(),
            page: "a b".into(),
            title: "A page".into(),
            url: "https://example.org/p".into(),
            total: items.len() as u64,
            items,
            ..ThreadView::default()
        },
        lang: "en".into(),
        dir: "ltr".into(),
        build: "B1".into(),
    }
}

fn context() -> PageContext {
    PageContext {
        texts: Texts::load("en"),
        build: "B1".into(),
    }
}

fn plain() -> PlainPageContext {
    PlainPageContext {
        texts: Texts::load("en"),
        site_title: "Demo".into(),
        cursor: None,
        began: Some("2026-11-20T09:00:00Z".into()),
        index: true,
        reply: None,
        refused: None,
        notice: None,
    }
}

#[test]
fn the_fragment_names_its_language_direction_and_build() {
    let html = block_on(fragment(&state(vec![comment("1")]), &context()));
    assert!(
        html.starts_with(
            r#"<div id="bedside" class="bedside" lang="en" dir="ltr" data-build="B1">"#
        )
    );
    assert!(html.contains(r#"id="comment-1""#));
    assert!(html.contains(r#"aria-label="Comments""#));
}

#[test]
fn each_comment_can_be_taken_over_by_itself() {
    let comments = vec![comment("1"), comment("2")];
    let html = block_on(fragment(&state(comments), &context()));
    // What the thread leaves alone, and in it an app of its own.
    let item = r#"<!--<#>--><div class="item"><!--<["#;
    assert_eq!(html.matches(item).count(), 2, "{html}");
}

#[test]
fn the_state_comes_back_without_texts_and_cannot_end_its_element() {
    let mut evil = comment("1");
    evil.author = "</script><!-- <script>".into();
    let mut state = state(vec![evil]);
    let html = block_on(fragment(&state, &context()));
    let start = r#"<script type="application/json" id="bedside-state">"#;
    let (_, rest) = html.split_once(start).unwrap();
    let (json, end) = rest.split_once("</script>").unwrap();
    assert_eq!(end, "");
    assert!(!json.contains('<'));
    state.view.items[0].body.clear();
    assert_eq!(serde_json::from_str::<FragmentState>(json).unwrap(), state);
}

#[test]
fn no_text_becomes_markup() {
    let mut evil = comment("1");
    evil.author = "<img src=x onerror=alert(1)>".into();
    evil.body = vec![
        Block::P(vec![
            text("<b>bold</b>"),
            Inline::Link("https://e.org/\"><script>".into(), vec![text("x")]),
        ]),
        Block::Pre("</pre><script>".into()),
    ];
    let html = block_on(fragment(&state(vec![evil]), &context()));
    let (shown, _) = html
        .split_once(r#"<script type="application/json""#)
        .unwrap();
    assert!(!shown.contains("<img"));
    assert!(!shown.contains("<b>bold"));
    assert!(!shown.contains("<script"));
}

#[test]
fn links_in_comments_tell_nothing_and_follow_nowhere() {
    let mut linked = comment("1");
    linked.body = vec![Block::P(vec![Inline::Link(
        "https://e.org/".into(),
        vec![text("x")],
    )])];
    let html = block_on(fragment(&state(vec![linked]), &context()));
    assert!(html.contains(r#"rel="nofollow ugc noreferrer""#));
}

#[test]
fn the_same_state_renders_to_the_same_html() {
    let state = state(vec![comment("1"), comment("2")]);
    assert_eq!(
        block_on(fragment(&state, &context())),
        block_on(fragment(&state, &context()))
    );
}

#[test]
fn the_plain_page_has_a_form_and_no_inline_script_or_style() {
    let mut state = state(vec![comment("1")]);
    state.view.next = Some("c+1".into());
    let html = block_on(plain_page(&state, &plain()));
    assert!(html.starts_with("<!doctype html><html"));
    assert!(html.contains(r#"action="/v1/sites/demo/plain/comments""#));
    assert!(html.contains(r#"name="body""#));
    assert!(html.contains(
        "/v1/sites/demo/thread?page=a%20b&amp;lang=en&amp;url=https%3A%2F%2Fexample.org%2Fp\
         &amp;title=A%20page&amp;sort=oldest&amp;cursor=c%2B1"
    ));
    assert!(html.contains("&amp;reply=1#form-new"));
    assert!(!html.contains("<style") && !html.contains(" style="));
    // Data for search engines, which no browser runs.
    assert_eq!(html.matches("<script").count(), 1);
    assert!(html.contains(r#"<script type="application/ld+json">"#));
}

#[test]
fn a_page_address_that_is_not_of_the_web_is_no_link() {
    let mut state = state(vec![]);
    state.view.url = "javascript:alert(1)".into();
    let html = block_on(plain_page(&state, &plain()));
    assert!(!html.contains(r#"href="javascript"#));
}

#[test]
fn a_refused_form_comes_back_with_its_text_and_the_reason_at_the_field() {
    let mut page = plain();
    page.refused = Some(RefusedForm {
        problem: Problem {
            code: ProblemCode::FieldTooLong,
            status: 422,
            title: String::new(),
            field: Some("body".into()),
            limit: Some(10),
            server_time: None,
            suggestion: None,
            comment: None,
        },
        body: "too long </textarea>".into(),
        name: "Ana".into(),
    });
    let html = block_on(plain_page(&state(vec![]), &page));
    assert!(html.contains("too long &lt;/textarea&gt;"));
    assert!(html.contains(r#"aria-invalid="true""#));
    assert!(html.contains("Shorten your comment to 10 characters or fewer."));
    assert!(html.contains("href=\"#body-new\""));
}

#[test]
fn a_reply_names_whom_it_answers() {
    let mut page = plain();
    page.reply = Some("1".into());
    let html = block_on(plain_page(&state(vec![comment("1")]), &page));
    assert!(html.contains("Reply to Ana"));
    assert!(html.contains(r#"value="1" type="hidden" name="parent""#));
}

#[test]
fn a_reply_to_what_is_not_there_says_so_and_keeps_what_was_written() {
    let mut page = plain();
    page.reply = Some("2".into());
    let sentence = "The comment you reply to is not there any more.";
    let html = block_on(plain_page(&state(vec![comment("1")]), &page));
    assert!(html.contains(sentence), "{html}");
    assert!(!html.contains(r#"name="parent""#));
    page.refused = Some(RefusedForm {
        problem: Problem {
            code: ProblemCode::FieldEmpty,
            field: Some("name".into()),
            ..Problem::default()
        },
        body: "For Ben only".into(),
        name: " ".into(),
    });
    let html = block_on(plain_page(&state(vec![comment("1")]), &page));
    assert!(html.contains(sentence) && html.contains("For Ben only"));
    page.reply = None;
    let html = block_on(plain_page(&state(vec![comment("1")]), &page));
    assert!(!html.contains(sentence));
}

#[test]
fn a_page_that_lost_its_comments_does_not_call_the_thread_empty() {
    let mut state = state(vec![]);
    let sentence = "No comments yet.";
    assert!(block_on(plain_page(&state, &plain())).contains(sentence));
    state.view.total = 3;
    state.view.prev = Some("c+1".into());
    let html = block_on(plain_page(&state, &plain()));
    assert!(!html.contains(sentence), "{html}");
    assert!(html.contains("Show earlier comments"));
}

#[test]
fn the_start_page_tells_its_script_where_it_is() {
    let html = block_on(sign_in_start(&SignInStart {
        texts: Texts::load("sv"),
        build: "B1".into(),
        site_title: "Demo".into(),
        mode: StartMode::Popup {
            origin: "https://e.org".into(),
        },
        action: "/v1/sites/demo/sign-in".into(),
        hidden: vec![("attempt", String::new())],
        providers: vec![ProviderChoice {
            id: "p".into(),
            label: "P".into(),
        }],
    }));
    assert!(html.contains(r#"<html lang="sv" dir="ltr">"#));
    assert!(html.contains(r#"src="/assets/B1/sign-in.js""#));
    assert!(html.contains(r#"data-step="start""#));
    assert!(html.contains(r#"data-origin="https://e.org""#));
    assert!(html.contains(r#"name="provider" value="p""#));
}

#[test]
fn the_page_that_leaves_leads_to_the_provider_and_nowhere_else() {
    let html = block_on(sign_in_leave(&SignInLeave {
        texts: Texts::load("en"),
        build: "B1".into(),
        site_title: "Demo".into(),
        provider: "P".into(),
        address: r#"https://p.example/?a=1&b="><script>"#.into(),
    }));
    let address = r#"https://p.example/?a=1&amp;b=&quot;>&lt;script>"#;
    let refresh = format!(r#"<meta http-equiv="refresh" content="0; url={address}"/></head>"#);
    assert!(html.contains(&refresh), "{html}");
    assert!(!html.contains("<script"), "{html}");
}

#[path = "ssr_article_tests.rs"]
mod article;
