//! Held against `serde_json`: same values, same refusals.

use super::{read, write};
use bedside_wire::comment::PageInfo;
use bedside_wire::embed::{FragmentState, OpenerMessage};
use bedside_wire::moderation::Reject;
use bedside_wire::richtext::{Block, Inline};
use bedside_wire::session::ExchangeSignIn;
use bedside_wire::*;
use std::collections::BTreeMap;

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
fn what_serde_json_writes_is_read_back() {
    let state = FragmentState {
        view: ThreadView {
            version: u64::MAX,
            items: vec![comment(), comment()],
            next: Some("n".into()),
            approve_first: true,
            // Whatever a page can ask for, and what comes of it.
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
    assert_eq!(read::<FragmentState>(&json).as_ref(), Some(&state));
    let pretty = serde_json::to_string_pretty(&state).unwrap();
    assert_eq!(read::<FragmentState>(&pretty), Some(state));
}

#[test]
fn escapes_of_every_kind_are_read() {
    let json = r#"{"k":"\u0041\u00e5\ud83d\ude00\/\b\f\r\"\\"}"#;
    let read: BTreeMap<String, String> = read(json).unwrap();
    assert_eq!(read["k"], "Aå😀/\u{8}\u{c}\r\"\\");
}

#[test]
fn unknown_fields_and_values_are_passed_over() {
    let json = r#"{"code":"from_the_future","status":409,"title":"t",
        "new":{"a":[1,-2.5e3,null,true,{"b":"}"}]},"limit":null}"#;
    let problem: Problem = read(json).unwrap();
    assert_eq!(problem.code, ProblemCode::Unknown);
    assert_eq!((problem.status, problem.limit), (409, None));
}

#[test]
fn what_is_no_json_of_the_type_is_refused() {
    let deep = "[".repeat(10_000);
    for json in [
        "",
        "{",
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
        assert!(read::<live::LiveMessage>(json).is_none(), "{json}");
    }
    let nested = [r#"{"version":1,"x":"#, &deep].concat();
    assert!(read::<live::LiveMessage>(&nested).is_none());
}

#[test]
fn what_is_written_is_what_serde_json_writes() {
    fn same(value: &impl serde::Serialize) {
        assert_eq!(write(value), serde_json::to_string(value).unwrap());
    }
    same(&PostComment {
        page: PageInfo {
            key: "k".into(),
            url: Some("https://e.org/å".into()),
            title: None,
        },
        parent: None,
        body: "a \"b\" \\ \u{1f}\n😀".into(),
        name: Some(String::new()),
    });
    same(&EditComment {
        body: String::new(),
        revision: u32::MAX,
    });
    same(&Reject {
        revision: 0,
        reason: None,
    });
    same(&ExchangeSignIn {
        attempt: Some("a".into()),
        ..ExchangeSignIn::default()
    });
    same(&OpenerMessage::SignInKey {
        thumbprint: "t".into(),
        attempt: "a".into(),
    });
    same(&settings::ChangeRole {
        role: Role::Moderator,
    });
    same(&vec![1u64, 20, u64::MAX]);
    same(&texts::ChangeTexts {
        texts: BTreeMap::from([
            ("{a".into(), Some("\"{".into())),
            ("b".into(), None),
            ("c".into(), Some(String::new())),
        ]),
    });
}

#[test]
fn the_control_characters_of_a_text_survive() {
    let all: String = (0u8..=0x7f).map(char::from).collect();
    let json = write(&PageInfo {
        key: all.clone(),
        ..PageInfo::default()
    });
    assert_eq!(serde_json::from_str::<PageInfo>(&json).unwrap().key, all);
    assert_eq!(read::<PageInfo>(&json).unwrap().key, all);
}
