//! An invented thread of `cargo xtask seed`, read from its first to its last
//! comment.

use bedside_tests::world::OPEN;
use bedside_tests::{run, world};
use bedside_xtask::seed::generated::{Generated, Invented};
use serde_json::json;
use std::collections::HashMap;

/// Enough for chains of sixty, and for seventy pages.
const SIZE: usize = 3_500;

/// The times of a thread's comments in the order in which they are to be read:
/// each comment is followed by its replies, the oldest first. No two comments
/// of an invented thread have the same time.
fn in_order(thread: &[Invented]) -> Vec<&str> {
    let mut replies: HashMap<Option<&str>, Vec<&Invented>> = HashMap::new();
    for comment in thread {
        let replies = replies.entry(comment.parent.as_deref()).or_default();
        replies.push(comment);
    }
    let mut order = Vec::new();
    let mut left: Vec<&Invented> = replies[&None].iter().rev().copied().collect();
    while let Some(comment) = left.pop() {
        order.push(comment.time.as_str());
        let below = replies.get(&Some(comment.reference.as_str()));
        left.extend(below.into_iter().flatten().rev());
    }
    order
}

/// Fills a page, and says how many comments were new.
async fn fills(page: &str, count: usize) -> u64 {
    let operator = world().await.operator();
    let comments = &mut Generated::new(3).take(count).map(|one| one.to_json());
    let page = json!({ "key": page });
    let filled = operator.imports(OPEN, &page, comments, &mut |_| true).await;
    filled.unwrap_or_else(|e| panic!("not filled: {e:#}")).taken
}

#[test]
fn nothing_of_a_generated_thread_is_lost_or_doubled() {
    run(async {
        let world = world().await;
        let page = world.page("generated");
        // Filling that was broken off goes on where it was.
        assert_eq!(fills(&page, 700).await, 700);
        assert_eq!(fills(&page, SIZE).await, SIZE as u64 - 700);
        assert_eq!(fills(&page, SIZE).await, 0);

        let thread: Vec<_> = Generated::new(3).take(SIZE).collect();
        let reader = world.stranger(OPEN);
        let first = reader.reading(&page).first().await;
        assert_eq!(first.total, SIZE as u64);
        let all = reader.reading(&page).onwards(first).await;
        let seen: Vec<_> = all.iter().map(|comment| comment.time.as_str()).collect();
        assert_eq!(seen, in_order(&thread));
        let deepest = all.iter().map(|comment| comment.depth).max();
        assert_eq!(deepest, Some(59), "chains of sixty");
    });
}
