//! The contract as JSON: the widget and the worker read it with `serde_json`.

use crate::comment::PageInfo;
use crate::embed::FragmentState;
use crate::live::LiveMessage;
use crate::richtext::{Block, Inline};
use crate::*;
use serde_json::from_str;

fn text(text: &str) -> Inline {
    Inline::T(text.into())
}

fn comment() -> CommentView {
    CommentView {
        id: "0190".into(),
        parent: Some("018f".into()),
        parent_author: None,
        depth: 7,
        author: "Ana \"Å\" \\ \u{1F600}\n".into(),
        role: Role::Moderator,
        time: "2026-11-21T10:00:00Z".into(),
        edited: None,
        body: vec![
            Block::P(vec![
                text("<b>"),
                Inline::Strong(vec![Inline::Em(vec![text("x")]), Inline::Br]),
                Inline::Link("https://e.org/?a=1&b=\"".into(), vec![text("l")]),
            ]),
            Block::Ol(3, vec![vec![Block::P(vec![])], vec![]]),
            Block::Quote(vec![Block::Pre("\t\u{0}\u{1f}".into())]),
        ],
        revision: 2,
        up: 0,
        down: 0,
        status: CommentStatus::Pending,
        tree_path: "01".into(),
    }
}

#[test]
fn a_thread_is_read_as_it_was_written() {
    let state = FragmentState {
        view: ThreadView {
            version: u64::MAX,
            items: vec![comment(), comment()],
            next: Some("n".into()),
            approve_first: true,
            sort: Sort::MostReplies,
            flat: true,
            depth: 10,
            search: "river".into(),
            found: 1_000,
            folds: vec![CollapsedReplies {
                after: "11".into(),
                until: "12".into(),
                more: 3,
                cursor: "c".into(),
            }],
            ..ThreadView::default()
        },
        lang: "en".into(),
        ..FragmentState::default()
    };
    let json = serde_json::to_string(&state).unwrap();
    assert_eq!(from_str::<FragmentState>(&json).unwrap(), state);
}

#[test]
fn a_field_that_is_left_out_has_its_usual_value() {
    let state = FragmentState::default();
    let json = serde_json::to_string(&state).unwrap();
    assert!(!json.contains("depth"), "{json}");
    assert_eq!(from_str::<FragmentState>(&json).unwrap(), state);
    let me = Viewer {
        own: vec![OwnComment::default()],
        ..Viewer::default()
    };
    let json = serde_json::to_string(&me).unwrap();
    assert_eq!(from_str::<Viewer>(&json).unwrap(), me);
    let problem: Problem = from_str(r#"{"code":"internal","status":500,"title":"t"}"#).unwrap();
    assert_eq!(problem.code, ProblemCode::Internal);
    assert_eq!((problem.field, problem.limit), (None, None));
}

#[test]
fn unknown_fields_and_values_are_passed_over() {
    let json = r#"{"code":"from_the_future","status":409,"title":"t",
        "new":{"a":[1,-2.5e3,null,true,{"b":"}"}]},"limit":null}"#;
    let problem: Problem = from_str(json).unwrap();
    assert_eq!(problem.code, ProblemCode::Unknown);
    assert_eq!((problem.status, problem.limit), (409, None));
}

#[test]
fn a_body_that_is_not_of_the_type_is_an_error() {
    let deep = "[".repeat(10_000);
    for json in [
        "",
        "{",
        "{}",
        "[]",
        "<h1>502</h1>",
        r#"{"version":1"#,
        r#"{"version":"1"}"#,
        r#"{"version":1.5}"#,
        r#"{"version":99999999999999999999}"#,
        r#"{"version":1}x"#,
        r#"{"a":"\ud83d"}"#,
        r#"{"a":"\u00zz"}"#,
        r#"{"a":"\"#,
        &deep,
    ] {
        assert!(from_str::<LiveMessage>(json).is_err(), "{json}");
    }
    let nested = [r#"{"version":1,"x":"#, &deep].concat();
    assert!(from_str::<LiveMessage>(&nested).is_err());
    let quotes = r#"{"quote":["#.repeat(1_000);
    assert!(from_str::<Block>(&quotes).is_err());
}

#[test]
fn the_control_characters_of_a_text_survive() {
    let key: String = (0u8..=0x7f).map(char::from).collect();
    let page = PageInfo {
        key,
        ..PageInfo::default()
    };
    let json = serde_json::to_string(&page).unwrap();
    assert_eq!(from_str::<PageInfo>(&json).unwrap(), page);
}
