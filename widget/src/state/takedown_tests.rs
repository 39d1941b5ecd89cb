use super::*;
use crate::state::comment_row::Absence;
use crate::state::{Action, ListedComment, SessionState, Thread, UiEvent};
use bedside_wire::report::ReportReason;
use bedside_wire::{Removal, ThreadChanges, ThreadView, Viewer};
use yew::Reducible;

fn comment(id: &str, status: CommentStatus) -> CommentView {
    CommentView {
        id: id.into(),
        author: "Ana".into(),
        tree_path: id.into(),
        revision: 1,
        status,
        ..CommentView::default()
    }
}

fn own(id: &str, status: CommentStatus) -> OwnComment {
    OwnComment {
        comment: comment(id, status),
        ..OwnComment::default()
    }
}

fn app() -> App {
    let thread = Thread::from(ThreadView {
        version: 1,
        total: 3,
        items: ["a", "b", "c"]
            .map(|id| comment(id, CommentStatus::Published))
            .into(),
        ..ThreadView::default()
    });
    App::new(Rc::new(thread))
}

fn after(app: App, acts: impl IntoIterator<Item = Action>) -> App {
    let mut acts = acts.into_iter();
    let done = acts
        .by_ref()
        .fold(Rc::new(app), |app, action| app.reduce(action));
    Rc::unwrap_or_clone(done)
}

fn row(app: &App, id: &str) -> Option<ListedComment> {
    let (inside, _) = app.rows();
    inside.into_iter().find(|row| row.comment.id == id)
}

fn absence(app: &App, id: &str) -> Option<Absence> {
    row(app, id).and_then(|row| row.absence())
}

fn viewer(own: Vec<OwnComment>) -> Action {
    Action::ViewerIs(Box::new(Viewer {
        name: "Ana".into(),
        own,
        ..Viewer::default()
    }))
}

fn focus(app: &App) -> Option<(&str, Option<CommentAction>)> {
    app.focus.as_ref().map(|focus| (&*focus.id, focus.action))
}

/// The worker's news that a comment went without leaving a place.
fn gone(id: &str) -> Action {
    Action::Changed(Box::new(ThreadChanges {
        version: 2,
        total: 2,
        removed: vec![id.into()],
        ..ThreadChanges::default()
    }))
}

#[test]
fn a_menu_opens_alone_and_gives_the_focus_back() {
    let app = after(
        app(),
        [
            Action::ToggleMenu("a".into()),
            Action::ToggleMenu("b".into()),
        ],
    );
    assert_eq!(app.menu.as_deref(), Some("b"));
    let left = after(app.clone(), [Action::Pressed(UiEvent::LeaveMenu)]);
    assert_eq!((left.menu.as_deref(), focus(&left)), (None, None));
    let closed = after(app, [Action::Pressed(UiEvent::CloseMenu)]);
    assert_eq!(closed.menu, None);
    assert_eq!(
        focus(&closed),
        Some(("comment-b", Some(CommentAction::Menu)))
    );
    let again = after(
        closed,
        [
            Action::ToggleMenu("b".into()),
            Action::ToggleMenu("b".into()),
        ],
    );
    assert_eq!(again.menu, None);
}

#[test]
fn a_deleted_comment_keeps_its_place_and_can_be_undone() {
    let mine = own("b", CommentStatus::Published);
    let deleted = Action::Deleted(Box::new(own("b", CommentStatus::Deleted)));
    let app = after(app(), [viewer(vec![mine.clone()]), deleted, gone("b")]);
    assert_eq!(absence(&app, "b"), Some(Absence::Deleted));
    assert!(row(&app, "b").is_some_and(|row| row.undoable));
    assert_eq!(focus(&app), Some(("comment-b", Some(CommentAction::Undo))));
    // The worker tells of it no more.
    let later = after(
        app.clone(),
        [Action::UndoOver("b".into()), viewer(vec![]), gone("b")],
    );
    assert_eq!(absence(&later, "b"), Some(Absence::Deleted));
    assert!(row(&later, "b").is_some_and(|row| !row.undoable));
    let back = after(app, [Action::Undeleted(Box::new(mine))]);
    assert_eq!(absence(&back, "b"), None);
    assert!(row(&back, "b").is_some_and(|row| !row.undoable));
}

#[test]
fn a_waiting_comment_that_is_deleted_keeps_its_place_too() {
    let deleted = Action::Deleted(Box::new(own("b2", CommentStatus::Deleted)));
    let app = after(
        app(),
        [
            viewer(vec![own("b2", CommentStatus::Pending)]),
            deleted,
            viewer(vec![]),
        ],
    );
    let (inside, _) = app.rows();
    let ids: Vec<_> = inside.iter().map(|row| row.comment.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "b2", "c"]);
    assert_eq!(absence(&app, "b2"), Some(Absence::Deleted));
}

#[test]
fn a_moderator_sees_at_once_what_they_took_down_and_brought_back() {
    let removed = comment("b", CommentStatus::Removed);
    let app = after(app(), [Action::Moderated(Box::new(removed)), gone("b")]);
    assert_eq!(absence(&app, "b"), Some(Absence::Removed));
    assert!(row(&app, "b").is_some_and(|row| row.undoable));
    assert_eq!(focus(&app), Some(("comment-b", Some(CommentAction::Undo))));
    let back = comment("b", CommentStatus::Published);
    let app = after(app, [Action::Moderated(Box::new(back))]);
    assert_eq!(absence(&app, "b"), None);
    assert!(app.undoable.is_empty());
}

#[test]
fn the_author_of_a_removed_comment_still_sees_it() {
    let app = after(app(), [viewer(vec![own("b", CommentStatus::Removed)])]);
    assert_eq!(absence(&app, "b"), None);
}

#[test]
fn a_placeholder_takes_a_comments_place_and_is_no_news() {
    let changes = |id: &str| {
        Action::Changed(Box::new(ThreadChanges {
            version: 2,
            total: 2,
            items: vec![comment(id, CommentStatus::Removed)],
            ..ThreadChanges::default()
        }))
    };
    let app = after(app(), [changes("b"), changes("z")]);
    assert_eq!(absence(&app, "b"), Some(Absence::Removed));
    assert!(app.thread.incoming.is_empty());
}

#[test]
fn an_answer_does_not_go_on_naming_whom_it_answered() {
    let answer = CommentView {
        parent: Some("b".into()),
        parent_author: Some("Ana".into()),
        depth: 1,
        ..comment("b1", CommentStatus::Published)
    };
    let mut app = app();
    Rc::make_mut(&mut app.thread)
        .items
        .insert(2, Rc::new(answer));
    let named = row(&app, "b1").and_then(|row| row.parent_author().cloned());
    assert_eq!(named.as_deref(), Some("Ana"));
    let removed = comment("b", CommentStatus::Removed);
    let app = after(app, [Action::Moderated(Box::new(removed))]);
    assert_eq!(
        row(&app, "b1").map(|row| row.parent_author().cloned()),
        Some(None)
    );
}

#[test]
fn a_report_that_arrived_thanks_at_its_comment() {
    let form = Action::OpenForm(OpenForm::Report("b".into()));
    let app = after(
        app(),
        [form, Action::Reported("b".into(), ReportReason::Abuse)],
    );
    assert_eq!(app.open, None);
    assert_eq!(
        row(&app, "b").map(|row| row.reported),
        Some(Some(ReportReason::Abuse))
    );
    assert_eq!(focus(&app), Some(("comment-b", Some(CommentAction::Menu))));
}

#[test]
fn a_form_that_is_cancelled_gives_the_focus_to_the_menu_it_came_from() {
    let app = after(
        app(),
        [
            Action::ToggleMenu("b".into()),
            Action::OpenForm(OpenForm::Remove("b".into())),
        ],
    );
    assert_eq!(focus(&app), Some(("reason-b", None)));
    assert_eq!(app.menu, None);
    let app = after(app, [Action::Pressed(UiEvent::CloseForm)]);
    assert_eq!(focus(&app), Some(("comment-b", Some(CommentAction::Menu))));
}

#[test]
fn a_moderator_is_told_who_took_a_comment_down_until_they_sign_out() {
    let removal = Removal {
        comment: "b".into(),
        by: "Mia".into(),
        reason: None,
    };
    let overlay = Viewer {
        removals: vec![removal.clone()],
        ..Viewer::default()
    };
    let app = after(app(), [Action::ViewerIs(Box::new(overlay))]);
    assert_eq!(row(&app, "b").map(|row| row.removal), Some(Some(removal)));
    let out = after(app, [Action::SessionIs(SessionState::SignedOut)]);
    assert_eq!(row(&out, "b").map(|row| row.removal), Some(None));
}
