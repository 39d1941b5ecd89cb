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

fn after(app: App, acts: impl IntoIterator<Item = Act>) -> App {
    let done = acts
        .into_iter()
        .fold(Rc::new(app), |app, act| app.reduce(act));
    Rc::unwrap_or_clone(done)
}

fn me() -> Viewer {
    Viewer {
        name: "Ana".into(),
        ..Viewer::default()
    }
}

#[test]
fn a_posted_comment_shows_at_once_and_takes_the_focus() {
    let stored = Act::Stored(Box::new(own("b", CommentStatus::Pending)));
    let app = after(app(), [stored]);
    assert_eq!(app.thread.total, 1);
    assert_eq!(app.thread.rows(&app.own).0.len(), 2);
    assert_eq!(&*app.focus.unwrap().id, "comment-b");
}

#[test]
fn a_posted_comment_tells_the_name_that_it_went_out_under() {
    for status in [CommentStatus::Pending, CommentStatus::Published] {
        let signed_in = after(app(), [Act::MeIs(Box::new(me()))]);
        let mut posted = own("b", status);
        posted.comment.author = "Temp Ana".into();
        let before = signed_in.session.clone();
        let app = after(signed_in, [Act::Stored(Box::new(posted.clone()))]);
        assert_eq!(app.session.me().unwrap().name, "Temp Ana");
        assert_ne!(app.session, before, "what shows the name is shown again");
        // An older comment keeps its name; the person does not get it back.
        posted.comment.author = "Ana".into();
        posted.comment.revision = 2;
        let app = after(app, [Act::Stored(Box::new(posted))]);
        assert_eq!(app.session.me().unwrap().name, "Temp Ana");
    }
}

#[test]
fn a_stored_reply_closes_its_own_form_only() {
    let open = Act::OpenForm(Open::Reply("a".into()));
    let mut reply = own("b", CommentStatus::Pending);
    let other = Act::Stored(Box::new(reply.clone()));
    let kept = after(app(), [open, other]);
    assert_eq!(kept.open, Some(Open::Reply("a".into())));
    reply.comment.parent = Some("a".into());
    let closed = after(kept, [Act::Stored(Box::new(reply))]);
    assert_eq!(closed.open, None);
}

#[test]
fn a_comment_published_at_once_counts() {
    let stored = || Act::Stored(Box::new(own("b", CommentStatus::Published)));
    let app = after(app(), [stored(), stored()]);
    assert_eq!(app.thread.total, 2);
    assert_eq!(app.thread.rows(&app.own).0.len(), 2);
}

#[test]
fn an_opened_form_takes_the_focus_and_closing_gives_it_back() {
    let opened = after(app(), [Act::OpenForm(Open::Edit("a".into()))]);
    assert_eq!(&*opened.focus.clone().unwrap().id, "body-edit-a");
    let closed = after(opened, [Act::Pressed(Press::CloseForm)]);
    let focus = closed.focus.unwrap();
    assert_eq!((&*focus.id, focus.ask), ("comment-a", Some(Ask::Edit)));
    assert_eq!(closed.open, None);
}

#[test]
fn a_session_that_is_gone_without_asking_is_an_expired_one() {
    let app = after(app(), [Act::MeIs(Box::new(me())), Act::NobodySignedIn]);
    assert_eq!(app.session, Session::Expired);
}

#[test]
fn nobody_signed_in_does_not_end_a_sign_in_under_way() {
    let began = Act::SessionIs(Session::SigningIn);
    let app = after(app(), [began, Act::NobodySignedIn]);
    assert_eq!(app.session, Session::SigningIn);
    let fresh = after(super::tests::app(), [Act::NobodySignedIn]);
    assert_eq!(fresh.session, Session::SignedOut);
}

#[test]
fn signing_out_takes_what_only_the_person_may_see() {
    let mut me = me();
    me.own = vec![own("b", CommentStatus::Pending)];
    let signed_in = after(app(), [Act::MeIs(Box::new(me))]);
    assert_eq!(signed_in.thread.rows(&signed_in.own).0.len(), 2);
    let out = after(signed_in, [Act::SessionIs(Session::SignedOut)]);
    assert_eq!(out.thread.rows(&out.own).0.len(), 1);
}

#[test]
fn a_failed_sign_in_says_why_until_the_next_one_works() {
    let app = after(app(), [Act::SignInFailed(Trouble::WindowClosed)]);
    assert_eq!(app.session, Session::SignedOut);
    assert!(app.trouble.is_some());
    let app = after(app, [Act::MeIs(Box::new(me()))]);
    assert!(app.trouble.is_none());
}

#[test]
fn loading_more_goes_on_reading_at_the_first_that_came() {
    let view = ThreadView {
        total: 2,
        items: vec![comment("b", "2", CommentStatus::Published)],
        ..ThreadView::default()
    };
    let loaded = Act::Loaded(Load::Next, Box::new(view));
    let app = after(app(), [Act::LoadStarted(Load::Next), loaded]);
    assert_eq!(app.loading, None);
    assert_eq!(&*app.focus.unwrap().id, "comment-b");
}

#[test]
fn the_focus_leaves_only_what_goes() {
    let focus = |load: Load| {
        let view = ThreadView {
            items: vec![comment("b", "2", CommentStatus::Published)],
            ..ThreadView::default()
        };
        let started = Act::LoadStarted(load.clone());
        after(app(), [started, Act::Loaded(load, Box::new(view))]).focus
    };
    assert_eq!(focus(Load::Order(Sort::Newest)), None);
    assert_eq!(focus(Load::Find("lift".into())), None);
    // The button that shows all comments again goes with the search.
    let all = focus(Load::Find("".into())).map(|focus| focus.id);
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
    let around = |id: &str| Load::Around(id.to_owned().into());
    let asked = [
        Act::Pressed(Press::Tools),
        Act::LoadStarted(Load::Next),
        Act::LoadStarted(around("b")),
        Act::LoadStarted(around("c")),
        Act::Loaded(around("c"), came("c")),
        Act::Loaded(around("b"), came("b")),
        Act::LoadFailed(Load::Next, Trouble::Offline),
        Act::Loaded(Load::Next, came("d")),
    ];
    let app = after(app(), asked);
    let shown: Vec<_> = app.thread.items.iter().map(|item| &*item.id).collect();
    assert_eq!(shown, ["c"]);
    assert_eq!(&*app.focus.unwrap().id, "comment-c");
    // The fields there would still show the order that was chosen.
    assert!(!app.tools);
    assert!(app.loading.is_none() && app.load_failed.is_none() && app.trouble.is_none());
}

#[test]
fn a_link_to_a_comment_of_another_thread_changes_nothing() {
    let load = || Load::Around("elsewhere".into());
    let app = after(
        app(),
        [
            Act::LoadStarted(load()),
            Act::Loaded(load(), Box::default()),
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
    let stored = Act::Stored(Box::new(own("b", CommentStatus::Published)));
    let app = after(app(), [Act::Changed(Box::new(heard)), stored]);
    assert_eq!((app.thread.total, app.thread.fresh.len()), (2, 0));
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
        ..me()
    };
    let app = after(
        app(),
        [Act::Changed(Box::new(heard)), Act::MeIs(Box::new(me))],
    );
    let ids = |list: &[Rc<CommentView>]| list.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&app.thread.items), ["a", "b"]);
    assert_eq!(ids(&app.thread.fresh), ["c"]);
}

#[test]
fn a_failed_loading_can_be_tried_again() {
    let failed = Act::LoadFailed(Load::Next, Trouble::Offline);
    let app = after(app(), [Act::LoadStarted(Load::Next), failed]);
    assert_eq!((&app.loading, app.load_failed.is_some()), (&None, true));
    let app = after(app, [Act::LoadStarted(Load::Next)]);
    assert_eq!(app.load_failed, None);
}

#[test]
fn two_equal_moves_of_the_focus_differ() {
    let once = after(app(), [Act::FocusOn("x".into())]);
    let twice = after(once.clone(), [Act::FocusOn("x".into())]);
    assert_ne!(once.focus, twice.focus);
}
