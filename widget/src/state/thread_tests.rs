use super::*;
use crate::state::ListedComment;
use bedside_domain::tree_path;
use bedside_wire::thread::DEPTH;
use bedside_wire::{CommentStatus, OwnComment};

pub(super) fn comment(n: u32) -> CommentView {
    CommentView {
        id: format!("c{n}"),
        parent: None,
        parent_author: None,
        depth: 0,
        author: format!("Author {n}"),
        role: Default::default(),
        time: "2026-11-21T10:00:00Z".into(),
        edited: None,
        body: Vec::new(),
        revision: 1,
        up: 0,
        down: 0,
        status: CommentStatus::Published,
        tree_path: tree_path::root(n.into()),
    }
}

pub(super) fn reply(n: u32, to: u32, depth: u16) -> CommentView {
    CommentView {
        parent: Some(format!("c{to}")),
        parent_author: Some(format!("Author {to}")),
        depth,
        ..comment(n)
    }
}

pub(super) fn page(ids: &[u32], next: Option<&str>) -> ThreadView {
    ThreadView {
        version: 1,
        total: 9,
        items: ids.iter().map(|&n| comment(n)).collect(),
        next: next.map(str::to_owned),
        ..ThreadView::default()
    }
}

pub(super) fn changes(items: Vec<CommentView>) -> ThreadChanges {
    ThreadChanges {
        version: 2,
        total: 10,
        items,
        ..ThreadChanges::default()
    }
}

fn own(comment: CommentView) -> Rc<OwnComment> {
    Rc::new(OwnComment {
        comment,
        source: String::new(),
        ..OwnComment::default()
    })
}

fn pending(n: u32) -> CommentView {
    CommentView {
        status: CommentStatus::Pending,
        ..comment(n)
    }
}

fn ids(rows: &[ListedComment]) -> Vec<&str> {
    rows.iter().map(|row| row.comment.id.as_str()).collect()
}

fn shown(thread: &Thread) -> Vec<String> {
    let (inside, later) = thread.rows(&[]);
    let both = inside.iter().chain(&later);
    both.map(|row| row.comment.id.clone()).collect()
}

#[test]
fn a_page_joins_without_doubling_what_is_there() {
    let mut thread = Thread::from(page(&[1, 2, 4], Some("more")));
    thread.join(End::After, page(&[4, 5, 6], None));
    assert_eq!(shown(&thread), ["c1", "c2", "c4", "c5", "c6"]);
    assert_eq!(thread.next, None);
}

#[test]
fn earlier_comments_join_at_the_front() {
    let mut view = page(&[5, 6], None);
    view.prev = Some("before".into());
    let mut thread = Thread::from(view.clone());
    thread.join(End::Before, page(&[1, 2], None));
    assert_eq!(shown(&thread), ["c1", "c2", "c5", "c6"]);
    assert_eq!(thread.prev, None);
}

#[test]
fn a_row_stays_in_the_stretch_it_came_in() {
    let mut view = page(&[5, 7], Some("more"));
    view.prev = Some("before".into());
    let mut thread = Thread::from(view.clone());
    let cut = |thread: &Thread| -> Vec<String> {
        let (rows, _) = thread.rows(&[own(pending(6))]);
        let stretches = thread.stretches(rows).into_iter();
        stretches
            .map(|(key, rows)| format!("{key}: {}", ids(&rows).join(" ")))
            .collect()
    };
    assert_eq!(cut(&thread), ["c5: c5 c6 c7"]);
    thread.join(End::After, page(&[7, 8, 9], None));
    thread.join(End::Before, page(&[2, 4], None));
    assert_eq!(cut(&thread), ["c2: c2 c4", "c5: c5 c6 c7", "c8: c8 c9"]);
    thread.apply(changes(vec![comment(1), comment(3), comment(10)]), |_| true);
    let after = [": c1", "c2: c2 c3 c4", "c5: c5 c6 c7", "c8: c8 c9 c10"];
    assert_eq!(cut(&thread), after);
}

#[test]
fn new_comments_wait_and_then_take_their_places() {
    let mut thread = Thread::from(page(&[1, 3], None));
    thread.apply(changes(vec![comment(2), comment(4)]), |_| false);
    assert_eq!(shown(&thread), ["c1", "c3"]);
    assert_eq!(
        (thread.incoming.len(), thread.total, thread.version),
        (2, 10, 2)
    );
    assert_eq!(thread.show_incoming().as_deref(), Some("c2"));
    assert_eq!(shown(&thread), ["c1", "c2", "c3", "c4"]);
    assert_eq!(thread.show_incoming(), None);
}

#[test]
fn the_same_change_twice_counts_once() {
    let mut thread = Thread::from(page(&[1], None));
    thread.apply(changes(vec![comment(2)]), |_| false);
    thread.apply(changes(vec![comment(2)]), |_| false);
    assert_eq!(thread.incoming.len(), 1);
    thread.show_incoming();
    thread.apply(changes(vec![comment(2)]), |_| false);
    assert_eq!((thread.incoming.len(), thread.items.len()), (0, 2));
}

#[test]
fn a_new_comment_beyond_the_loaded_part_stands_after_the_gap() {
    let mut thread = Thread::from(page(&[1, 2], Some("more")));
    thread.apply(changes(vec![comment(8)]), |_| false);
    thread.show_incoming();
    let (inside, later) = thread.rows(&[]);
    assert_eq!((ids(&inside), ids(&later)), (vec!["c1", "c2"], vec!["c8"]));

    thread.join(End::After, page(&[3, 4], Some("still more")));
    let (_, later) = thread.rows(&[]);
    assert_eq!(ids(&later), ["c8"]);

    thread.join(End::After, page(&[7, 8], None));
    assert_eq!(shown(&thread), ["c1", "c2", "c3", "c4", "c7", "c8"]);
    assert!(thread.later.is_empty());
}

#[test]
fn what_waits_is_taken_by_a_page_that_brings_it() {
    let mut thread = Thread::from(page(&[1], Some("more")));
    thread.apply(changes(vec![comment(3)]), |_| false);
    thread.join(End::After, page(&[2, 3], None));
    assert!(thread.incoming.is_empty());
    assert_eq!(shown(&thread), ["c1", "c2", "c3"]);
}

#[test]
fn an_edit_of_a_shown_comment_shows_at_once() {
    let mut thread = Thread::from(page(&[1, 2], None));
    let edited = CommentView {
        revision: 2,
        ..comment(1)
    };
    thread.apply(changes(vec![edited]), |_| false);
    assert!(thread.incoming.is_empty());
    assert_eq!(thread.items[0].revision, 2);
}

#[test]
fn an_edit_moves_nothing_in_any_order() {
    for sort in Sort::ALL {
        let mut thread = Thread::from(ThreadView {
            sort,
            ..page(&[3, 1, 2], None)
        });
        let edited = CommentView {
            revision: 2,
            ..comment(3)
        };
        thread.apply(changes(vec![edited]), |_| false);
        assert_eq!(shown(&thread), ["c3", "c1", "c2"], "{sort:?}");
        assert_eq!(thread.items[0].revision, 2);
    }
}

#[test]
fn a_removed_comment_keeps_its_place_and_can_come_back() {
    let mut thread = Thread::from(page(&[1, 2], None));
    let removed = ThreadChanges {
        removed: vec!["c1".into(), "c7".into()],
        ..changes(Vec::new())
    };
    thread.apply(removed, |_| false);
    let (rows, _) = thread.rows(&[]);
    assert_eq!(ids(&rows), ["c1", "c2"]);
    assert!(rows[0].removed && !rows[1].removed);

    thread.apply(changes(vec![comment(1)]), |_| false);
    assert!(!thread.rows(&[]).0[0].removed);
}

#[test]
fn an_own_comment_that_waits_is_laid_over_the_list() {
    let thread = Thread::from(page(&[1, 3], None));
    let (rows, _) = thread.rows(&[own(pending(2))]);
    assert_eq!(ids(&rows), ["c1", "c2", "c3"]);
    assert!(rows[1].own.is_some());
}

#[test]
fn an_own_comment_beyond_the_loaded_part_is_shown_after_the_gap() {
    let thread = Thread::from(page(&[1], Some("more")));
    let (inside, later) = thread.rows(&[own(pending(9))]);
    assert_eq!((ids(&inside), ids(&later)), (vec!["c1"], vec!["c9"]));
}

#[test]
fn an_own_comment_that_others_see_now_does_not_wait_behind_the_button() {
    let mut thread = Thread::from(page(&[1], None));
    thread.apply(changes(vec![comment(2)]), |id| id == "c2");
    assert!(thread.incoming.is_empty());
    let (rows, _) = thread.rows(&[own(comment(2))]);
    assert_eq!(ids(&rows), ["c1", "c2"]);
}

#[test]
fn the_author_sees_the_newer_text() {
    let thread = Thread::from(page(&[1], None));
    let edited = CommentView {
        revision: 2,
        ..pending(1)
    };
    let (rows, _) = thread.rows(&[own(edited)]);
    assert_eq!(rows[0].comment.status, CommentStatus::Pending);
}

#[test]
fn replies_name_their_parent_where_the_indentation_does_not_show_it() {
    let mut view = page(&[], None);
    view.items = vec![
        comment(1),
        reply(2, 1, 1),
        reply(3, 2, DEPTH),
        reply(4, 3, DEPTH + 1),
        reply(6, 5, 1),
    ];
    let (rows, _) = Thread::from(view.clone()).rows(&[]);
    let named: Vec<bool> = rows.iter().map(|row| row.name_parent).collect();
    assert_eq!(named, [false, false, false, true, true]);
}

#[test]
fn newest_first_puts_what_arrives_on_top_and_replies_below_their_comment() {
    let at = |n: u32, tree_path: &str| CommentView {
        tree_path: tree_path.into(),
        ..comment(n)
    };
    let view = ThreadView {
        sort: Sort::Newest,
        items: vec![at(3, "13"), at(1, "11")],
        next: Some("more".into()),
        ..page(&[], None)
    };
    let mut thread = Thread::from(view.clone());
    thread.apply(
        changes(vec![at(4, "1316"), at(5, "17"), at(6, "10")]),
        |_| false,
    );
    assert_eq!(thread.incoming.len(), 3);
    thread.show_incoming();
    let ids =
        |list: &[Rc<CommentView>]| -> Vec<String> { list.iter().map(|c| c.id.clone()).collect() };
    assert_eq!(ids(&thread.items), ["c5", "c3", "c4", "c1"]);
    assert_eq!(ids(&thread.later), ["c6"]);
    thread.join(
        End::After,
        ThreadView {
            sort: Sort::Newest,
            ..page(&[], None)
        },
    );
    assert_eq!(ids(&thread.items), ["c5", "c3", "c4", "c1", "c6"]);
}
