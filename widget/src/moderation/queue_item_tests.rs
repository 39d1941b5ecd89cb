use super::queue_item::{QueueItemView, QueueItemViewProps};
use crate::components::reason_form::{ReasonForm, ReasonFormProps};
use crate::state::queue::{ItemOutcome, QueueItem, Settled};
use bedside_i18n::Texts;
use bedside_wire::CommentView;
use bedside_wire::moderation::{DecisionAction, QueueEntry, QueueKind};
use bedside_wire::report::{ReportCount, ReportReason};
use bedside_wire::richtext::{Block, Inline};
use futures::executor::block_on;
use std::rc::Rc;
use yew::{Callback, LocalServerRenderer};

fn shown(entry: QueueEntry, change: impl FnOnce(&mut QueueItem)) -> String {
    let mut entry = QueueItem {
        entry: Rc::new(entry),
        deciding: false,
        error: None,
        settled: None,
        reason: None,
    };
    change(&mut entry);
    let props = QueueItemViewProps {
        texts: Texts::load("en"),
        entry,
        on_decide: Callback::noop(),
    };
    let view = LocalServerRenderer::<QueueItemView>::with_props(props).hydratable(false);
    block_on(view.render())
}

fn reported(notes: &[&str]) -> QueueEntry {
    QueueEntry {
        comment: CommentView {
            id: "c".into(),
            time: "2026-11-21T10:00:00Z".into(),
            body: vec![Block::P(vec![Inline::T("Honey heals everything.".into())])],
            ..CommentView::default()
        },
        kind: QueueKind::Reported,
        reports: vec![ReportCount {
            reason: ReportReason::Danger,
            count: 1,
        }],
        notes: notes.iter().map(|&note| note.into()).collect(),
        ..QueueEntry::default()
    }
}

#[test]
fn the_text_stands_before_what_readers_wrote_of_it() {
    let html = shown(reported(&["My neighbour did."]), |_| ());
    let at = |text: &str| html.find(text).unwrap_or_else(|| panic!("{text}: {html}"));
    assert!(at("Honey heals") < at("Reported by readers"));
    assert!(at("My neighbour did.") < at(">Keep<"));
}

#[test]
fn long_notes_are_folded() {
    let long = "Too long to read at once. ".repeat(20);
    let folded = shown(reported(&["Short.", &long]), |_| ());
    assert!(folded.contains("<details><summary>"), "{folded}");
    let open = shown(reported(&["Short.", "And short."]), |_| ());
    assert!(open.contains("<details open"), "{open}");
}

/// True where a button of this part has these words; its name has the author's,
/// too.
fn is_button(html: &str, part: &str, words: &str) -> bool {
    let mut buttons = html.split("<button ").skip(1);
    buttons.any(|button| {
        let (tag, rest) = button.split_once('>').unwrap_or_default();
        tag.contains(&format!("part=\"{part}\""))
            && tag.contains(&format!("aria-label=\"{words}, "))
            && rest.starts_with(words)
    })
}

#[test]
fn what_takes_away_does_not_look_as_what_lets_in() {
    let buttons = |mut entry: QueueEntry| {
        entry.comment.author = "Ben".into();
        shown(entry, |_| ())
    };
    let html = buttons(reported(&[]));
    assert!(is_button(&html, "button main", "Keep"), "{html}");
    assert!(is_button(&html, "button danger", "Remove"), "{html}");
    let html = buttons(QueueEntry {
        kind: QueueKind::New,
        ..reported(&[])
    });
    assert!(is_button(&html, "button main", "Approve"), "{html}");
    assert!(is_button(&html, "button danger", "Reject"), "{html}");

    let form = ReasonFormProps {
        texts: Texts::load("en"),
        id: "c".into(),
        send: "Reject comment".into(),
        busy: false,
        error: None,
        on_send: Callback::noop(),
        on_cancel: Callback::noop(),
    };
    let form = LocalServerRenderer::<ReasonForm>::with_props(form).hydratable(false);
    let html = block_on(form.render());
    assert!(
        html.contains(r#"part="button danger">Reject comment<"#),
        "{html}"
    );
}

#[test]
fn a_decided_entry_tells_the_reason_that_was_given() {
    let html = shown(reported(&[]), |entry| {
        entry.reason = Some("We sell nothing here.".into());
        entry.settled = Some(Settled {
            how: ItemOutcome::Done(DecisionAction::Remove),
            over: true,
        });
    });
    assert!(html.contains("Removed."), "{html}");
    assert!(
        html.contains("The moderator wrote: We sell nothing here."),
        "{html}"
    );
    assert!(!html.contains(">Undo<"), "{html}");
}
