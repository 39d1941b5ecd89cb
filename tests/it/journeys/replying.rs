//! Replies, as they are seen.

use bedside_tests::browser::visitor;
use bedside_tests::host::plain_page;
use bedside_tests::world::OPEN;
use bedside_tests::{run, world};

#[test]
fn a_reply_stands_under_its_parent() {
    run(async {
        let world = world().await;
        let page = world.page("reply");
        let author = world.person(OPEN, "ben").await;
        author.posts(&page, "What helps you sleep?").await;
        author.posts(&page, "Another matter.").await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.signs_in_as("Ana").await;
        ana.comment("What helps you sleep?")
            .await
            .button("Reply")
            .await
            .click()
            .await;
        let parent_author = ana.comment("What helps you sleep?").await.name;
        let boxes = ana.all("textbox").await;
        let field = boxes
            .iter()
            .find(|b| b.name.starts_with("Reply to"))
            .expect("the reply's text box");
        let who = field.name.trim_start_matches("Reply to ");
        assert!(parent_author.starts_with(who), "{who} in {parent_author}");
        ana.is_accessible("writing a reply").await;
        field.write("A cool room.").await;
        ana.button("Post reply").await.click().await;
        ana.comment("A cool room.").await;
        assert_eq!(
            ana.texts().await,
            ["What helps you sleep?", "A cool room.", "Another matter."]
        );
        let [parent, ..] = ana.comment("What helps you sleep?").await.place().await;
        let [reply, ..] = ana.comment("A cool room.").await.place().await;
        assert!(reply > parent, "a reply is indented");
    });
}

#[test]
fn deep_replies_go_on_flat_and_say_whom_they_answer() {
    run(async {
        let world = world().await;
        let page = world.page("deep");
        let chain: Vec<_> = (0..20_usize).map(|i| i.checked_sub(1)).collect();
        world.imports(OPEN, &page, &chain).await;
        let ben = visitor().await;
        ben.uses_screen(360, 740).await;
        ben.opens(&plain_page(world, OPEN, &page)).await;
        ben.button("10 more replies").await.click().await;
        let mut lefts = Vec::new();
        for n in 0..20 {
            let comment = ben.comment(&format!("Comment number {n}.")).await;
            let [left, _, width, _] = comment.place().await;
            assert!(width > 200.0, "number {n} is {width} px wide on a phone");
            assert!(left + width <= 360.5, "number {n} leaves the screen");
            lefts.push(left);
            // Seen where the indentation ends, heard everywhere.
            let seen = comment.find("link", "In reply to Imported Person").await;
            assert_eq!(seen.is_some(), n > 6, "number {n}");
            let (name, text) = (&comment.name, comment.text().await);
            let named = name.starts_with("Imported Person, in reply to Imported Person, ");
            assert_eq!(named, n > 0, "number {n}: {name}");
            assert_eq!(
                text.contains("In reply to Imported Person"),
                n > 0,
                "number {n}: {text}"
            );
        }
        assert!(
            lefts[..7].windows(2).all(|pair| pair[0] < pair[1]),
            "indented to depth 6: {lefts:?}"
        );
        assert!(
            lefts[6..]
                .windows(2)
                .all(|pair| (pair[0] - pair[1]).abs() < 0.5),
            "flat from there: {lefts:?}"
        );
    });
}
