//! The order of a thread: what its definition gives, in pages and back again.

use bedside_tests::person::Call;
use bedside_tests::world::OPEN;
use bedside_tests::{Person, run, world};
use bedside_wire::richtext::{Block, Inline};
use bedside_wire::{CommentView, ProblemCode, Sort, ThreadView};

/// Numbers that look random and are the same each time (Knuth's multiplier).
fn scattered(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |below| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as usize % below
    }
}

/// The order by its definition: discussions from the newest to the oldest, each
/// followed by its replies, the oldest first.
fn newest_first(parents: &[Option<usize>]) -> Vec<usize> {
    fn add(of: usize, parents: &[Option<usize>], order: &mut Vec<usize>) {
        order.push(of);
        for (reply, parent) in parents.iter().enumerate() {
            if *parent == Some(of) {
                add(reply, parents, order);
            }
        }
    }
    let mut order = Vec::new();
    for root in (0..parents.len()).rev() {
        if parents[root].is_none() {
            add(root, parents, &mut order);
        }
    }
    order
}

fn ask<'a>(reader: &'a Person, page: &str, sort: &str, cursor: &str) -> Call<'a> {
    let call = reader.call("GET", "/thread").query("page", page);
    let call = call.query("as", "json").query("sort", sort);
    call.query("cursor", cursor)
}

async fn sorted(reader: &Person, page: &str, cursor: &str) -> ThreadView {
    let answer = ask(reader, page, "newest", cursor).answer().await;
    answer.expect(200).json()
}

#[test]
fn newest_first_is_the_order_that_its_definition_gives() {
    run(async {
        let world = world().await;
        let reader = world.stranger(OPEN);
        for seed in 1..=8 {
            let page = world.page("sorted");
            let mut random = scattered(seed);
            let size = 60 + random(120);
            let parents: Vec<_> = (0..size)
                .map(|i| (i > 0 && random(3) > 0).then(|| random(i)))
                .collect();
            world.imports(OPEN, &page, &parents).await;
            let mut all = Vec::new();
            let mut view = sorted(&reader, &page, "").await;
            loop {
                assert_eq!(view.sort, Sort::Newest);
                all.extend(view.items.clone());
                let Some(next) = &view.next else { break };
                view = sorted(&reader, &page, next).await;
            }
            let text = |n: &usize| format!("Comment number {n}.");
            let expected: Vec<_> = newest_first(&parents).iter().map(text).collect();
            let seen: Vec<_> = all.iter().map(words).collect();
            assert_eq!(seen, expected, "seed {seed}");
            // And back from the end to the start.
            let mut back = view.items.clone();
            while let Some(prev) = &view.prev {
                view = sorted(&reader, &page, prev).await;
                back.splice(0..0, view.items.clone());
            }
            assert_eq!(back, all, "seed {seed}, backwards");
        }
    });
}

fn words(comment: &CommentView) -> String {
    match comment.body.as_slice() {
        [Block::P(text)] => match text.as_slice() {
            [Inline::T(text)] => text.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_order_and_its_cursors_are_checked() {
    run(async {
        let world = world().await;
        let page = world.page("orders");
        world.imports(OPEN, &page, &[None; 60]).await;
        let reader = world.stranger(OPEN);
        let ask = |sort: &str, cursor: &str| ask(&reader, &page, sort, cursor);
        let problem = ask("loudest", "")
            .answer()
            .await
            .refused(ProblemCode::FieldInvalid);
        assert_eq!(problem.field.as_deref(), Some("sort"));
        let newest = sorted(&reader, &page, "")
            .await
            .next
            .expect("a second page");
        ask("oldest", &newest)
            .answer()
            .await
            .refused(ProblemCode::CursorInvalid);
        let view: ThreadView = ask("oldest", "").answer().await.expect(200).json();
        let oldest = view.next.expect("a second page");
        ask("newest", &oldest)
            .answer()
            .await
            .refused(ProblemCode::CursorInvalid);
    });
}
