use super::*;
use bedside_wire::{CommentStatus, Problem, Role};

fn comment(id: &str, revision: u32) -> CommentView {
    CommentView {
        id: id.into(),
        parent: None,
        parent_author: None,
        depth: 0,
        author: "Ana".into(),
        role: Role::Member,
        time: "2026-11-21T10:00:00Z".into(),
        edited: None,
        body: Vec::new(),
        revision,
        up: 0,
        down: 0,
        status: CommentStatus::Pending,
        place: id.into(),
    }
}

fn entry(id: &str) -> QueueEntry {
    QueueEntry {
        comment: comment(id, 1),
        page: "p".into(),
        ..QueueEntry::default()
    }
}

fn queue(ids: &[&str]) -> Queue {
    Queue {
        items: ids.iter().map(|id| entry(id)).collect(),
        next: None,
        waiting: ids.len() as u64,
    }
}

fn after(acts: impl IntoIterator<Item = QueueAct>) -> QueueState {
    let loaded = QueueAct::Loaded(queue(&["a", "b", "c"]));
    let done = std::iter::once(loaded)
        .chain(acts)
        .fold(Rc::new(QueueState::default()), |state, act| {
            state.reduce(act)
        });
    Rc::unwrap_or_clone(done)
}

fn refusal(code: ProblemCode, now: Option<CommentView>) -> Trouble {
    Trouble::Problem(Box::new(Problem {
        code,
        status: code.status(),
        title: String::new(),
        field: None,
        limit: None,
        server_time: None,
        comment: now.map(Box::new),
    }))
}

fn ids(state: &QueueState) -> Vec<&str> {
    let ids = state.entries.iter();
    ids.map(|it| it.entry.comment.id.as_str()).collect()
}

#[test]
fn a_decided_entry_leaves_and_the_next_takes_the_focus() {
    let state = after([
        QueueAct::Deciding("b".into()),
        QueueAct::Decided("b".into(), 7),
    ]);
    assert_eq!(ids(&state), ["a", "c"]);
    assert_eq!(state.waiting, Some(7));
    assert_eq!(state.focus, Some((1, 0)));
    let state = Rc::new(state).reduce(QueueAct::Decided("c".into(), 6));
    assert_eq!(state.focus, Some((0, 1)));
}

#[test]
fn a_comment_changed_meanwhile_shows_its_new_text_and_asks_again() {
    let trouble = refusal(ProblemCode::CommentChanged, Some(comment("a", 2)));
    let state = after([
        QueueAct::Deciding("a".into()),
        QueueAct::Refused("a".into(), trouble),
    ]);
    let entry = &state.entries[0];
    assert_eq!(entry.entry.comment.revision, 2);
    assert_eq!(entry.remark, Some(Remark::Changed));
    assert!(!entry.deciding);
}

#[test]
fn a_comment_decided_by_somebody_else_moves_on() {
    let trouble = refusal(ProblemCode::CommentAlreadyDecided, None);
    let state = after([QueueAct::Refused("a".into(), trouble)]);
    assert_eq!(ids(&state), ["b", "c"]);
    assert_eq!(state.waiting, Some(2));
}

#[test]
fn a_decision_that_did_not_arrive_stays_with_the_reason() {
    let state = after([
        QueueAct::Deciding("a".into()),
        QueueAct::Refused("a".into(), Trouble::Offline),
    ]);
    assert_eq!(ids(&state).len(), 3);
    assert_eq!(
        state.entries[0].remark,
        Some(Remark::Failed(Trouble::Offline))
    );
}

#[test]
fn more_entries_join_without_doubling() {
    let state = after([QueueAct::LoadStarted, QueueAct::Loaded(queue(&["c", "d"]))]);
    assert_eq!(ids(&state), ["a", "b", "c", "d"]);
    assert!(!state.loading);
}
