//! Folds, ranks and flat lists.

use super::tests::{changes, comment, page, reply};
use super::*;
use bedside_domain::tree_path;

fn ids(list: &[Rc<CommentView>]) -> Vec<&str> {
    list.iter().map(|comment| comment.id.as_str()).collect()
}

/// A comment of the discussion `root`, the `n`th of its thread.
fn within(root: u64, n: u32) -> CommentView {
    CommentView {
        tree_path: tree_path::below(&tree_path::root(root), n.into()),
        ..comment(n)
    }
}

fn fold(after: &CommentView, until: Option<&CommentView>, more: u64) -> CollapsedReplies {
    CollapsedReplies {
        after: after.tree_path.clone(),
        until: until.map_or_else(String::new, |c| c.tree_path.clone()),
        more,
        cursor: format!("after {}", after.id),
    }
}

#[test]
fn a_fold_opens_page_by_page_until_its_end() {
    let view = ThreadView {
        items: vec![comment(1), within(1, 2), comment(9)],
        folds: vec![fold(&within(1, 2), None, 3)],
        ..page(&[], None)
    };
    let mut thread = Thread::from(view.clone());
    // A reply of the reader's own stands beyond what is folded.
    thread.apply(changes(vec![within(1, 7)]), |_| true);
    let first = ThreadView {
        items: vec![within(1, 3), within(1, 4)],
        folds: vec![fold(&within(1, 4), None, 2)],
        ..page(&[], None)
    };
    thread.unfold(&within(1, 2).tree_path, first);
    assert_eq!(ids(&thread.items), ["c1", "c2", "c3", "c4", "c7", "c9"]);
    assert_eq!(thread.folds, [fold(&within(1, 4), None, 2)]);
    let last = ThreadView {
        items: vec![within(1, 5), within(1, 7)],
        ..page(&[], None)
    };
    thread.unfold(&within(1, 4).tree_path, last);
    assert_eq!(
        ids(&thread.items),
        ["c1", "c2", "c3", "c4", "c5", "c7", "c9"]
    );
    assert!(thread.folds.is_empty());
    // A second response to the same press changes nothing.
    thread.unfold(&within(1, 4).tree_path, page(&[], None));
}

#[test]
fn a_gap_between_two_parts_of_a_discussion_closes() {
    let view = ThreadView {
        items: vec![comment(1), within(1, 8), within(1, 9)],
        folds: vec![
            fold(&comment(1), Some(&within(1, 8)), 4),
            fold(&within(1, 9), None, 5),
        ],
        ..page(&[], None)
    };
    let mut thread = Thread::from(view.clone());
    let part = |items: Vec<CommentView>, last: u32| ThreadView {
        items,
        folds: vec![fold(&within(1, last), None, 99)],
        ..page(&[], None)
    };
    thread.unfold(
        &comment(1).tree_path,
        part(vec![within(1, 2), within(1, 3), within(1, 4)], 4),
    );
    let left = fold(&within(1, 4), Some(&within(1, 8)), 1);
    assert!(thread.folds.contains(&left), "{:?}", thread.folds);
    thread.unfold(
        &within(1, 4).tree_path,
        part(vec![within(1, 5), within(1, 8)], 8),
    );
    assert_eq!(thread.folds, [fold(&within(1, 9), None, 5)]);
    assert_eq!(
        ids(&thread.items),
        ["c1", "c2", "c3", "c4", "c5", "c8", "c9"]
    );
}

#[test]
fn an_order_by_rank_keeps_the_workers_order_of_discussions() {
    let view = ThreadView {
        sort: Sort::MostReplies,
        items: vec![comment(5), within(5, 6), comment(1), within(1, 3)],
        next: Some("more".into()),
        ..page(&[], None)
    };
    let mut thread = Thread::from(view.clone());
    thread.apply(
        changes(vec![within(5, 7), within(1, 2), comment(9)]),
        |_| true,
    );
    assert_eq!(
        ids(&thread.items),
        ["c5", "c6", "c7", "c1", "c2", "c3"],
        "replies find their discussion"
    );
    assert_eq!(ids(&thread.later), ["c9"], "nobody here knows its rank");
}

#[test]
fn a_flat_list_goes_by_time_and_names_whom_each_answers() {
    let at = |n: u32, second: u32| CommentView {
        time: format!("2026-11-21T10:00:{second:02}Z"),
        ..reply(n, 1, 1)
    };
    let view = ThreadView {
        flat: true,
        items: vec![comment(1), at(3, 10), at(2, 20)],
        ..page(&[], None)
    };
    let mut thread = Thread::from(view.clone());
    thread.apply(changes(vec![at(4, 15)]), |_| true);
    let (rows, _) = thread.rows(&[]);
    let shown: Vec<_> = rows.iter().map(|row| row.comment.id.as_str()).collect();
    assert_eq!(shown, ["c1", "c3", "c4", "c2"]);
    assert!(rows.iter().all(|row| row.indent.is_none()));
    assert!(rows[1..].iter().all(|row| row.name_parent));
}

#[test]
fn what_arrives_during_a_search_waits_for_the_thread() {
    let view = ThreadView {
        search: "river".into(),
        found: 1,
        ..page(&[4], None)
    };
    let mut thread = Thread::from(view.clone());
    let edited = CommentView {
        revision: 2,
        ..comment(4)
    };
    thread.apply(changes(vec![comment(7), edited]), |_| false);
    assert_eq!(ids(&thread.items), ["c4"]);
    assert_eq!((thread.items[0].revision, thread.incoming.len()), (2, 0));
}
