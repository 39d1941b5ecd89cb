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

fn after(acts: impl IntoIterator<Item = QueueAction>) -> QueueState {
    let loaded = QueueAction::Loaded(QueueView::Waiting, queue(&["a", "b", "c"]));
    let done = std::iter::once(loaded)
        .chain(acts)
        .fold(Rc::new(QueueState::default()), |state, action| {
            state.reduce(action)
        });
    Rc::unwrap_or_clone(done)
}

fn refusal(code: ProblemCode, now: Option<CommentView>) -> UiError {
    UiError::Problem(Box::new(Problem {
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

fn settled(state: &QueueState, nth: usize) -> Option<(ItemOutcome, bool)> {
    let settled = state.entries[nth].settled;
    settled.map(|settled| (settled.how, settled.over))
}

fn decided(id: &str) -> [QueueAction; 2] {
    [
        QueueAction::Deciding(id.into()),
        QueueAction::Decided(id.into(), DecisionAction::Approve, None, 7),
    ]
}

#[test]
fn a_decided_entry_keeps_its_place_and_the_focus() {
    let state = after(decided("b"));
    assert_eq!(ids(&state), ["a", "b", "c"]);
    assert_eq!(
        settled(&state, 1),
        Some((ItemOutcome::Done(DecisionAction::Approve), false))
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
            .chain([QueueAction::TimeOver("b".into())]),
    );
    assert_eq!(ids(&state), ["a", "b", "c"]);
    assert_eq!(state.leaving().collect::<Vec<_>>(), ["b"]);
    let state = Rc::new(state).reduce(QueueAction::Folded("b".into()));
    assert_eq!(ids(&state), ["a", "c"]);
}

#[test]
fn an_undone_decision_asks_again_at_the_same_place() {
    let state = after(decided("b").into_iter().chain([
        QueueAction::Deciding("b".into()),
        QueueAction::Undone("b".into(), 8),
    ]));
    assert_eq!(ids(&state), ["a", "b", "c"]);
    assert_eq!(settled(&state, 1), None);
    assert!(!state.entries[1].deciding);
    assert_eq!(state.waiting, Some(8));
    // The clock of the first decision rings later: nothing leaves by it.
    let state = Rc::new(state).reduce(QueueAction::TimeOver("b".into()));
    assert_eq!(state.leaving().count(), 0);
}

#[test]
fn an_earlier_decision_that_is_taken_back_is_told_at_its_place() {
    let state = after([
        QueueAction::Viewed(QueueView::Decided),
        QueueAction::Loaded(QueueView::Decided, queue(&["a"])),
        QueueAction::Undone("a".into(), 1),
    ]);
    assert_eq!(settled(&state, 0), Some((ItemOutcome::Undone, true)));
}

#[test]
fn an_undo_that_came_too_late_says_so() {
    let error = refusal(ProblemCode::UndoTooLate, None);
    let state = after(
        decided("b")
            .into_iter()
            .chain([QueueAction::Refused("b".into(), error.clone())]),
    );
    assert_eq!(
        settled(&state, 1),
        Some((ItemOutcome::Done(DecisionAction::Approve), true))
    );
    assert_eq!(state.entries[1].error, Some(ItemError::Failed(error)));
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
        QueueAction::Viewed(QueueView::Decided),
        QueueAction::Loaded(QueueView::Waiting, queue(&["d"])),
        QueueAction::Loaded(QueueView::Decided, queue(&["e"])),
    ]);
    assert_eq!(ids(&state), ["e"]);
}

#[test]
fn a_comment_changed_meanwhile_shows_its_new_text_and_asks_again() {
    let error = refusal(ProblemCode::CommentChanged, Some(comment("a", 2)));
    let state = after([
        QueueAction::Deciding("a".into()),
        QueueAction::Refused("a".into(), error),
    ]);
    let entry = &state.entries[0];
    assert_eq!(entry.entry.comment.revision, 2);
    assert_eq!(entry.error, Some(ItemError::Changed));
    assert!(!entry.deciding);
}

#[test]
fn a_comment_decided_or_deleted_by_somebody_else_keeps_its_place_too() {
    for code in [
        ProblemCode::CommentAlreadyDecided,
        ProblemCode::CommentDeleted,
    ] {
        let state = after([QueueAction::Refused("a".into(), refusal(code, None))]);
        assert_eq!(ids(&state), ["a", "b", "c"]);
        assert_eq!(
            settled(&state, 0),
            Some((ItemOutcome::Overtaken(code), true))
        );
        assert_eq!(state.waiting, Some(2));
    }
}

#[test]
fn a_decision_that_did_not_arrive_stays_with_the_reason() {
    let state = after([
        QueueAction::Deciding("a".into()),
        QueueAction::Refused("a".into(), UiError::Offline),
    ]);
    assert_eq!(ids(&state).len(), 3);
    assert_eq!(
        state.entries[0].error,
        Some(ItemError::Failed(UiError::Offline))
    );
}

#[test]
fn more_entries_join_without_doubling() {
    let state = after([
        QueueAction::LoadStarted,
        QueueAction::Loaded(QueueView::Waiting, queue(&["c", "d"])),
    ]);
    assert_eq!(ids(&state), ["a", "b", "c", "d"]);
    assert!(!state.loading);
}

#[test]
fn the_reason_that_was_given_stays_with_the_decision() {
    let reason = Some("Not here.".to_owned());
    let state = after([QueueAction::Decided(
        "b".into(),
        DecisionAction::Reject,
        reason.clone(),
        2,
    )]);
    assert_eq!(state.entries[1].reason, reason);
    assert_eq!(state.entries[0].reason, None);
}
