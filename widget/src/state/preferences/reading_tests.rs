use super::*;
use crate::state::{Action, Thread, UiEvent};
use bedside_wire::richtext::{Block, Inline};
use bedside_wire::{CommentStatus, CommentView, OwnComment, ThreadChanges, ThreadView, Viewer};
use yew::Reducible;

fn comment(n: u32, depth: u16, author: &str, text: &str) -> CommentView {
    CommentView {
        id: format!("c{n}"),
        depth,
        author: author.to_owned(),
        body: vec![Block::P(vec![Inline::T(text.to_owned())])],
        revision: 1,
        status: CommentStatus::Published,
        tree_path: bedside_domain::tree_path::root(n.into()),
        ..CommentView::default()
    }
}

/// Two branches: c1 with c2 and c3 below each other, and c4 with c5.
fn app() -> App {
    let items = vec![
        comment(1, 0, "Ana", "Try fasting."),
        comment(2, 1, "Ben", "No."),
        comment(3, 2, "Ana", "Breakfasting is fine."),
        comment(4, 0, "Olu", "Anything else?"),
        comment(5, 1, "Ben", "Fasting, again!"),
    ];
    App::new(Rc::new(Thread::from(ThreadView {
        version: 1,
        depth: 5,
        items,
        ..ThreadView::default()
    })))
}

fn after(app: App, acts: impl IntoIterator<Item = Action>) -> App {
    let done = acts
        .into_iter()
        .fold(Rc::new(app), |app, action| app.reduce(action));
    Rc::unwrap_or_clone(done)
}

fn muting(list: &str) -> Action {
    Action::Reading(ReadingEvent::Preferences(Preferences {
        muted: list.to_owned(),
        ..Preferences::default()
    }))
}

fn toggle(id: &str) -> Action {
    Action::Reading(ReadingEvent::RepliesToggled(id.to_owned()))
}

fn changed(ids: &[&str]) -> [Action; 2] {
    let ids = ids.iter().map(|id| (*id).to_owned()).collect();
    [muting(""), Action::Reading(ReadingEvent::Changed(ids))]
}

fn rows(app: &App) -> Vec<ListedComment> {
    app.rows().0
}

/// The ids of the rows that a mark is set for.
fn ids(app: &App, is_set: impl Fn(&Marks) -> bool) -> Vec<String> {
    let rows = rows(app).into_iter().filter(|row| is_set(&row.marks));
    rows.map(|row| row.comment.id.clone()).collect()
}

fn muted(app: &App) -> Vec<String> {
    ids(app, |marks| marks.muted)
}

fn hidden(app: &App) -> Vec<String> {
    ids(app, |marks| marks.hidden)
}

#[test]
fn the_server_knows_no_preferences() {
    assert!(rows(&app()).iter().all(|row| row.marks == Marks::default()));
}

#[test]
fn a_change_touches_the_rows_that_it_is_about_and_no_others() {
    let events = [
        (muting("fasting"), vec!["c1", "c5"]),
        (toggle("c4"), vec!["c4", "c5"]),
        (
            Action::Reading(ReadingEvent::Changed(vec!["c3".into()])),
            vec!["c3"],
        ),
    ];
    for (event, expected) in events {
        let before = after(app(), [muting("")]);
        let told = format!("{event:?}");
        let now = after(before.clone(), [event]);
        let both = rows(&before).into_iter().zip(rows(&now));
        let touched = both.filter(|(before, now)| before != now);
        let touched: Vec<_> = touched.map(|(_, now)| now.comment.id.clone()).collect();
        assert_eq!(touched, expected, "{told}");
    }
}

#[test]
fn words_and_people_are_muted_until_the_reader_wants_to_see_them() {
    let app = after(app(), [muting("fasting, @Ben")]);
    assert_eq!(muted(&app), ["c1", "c2", "c5"]);
    let app = after(app, [Action::Reading(ReadingEvent::Revealed("c2".into()))]);
    assert_eq!(muted(&app), ["c1", "c5"]);
    assert_eq!(&*app.focus.clone().unwrap().id, "comment-c2");
    // Who looked at a comment all the same may have enough of its author.
    let app = after(app, [Action::Reading(ReadingEvent::Muted("c2".into()))]);
    assert_eq!(muted(&app), ["c1", "c2", "c5"]);
    assert!(muted(&after(app, [muting("")])).is_empty());
}

#[test]
fn an_edit_is_judged_anew() {
    let mut app = after(app(), [muting("fasting")]);
    let edited = ThreadChanges {
        version: 2,
        items: vec![comment(4, 0, "Olu", "Is fasting safe?")],
        ..ThreadChanges::default()
    };
    assert_eq!(muted(&app), ["c1", "c5"]);
    app = after(app, [Action::Changed(Box::new(edited))]);
    assert_eq!(muted(&app), ["c1", "c4", "c5"]);
}

#[test]
fn while_the_panel_is_open_each_comment_offers_to_mute_and_to_fold() {
    let app = after(
        app(),
        [muting("@Olu"), Action::Pressed(UiEvent::SearchAndSort)],
    );
    let can_mute = ids(&app, |marks| marks.can_mute);
    assert_eq!(can_mute, ["c1", "c2", "c3", "c5"]);
    let can_fold = ids(&app, |marks| marks.shows_replies == Some(true));
    assert_eq!(can_fold, ["c1", "c2", "c4"]);
    let app = after(app, [toggle("c4"), Action::Pressed(UiEvent::SearchAndSort)]);
    assert!(ids(&app, |marks| marks.can_mute).is_empty());
    // What is folded can be shown again.
    let can_fold = ids(&app, |marks| marks.shows_replies.is_some());
    assert_eq!(can_fold, ["c4"]);
    assert_eq!(hidden(&app), ["c5"]);
    assert!(hidden(&after(app, [toggle("c4")])).is_empty());
}

#[test]
fn the_focus_opens_the_branches_around_it_and_no_others() {
    let app = after(app(), ["c1", "c2", "c4"].map(toggle));
    assert_eq!(hidden(&app), ["c2", "c3", "c5"]);
    let app = after(app, [Action::FocusOn(article_id("c3"))]);
    assert_eq!(hidden(&app), ["c5"]);
}

#[test]
fn an_own_comment_is_not_new_whenever_the_session_is_known() {
    let own = |n| OwnComment {
        comment: comment(n, 0, "Ben", "mine"),
        ..OwnComment::default()
    };
    let me = Action::ViewerIs(Box::new(Viewer {
        own: vec![own(2), own(9)],
        ..Viewer::default()
    }));
    let [adopted, ids_changed] = changed(&["c2", "c4", "c9"]);
    let app = after(app(), [adopted, ids_changed, me]);
    assert_eq!(ids(&app, |marks| marks.new), ["c4"]);
    assert_eq!(app.reading.unread.to_tell([]), 1);
}

#[test]
fn the_keys_lead_through_what_is_new_around_what_is_folded() {
    let app = after(app(), changed(&["c2", "c4"]));
    assert_eq!(app.next_comment(None, true).as_deref(), Some("c2"));
    let app = after(app, [toggle("c1")]);
    assert_eq!(app.next_comment(None, true).as_deref(), Some("c4"));
    let app = after(app, [Action::Reading(ReadingEvent::Visited("c4".into()))]);
    assert_eq!(app.next_comment(Some("c4"), true), None);
    assert_eq!(app.reading.unread.to_tell(["c2"]), 0);
}
