//! The orders of a thread: what their definitions give, in pages and back
//! again.

use bedside_client::reading::Reading;
use bedside_tests::random_threads::{Tree, random_threads, words};
use bedside_tests::world::OPEN;
use bedside_tests::{Person, run, world};
use bedside_wire::{ProblemCode, Sort, Vote};
use std::collections::HashMap;

/// As many votes as there are to the power of how even they are, in millionths;
/// 0 where all agree.
fn dispute(up: f64, down: f64) -> u64 {
    match up * down {
        0.0 => 0,
        _ => ((up + down).powf(up.min(down) / up.max(down)) * 1e6).round() as u64,
    }
}

/// Discussions in an order by its definition, each as its first comment.
fn discussions(tree: &Tree, sort: Sort) -> Vec<usize> {
    let mut roots: Vec<usize> = (0..tree.parents.len())
        .filter(|n| tree.parents[*n].is_none())
        .collect();
    let size = |root: usize| tree.below(root).len();
    let votes = |root: usize| tree.votes[root];
    let has_staff = |root: usize| tree.below(root).iter().any(|n| tree.staff[*n]);
    match sort {
        Sort::Newest => roots.reverse(),
        Sort::MostReplies => roots.sort_by_key(|root| std::cmp::Reverse(size(*root))),
        Sort::StaffFirst => roots.sort_by_key(|root| !has_staff(*root)),
        Sort::Top => roots.sort_by_key(|root| {
            let (up, down) = votes(*root);
            i64::from(down) - i64::from(up)
        }),
        Sort::Controversial => roots.sort_by_key(|root| {
            let (up, down) = votes(*root);
            std::cmp::Reverse(dispute(f64::from(up), f64::from(down)))
        }),
        Sort::Oldest | Sort::Unknown => {}
    }
    roots
}

/// The whole thread in an order by its definition.
fn expected(tree: &Tree, sort: Sort) -> Vec<String> {
    let roots = discussions(tree, sort).into_iter();
    roots
        .flat_map(|root| tree.below(root))
        .map(Tree::text)
        .collect()
}

/// Lets people vote here and there, some of them twice.
async fn votes_on(tree: &mut Tree, seed: u64, reading: &Reading<'_>, voters: &[Person]) {
    let comments = reading.whole().await;
    let mut random = random_threads(seed);
    for voter in voters {
        let mut last = HashMap::new();
        for _ in 0..25 {
            let comment = &comments[random(comments.len())];
            let vote = [Vote::Up, Vote::Down, Vote::None][random(3)];
            voter.votes(comment, vote).await;
            last.insert(words(comment), vote);
        }
        for (n, votes) in tree.votes.iter_mut().enumerate() {
            match last.get(&Tree::text(n)) {
                Some(Vote::Up) => votes.0 += 1,
                Some(Vote::Down) => votes.1 += 1,
                Some(Vote::None) | None => {}
            }
        }
    }
}

#[test]
fn every_order_is_what_its_definition_gives() {
    run(async {
        let world = world().await;
        let reader = world.stranger(OPEN);
        let voters = [
            world.person(OPEN, "ana").await,
            world.person(OPEN, "ben").await,
        ];
        for seed in 1..=8 {
            let page = world.page("sorted");
            let mut tree = Tree::grown(seed);
            tree.is_imported(world, OPEN, &page).await;
            votes_on(&mut tree, seed, &reader.reading(&page), &voters).await;
            for sort in Sort::ALL {
                let reading = reader.reading(&page).with("sort", sort.as_str());
                let mut view = reading.first().await;
                let mut all = reading.opened(&view).await;
                if let Some(fold) = view.folds.first() {
                    let part = reading.at(&fold.cursor).await;
                    if let Some(prev) = &part.prev {
                        let before = reading.at(prev).await;
                        assert!(before.items.iter().any(|item| item.tree_path == fold.after));
                    }
                }
                while let Some(next) = &view.next {
                    view = reading.at(next).await;
                    assert_eq!(view.sort, sort);
                    all.extend(reading.opened(&view).await);
                }
                let seen: Vec<_> = all.iter().map(words).collect();
                assert_eq!(seen, expected(&tree, sort), "seed {seed}, {sort:?}");
                // And back from the end to the start.
                let mut back = reading.backwards(view.clone()).await;
                back.extend(reading.opened(&view).await);
                assert_eq!(back, all, "seed {seed}, {sort:?}, backwards");
            }
        }
    });
}

#[test]
fn a_flat_list_goes_by_time_and_comes_in_both_directions() {
    run(async {
        let world = world().await;
        let reader = world.stranger(OPEN);
        let page = world.page("flat");
        let tree = Tree::grown(3);
        tree.is_imported(world, OPEN, &page).await;
        for sort in [Sort::Oldest, Sort::Newest] {
            let reading = reader.reading(&page).with("view", "flat");
            let reading = reading.with("sort", sort.as_str());
            let first = reading.first().await;
            assert!(first.flat && first.folds.is_empty());
            let all = reading.onwards(first).await;
            let mut expected = all.clone();
            expected.sort_by_key(|c| (c.time.clone(), c.id.clone()));
            if sort == Sort::Newest {
                expected.reverse();
            }
            assert_eq!(all.len(), tree.parents.len());
            assert_eq!(all, expected, "{sort:?}");
            // From a comment in the middle, all the same.
            let middle = &all[all.len() / 2];
            let near = reading.clone().with("around", &middle.id).first().await;
            assert!(near.items.iter().any(|item| item.id == middle.id));
            let oldest = reader.reading(&page).with("view", "flat");
            let mut whole = oldest.backwards(near.clone()).await;
            whole.extend(oldest.onwards(near).await);
            if sort == Sort::Newest {
                expected.reverse();
            }
            assert_eq!(whole, expected, "around");
        }
    });
}

#[test]
fn an_order_and_its_cursors_are_checked() {
    run(async {
        let world = world().await;
        let page = world.page("orders");
        world.imports(OPEN, &page, &[None; 60]).await;
        let reader = world.stranger(OPEN);
        let plain = || reader.reading(&page);
        let field = async |reading: Reading<'_>| {
            let problem = reading.send().await.refused(ProblemCode::FieldInvalid);
            problem.field.expect("the field is named")
        };
        assert_eq!(field(plain().with("sort", "loudest")).await, "sort");
        assert_eq!(field(plain().with("view", "cubist")).await, "view");
        for depth in ["0", "11", "-1", "many", "99999999999999999999"] {
            assert_eq!(
                field(plain().with("depth", depth)).await,
                "depth",
                "{depth}"
            );
        }
        // A list in order of time knows no other order.
        let ranked = plain().with("view", "flat").with("sort", "most_replies");
        assert_eq!(field(ranked).await, "sort");

        let mut cursors = Vec::new();
        for sort in Sort::ALL {
            let reading = plain().with("sort", sort.as_str());
            let next = reading.first().await.next.expect("a second page");
            cursors.push((reading, next));
        }
        let flat = plain().with("view", "flat");
        let next = flat.first().await.next.expect("a second page");
        cursors.push((flat, next));
        let search = plain().with("q", "comment");
        let next = search.first().await.next.expect("a second page");
        cursors.push((search, next));
        for (n, (reading, _)) in cursors.iter().enumerate() {
            for (m, (_, cursor)) in cursors.iter().enumerate() {
                let response = reading.clone().with("cursor", cursor).send().await;
                if n == m {
                    response.expect(200);
                } else {
                    let problem = response.refused(ProblemCode::CursorInvalid);
                    assert_eq!(problem.field.as_deref(), Some("cursor"));
                }
            }
        }
    });
}
