use super::*;
use bedside_wire::{CommentView, Role, Sort, ThreadView};

fn comment(id: &str, tree_path: &str, status: CommentStatus) -> CommentView {
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
        revision: 1,
        up: 0,
        down: 0,
        status,
        tree_path: tree_path.into(),
    }
}

fn own(id: &str, status: CommentStatus) -> OwnComment {
    OwnComment {
        comment: comment(id, "2", status),
        source: "text".into(),
        ..OwnComment::default()
    }
}

fn app() -> App {
    let thread = Thread::from(ThreadView {
        total: 1,
        items: vec![comment("a", "1", CommentStatus::Published)],
        ..ThreadView::default()
    });
    App::new(Rc::new(thread))
}

fn after(app: App, acts: impl IntoIterator<Item = Action>) -> App {
    let done = acts
        .into_iter()
        .fold(Rc::new(app), |app, action| app.reduce(action));
    Rc::unwrap_or_clone(done)
}

fn viewer() -> Viewer {
    Viewer {
        name: "Ana".into(),
        ..Viewer::default()
    }
}

#[test]
fn a_posted_comment_shows_at_once_and_takes_the_focus() {
    let stored = Action::Stored(Box::new(own("b", CommentStatus::Pending)));
    let app = after(app(), [stored]);
    assert_eq!(app.thread.total, 1);
    assert_eq!(app.thread.rows(&app.own).0.len(), 2);
    assert_eq!(&*app.focus.unwrap().id, "comment-b");
}

#[test]
fn a_posted_comment_tells_the_name_that_it_went_out_under() {
    for status in [CommentStatus::Pending, CommentStatus::Published] {
        let signed_in = after(app(), [Action::ViewerIs(Box::new(viewer()))]);
        let mut posted = own("b", status);
        posted.comment.author = "Temp Ana".into();
        let before = signed_in.session.clone();
        let app = after(signed_in, [Action::Stored(Box::new(posted.clone()))]);
        assert_eq!(app.session.viewer().unwrap().name, "Temp Ana");
        assert_ne!(app.session, before, "what shows the name is shown again");
        // An older comment keeps its name; the person does not get it back.
        posted.comment.author = "Ana".into();
        posted.comment.revision = 2;
        let app = after(app, [Action::Stored(Box::new(posted))]);
        assert_eq!(app.session.viewer().unwrap().name, "Temp Ana");
    }
}

#[test]
fn a_stored_reply_closes_its_own_form_only() {
    let open = Action::OpenForm(OpenForm::Reply("a".into()));
    let mut reply = own("b", CommentStatus::Pending);
    let other = Action::Stored(Box::new(reply.clone()));
    let kept = after(app(), [open, other]);
    assert_eq!(kept.open, Some(OpenForm::Reply("a".into())));
    reply.comment.parent = Some("a".into());
    let closed = after(kept, [Action::Stored(Box::new(reply))]);
    assert_eq!(closed.open, None);
}

#[test]
fn a_comment_published_at_once_counts() {
    let stored = || Action::Stored(Box::new(own("b", CommentStatus::Published)));
    let app = after(app(), [stored(), stored()]);
    assert_eq!(app.thread.total, 2);
    assert_eq!(app.thread.rows(&app.own).0.len(), 2);
}

#[test]
fn an_opened_form_takes_the_focus_and_closing_gives_it_back() {
    let opened = after(app(), [Action::OpenForm(OpenForm::Edit("a".into()))]);
    assert_eq!(&*opened.focus.clone().unwrap().id, "body-edit-a");
    let closed = after(opened, [Action::Pressed(UiEvent::CloseForm)]);
    let focus = closed.focus.unwrap();
    assert_eq!(
        (&*focus.id, focus.action),
        ("comment-a", Some(CommentAction::Edit))
    );
    assert_eq!(closed.open, None);
}

#[test]
fn a_session_that_is_gone_without_asking_is_an_expired_one() {
    let app = after(
        app(),
        [Action::ViewerIs(Box::new(viewer())), Action::NobodySignedIn],
    );
    assert_eq!(app.session, SessionState::Expired);
}

#[test]
fn nobody_signed_in_does_not_end_a_sign_in_under_way() {
    let began = Action::SessionIs(SessionState::SigningIn);
    let app = after(app(), [began, Action::NobodySignedIn]);
    assert_eq!(app.session, SessionState::SigningIn);
    let incoming = after(super::tests::app(), [Action::NobodySignedIn]);
    assert_eq!(incoming.session, SessionState::SignedOut);
}

#[test]
fn signing_out_takes_what_only_the_person_may_see() {
    let mut me = viewer();
    me.own = vec![own("b", CommentStatus::Pending)];
    let signed_in = after(app(), [Action::ViewerIs(Box::new(me))]);
    assert_eq!(signed_in.thread.rows(&signed_in.own).0.len(), 2);
    let out = after(signed_in, [Action::SessionIs(SessionState::SignedOut)]);
    assert_eq!(out.thread.rows(&out.own).0.len(), 1);
}

#[test]
fn a_failed_sign_in_says_why_until_the_next_one_works() {
    let app = after(app(), [Action::SignInFailed(UiError::WindowClosed)]);
    assert_eq!(app.session, SessionState::SignedOut);
    assert!(app.error.is_some());
    let app = after(app, [Action::ViewerIs(Box::new(viewer()))]);
    assert!(app.error.is_none());
}

#[test]
fn loading_more_goes_on_reading_at_the_first_that_came() {
    let view = ThreadView {
        total: 2,
        items: vec![comment("b", "2", CommentStatus::Published)],
        ..ThreadView::default()
    };
    let loaded = Action::Loaded(LoadRequest::Next, Box::new(view));
    let app = after(app(), [Action::LoadStarted(LoadRequest::Next), loaded]);
    assert_eq!(app.loading, None);
    assert_eq!(&*app.focus.unwrap().id, "comment-b");
}

#[test]
fn the_focus_leaves_only_what_goes() {
    let focus = |load: LoadRequest| {
        let view = ThreadView {
            items: vec![comment("b", "2", CommentStatus::Published)],
            ..ThreadView::default()
        };
        let started = Action::LoadStarted(load.clone());
        after(app(), [started, Action::Loaded(load, Box::new(view))]).focus
    };
    assert_eq!(focus(LoadRequest::Order(Sort::Newest)), None);
    assert_eq!(focus(LoadRequest::Find("lift".into())), None);
    // The button that shows all comments again goes with the search.
    let all = focus(LoadRequest::Find("".into())).map(|focus| focus.id);
    assert_eq!(all.as_deref(), Some("comment-b"));
}

#[test]
fn what_was_asked_for_last_is_shown_whatever_comes_first() {
    let came = |id: &str| {
        Box::new(ThreadView {
            items: vec![comment(id, "2", CommentStatus::Published)],
            ..ThreadView::default()
        })
    };
    let around = |id: &str| LoadRequest::Around(id.to_owned().into());
    let asked = [
        Action::Pressed(UiEvent::SearchAndSort),
        Action::LoadStarted(LoadRequest::Next),
        Action::LoadStarted(around("b")),
        Action::LoadStarted(around("c")),
        Action::Loaded(around("c"), came("c")),
        Action::Loaded(around("b"), came("b")),
        Action::LoadFailed(LoadRequest::Next, UiError::Offline),
        Action::Loaded(LoadRequest::Next, came("d")),
    ];
    let app = after(app(), asked);
    let shown: Vec<_> = app.thread.items.iter().map(|item| &*item.id).collect();
    assert_eq!(shown, ["c"]);
    assert_eq!(&*app.focus.unwrap().id, "comment-c");
    // The fields there would still show the order that was chosen.
    assert!(!app.search_and_sort);
    assert!(app.loading.is_none() && app.load_failed.is_none() && app.error.is_none());
}

#[test]
fn a_link_to_a_comment_of_another_thread_changes_nothing() {
    let load = || LoadRequest::Around("elsewhere".into());
    let app = after(
        app(),
        [
            Action::LoadStarted(load()),
            Action::Loaded(load(), Box::default()),
        ],
    );
    assert_eq!((app.thread.items.len(), app.focus), (1, None));
    assert_eq!(app.loading, None);
}

#[test]
fn an_own_comment_that_was_heard_of_first_counts_once() {
    let heard = ThreadChanges {
        version: 2,
        total: 2,
        items: vec![comment("b", "2", CommentStatus::Published)],
        ..ThreadChanges::default()
    };
    let stored = Action::Stored(Box::new(own("b", CommentStatus::Published)));
    let app = after(app(), [Action::Changed(Box::new(heard)), stored]);
    assert_eq!((app.thread.total, app.thread.incoming.len()), (2, 0));
    assert_eq!(app.thread.items.len(), 2);
}

#[test]
fn what_one_wrote_does_not_wait_once_it_is_known_who_one_is() {
    let heard = ThreadChanges {
        version: 3,
        total: 3,
        items: vec![
            comment("b", "2", CommentStatus::Published),
            comment("c", "3", CommentStatus::Published),
        ],
        ..ThreadChanges::default()
    };
    let me = Viewer {
        own: vec![own("b", CommentStatus::Published)],
        ..viewer()
    };
    let app = after(
        app(),
        [
            Action::Changed(Box::new(heard)),
            Action::ViewerIs(Box::new(me)),
        ],
    );
    let ids = |list: &[Rc<CommentView>]| list.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&app.thread.items), ["a", "b"]);
    assert_eq!(ids(&app.thread.incoming), ["c"]);
}

#[test]
fn a_failed_loading_can_be_tried_again() {
    let failed = Action::LoadFailed(LoadRequest::Next, UiError::Offline);
    let app = after(app(), [Action::LoadStarted(LoadRequest::Next), failed]);
    assert_eq!((&app.loading, app.load_failed.is_some()), (&None, true));
    let app = after(app, [Action::LoadStarted(LoadRequest::Next)]);
    assert_eq!(app.load_failed, None);
}

#[test]
fn two_equal_moves_of_the_focus_differ() {
    let once = after(app(), [Action::FocusOn("x".into())]);
    let twice = after(once.clone(), [Action::FocusOn("x".into())]);
    assert_ne!(once.focus, twice.focus);
}
