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
        tree_path: id.into(),
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
    let loaded = QueueAct::Loaded(QueueView::Waiting, queue(&["a", "b", "c"]));
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
        suggestion: None,
        comment: now.map(Box::new),
    }))
}

fn ids(state: &QueueState) -> Vec<&str> {
    let ids = state.entries.iter();
    ids.map(|it| it.entry.comment.id.as_str()).collect()
}

fn settled(state: &QueueState, nth: usize) -> Option<(How, bool)> {
    let settled = state.entries[nth].settled;
    settled.map(|settled| (settled.how, settled.over))
}

fn decided(id: &str) -> [QueueAct; 2] {
    [
        QueueAct::Deciding(id.into()),
        QueueAct::Decided(id.into(), DecisionAction::Approve, None, 7),
    ]
}

#[test]
fn a_decided_entry_keeps_its_place_and_the_focus() {
    let state = after(decided("b"));
    assert_eq!(ids(&state), ["a", "b", "c"]);
    assert_eq!(
        settled(&state, 1),
        Some((How::Done(DecisionAction::Approve), false))
    );
    assert_eq!(state.waiting, Some(7));
    assert_eq!(state.focus, Some(("b".into(), 0)));
    assert_eq!(state.leaving().count(), 0);
}

#[test]
fn it_leaves_when_its_time_is_over_and_nobody_is_at_it() {
    let state = after(
        decided("b")
            .into_iter()
            .chain([QueueAct::TimeOver("b".into())]),
    );
    assert_eq!(ids(&state), ["a", "b", "c"]);
    assert_eq!(state.leaving().collect::<Vec<_>>(), ["b"]);
    let state = Rc::new(state).reduce(QueueAct::Folded("b".into()));
    assert_eq!(ids(&state), ["a", "c"]);
}

#[test]
fn an_undone_decision_asks_again_at_the_same_place() {
    let state = after(decided("b").into_iter().chain([
        QueueAct::Deciding("b".into()),
        QueueAct::Undone("b".into(), 8),
    ]));
    assert_eq!(ids(&state), ["a", "b", "c"]);
    assert_eq!(settled(&state, 1), None);
    assert!(!state.entries[1].deciding);
    assert_eq!(state.waiting, Some(8));
    // The clock of the first decision rings later: nothing leaves by it.
    let state = Rc::new(state).reduce(QueueAct::TimeOver("b".into()));
    assert_eq!(state.leaving().count(), 0);
}

#[test]
fn an_earlier_decision_that_is_taken_back_is_told_at_its_place() {
    let state = after([
        QueueAct::Viewed(QueueView::Decided),
        QueueAct::Loaded(QueueView::Decided, queue(&["a"])),
        QueueAct::Undone("a".into(), 1),
    ]);
    assert_eq!(settled(&state, 0), Some((How::Undone, true)));
}

#[test]
fn an_undo_that_came_too_late_says_so() {
    let trouble = refusal(ProblemCode::UndoTooLate, None);
    let state = after(
        decided("b")
            .into_iter()
            .chain([QueueAct::Refused("b".into(), trouble.clone())]),
    );
    assert_eq!(
        settled(&state, 1),
        Some((How::Done(DecisionAction::Approve), true))
    );
    assert_eq!(state.entries[1].remark, Some(Remark::Failed(trouble)));
}

#[test]
fn more_is_fetched_when_all_is_decided_though_nothing_left() {
    let mut state = after(["a", "b", "c"].into_iter().flat_map(decided));
    assert!(!state.is_dry());
    state.next = Some("more".into());
    assert!(state.is_dry());
}

#[test]
fn another_list_begins_anew_and_hears_nothing_of_the_first() {
    let state = after([
        QueueAct::Viewed(QueueView::Decided),
        QueueAct::Loaded(QueueView::Waiting, queue(&["d"])),
        QueueAct::Loaded(QueueView::Decided, queue(&["e"])),
    ]);
    assert_eq!(ids(&state), ["e"]);
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
fn a_comment_decided_or_deleted_by_somebody_else_keeps_its_place_too() {
    for code in [
        ProblemCode::CommentAlreadyDecided,
        ProblemCode::CommentDeleted,
    ] {
        let state = after([QueueAct::Refused("a".into(), refusal(code, None))]);
        assert_eq!(ids(&state), ["a", "b", "c"]);
        assert_eq!(settled(&state, 0), Some((How::Overtaken(code), true)));
        assert_eq!(state.waiting, Some(2));
    }
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
    let state = after([
        QueueAct::LoadStarted,
        QueueAct::Loaded(QueueView::Waiting, queue(&["c", "d"])),
    ]);
    assert_eq!(ids(&state), ["a", "b", "c", "d"]);
    assert!(!state.loading);
}

#[test]
fn the_reason_that_was_given_stays_with_the_decision() {
    let reason = Some("Not here.".to_owned());
    let state = after([QueueAct::Decided(
        "b".into(),
        DecisionAction::Reject,
        reason.clone(),
        2,
    )]);
    assert_eq!(state.entries[1].reason, reason);
    assert_eq!(state.entries[0].reason, None);
}
