//! Placeholders of comments that are no more.

use bedside_domain::limits::CHANGES_PAGE;
use bedside_tests::world::{CAREFUL, OPEN, deployment};
use bedside_tests::{World, run, world};
use bedside_wire::{CommentStatus, CommentView};

#[test]
fn placeholders_go_with_their_last_reply_and_come_with_the_first() {
    run(async {
        let world = world().await;
        let page = world.page("chain");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let root = mia.posts(&page, "Root.").await;
        let middle = mia.replies(&page, &root, "Middle.").await;
        let leaf = mia.replies(&page, &middle, "Leaf.").await;
        let waiting = ana.replies(&page, &middle, "Waits.").await;
        let listed = async || {
            let items = mia.reading(&page).first().await.items;
            items
                .into_iter()
                .map(|c| (c.id, c.status))
                .collect::<Vec<_>>()
        };
        let gone = |c: &CommentView| (c.id.clone(), CommentStatus::Removed);
        let there = |c: &CommentView| (c.id.clone(), CommentStatus::Published);
        mia.removes(&middle, None).await;
        mia.removes(&root, None).await;
        assert_eq!(listed().await, [gone(&root), gone(&middle), there(&leaf)]);
        let before = mia.reads_changes(&page, 0).await.version;
        mia.removes(&leaf, None).await;
        assert!(listed().await.is_empty());
        let changes = mia.reads_changes(&page, before).await;
        assert!(changes.items.is_empty());
        let mut removed = changes.removed;
        removed.sort();
        let mut all = [&root.id, &middle.id, &leaf.id].map(Clone::clone);
        all.sort();
        assert_eq!(removed, all);
        // A reply that waited is approved although what it answers is no more.
        mia.approves(&waiting).await;
        assert_eq!(
            listed().await,
            [gone(&root), gone(&middle), there(&waiting)]
        );
        mia.restores(&root).await;
        assert_eq!(
            listed().await,
            [there(&root), gone(&middle), there(&waiting)]
        );
        let flat = mia.reading(&page).with("view", "flat").first().await;
        assert_eq!(flat.total, 2);
        assert_eq!(flat.items.len(), 3);
    });
}

#[test]
fn a_long_chain_of_placeholders_goes_in_parts_that_a_reader_can_fetch() {
    run(async {
        let world = world().await;
        let page = world.page("long-chain");
        let length = CHANGES_PAGE + 30;
        let chain: Vec<_> = (0..length).map(|i: usize| i.checked_sub(1)).collect();
        world.imports(OPEN, &page, &chain).await;
        let mia = world.person(OPEN, "mia").await;
        let view = mia.reading(&page).first().await;
        let all = mia.reading(&page).onwards(view).await;
        assert_eq!(all.len(), length);
        for comment in &all[..length - 1] {
            mia.removes(comment, None).await;
        }
        let view = mia.reading(&page).first().await;
        assert_eq!(view.total, 1);
        let placeholders = mia.reading(&page).onwards(view).await;
        assert_eq!(placeholders.len(), length);
        let since = mia.reading(&page).first().await.version;
        mia.removes(&all[length - 1], None).await;
        let (mut gone, mut since) = (0, since);
        loop {
            let part = mia.reads_changes(&page, since).await;
            assert!(part.items.is_empty() && part.removed.len() <= CHANGES_PAGE);
            gone += part.removed.len();
            since = part.version;
            if !part.more {
                break;
            }
        }
        assert_eq!(gone, length);
        assert!(mia.reading(&page).first().await.items.is_empty());
    });
}

#[test]
fn pages_of_every_order_hold_together_with_placeholders() {
    run(async {
        let world = world().await;
        let page = world.page("placeholders");
        let mia = world.person(OPEN, "mia").await;
        let ana = world.person(OPEN, "ana").await;
        // Sixty discussions, each a chain of three with a reply to the first.
        let parents: Vec<_> = (0..240_usize)
            .map(|i| match i % 4 {
                0 => None,
                3 => Some(i - 3),
                _ => Some(i - 1),
            })
            .collect();
        world.imports(OPEN, &page, &parents).await;
        let all = ana.reading(&page).whole().await;
        assert_eq!(all.len(), 240);
        let mut left: Vec<_> = all.iter().collect();
        for comment in all.iter().step_by(3) {
            mia.removes(comment, None).await;
            left.retain(|c| c.id != comment.id);
        }
        // A comment is listed that is left, or that one below it is left.
        let expected: Vec<_> = all
            .iter()
            .filter(|c| left.iter().any(|l| l.tree_path.starts_with(&c.tree_path)))
            .map(|c| c.id.clone())
            .collect();
        let ids = |items: Vec<CommentView>| -> Vec<_> { items.into_iter().map(|c| c.id).collect() };
        let reading = ana.reading(&page);
        assert_eq!(ids(reading.whole().await), expected);
        assert_eq!(reading.first().await.total, left.len() as u64);
        let mut sorted = expected.clone();
        sorted.sort();
        for (name, value) in [
            ("sort", "newest"),
            ("sort", "most_replies"),
            ("view", "flat"),
        ] {
            let mut found = ids(reading.clone().with(name, value).whole().await);
            found.sort();
            assert_eq!(found, sorted, "{name}={value}");
        }
    });
}

#[test]
fn placeholders_come_along_when_pages_are_merged() {
    run(async {
        let world = World::start(deployment()).await;
        let (mia, olu) = (
            world.person(OPEN, "mia").await,
            world.person(OPEN, "olu").await,
        );
        let bad = olu.posts("old", "Bad.").await;
        let reply = olu.replies("old", &bad, "Good.").await;
        mia.removes(&bad, None).await;
        olu.posts("new", "Was here.").await;
        olu.moves("merge", "old", "new").await;
        let view = olu.reading("new").first().await;
        assert_eq!((view.total, view.items.len()), (2, 3));
        let removed = view
            .items
            .iter()
            .find(|c| c.status == CommentStatus::Removed);
        assert_eq!(removed.map(|c| c.id.as_str()), Some(bad.id.as_str()));
        mia.removes(&reply, None).await;
        let view = olu.reading("new").first().await;
        assert_eq!((view.total, view.items.len()), (1, 1));
    });
}
