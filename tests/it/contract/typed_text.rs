//! Texts are read as they were typed, wherever a comment is shown.

use bedside_client::person::comment;
use bedside_domain::plain_text::plain_text;
use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{Person, run, world};
use bedside_wire::ProblemCode;
use bedside_wire::comment::PageInfo;
use serde_json::Value;

/// Texts that Markdown would change; all of each is to be seen.
const TYPED: &[&str] = &[
    "<Name of drug>\nTake 5\n10 pills left",
    "[Update]: solved",
    "Take [paracetamol](500mg) now",
    "> 5 mg is too much\n- 5 °C",
    "HLA-B*27:05 and HLA-B*15:02, 5 * 3 * 2, 2*3*4",
    "&lt;5 mg, \\*5\\*, ~~10~~ 5 mg, __a__",
    "2019. was bad\n7. one\n9. two\n1) 5 mg\n2) 10 mg",
    "# Dose\nDose\n====\n5 mg\n---",
    "    5 mg\n\n```dose\n5 mg\n```",
    "|drug|dose|\n|---|---|\n|ibuprofen|400 mg|",
    "![5 mg](https://example.org/5.png) <https://example.org/a>",
    "•\t5 mg\u{B}•\t10 mg\r\n•\t15 mg",
    "خذ 5 ملغ مرتين\n> ٥ ملغ",
    "每次>5毫克有危险。见https://example.org/b。",
];

/// Texts with marks, and what is seen of them where nothing shows formatting.
const MARKED: &[(&str, &str)] = &[
    ("**5 mg**, *never* `more`", "5 mg, never more"),
    (
        "> Take ten\nNo, never do that!",
        "> Take ten\nNo, never do that!",
    ),
    (
        "- one\n- two\n\n3. three\n4. four",
        "- one\n- two\n3. three\n4. four",
    ),
    ("[here](https://example.org/c).", "here."),
];

fn words(text: &str) -> String {
    let lines = text
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines = lines.filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The visible text of a comment's HTML; marks of lists and quotations are drawn by
/// the browser.
fn seen(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        let (tag, shown) = part.split_once('>').unwrap_or(("", part));
        if ["br", "/p", "/li", "/pre", "/blockquote"].contains(&tag.trim_end_matches('/')) {
            text.push('\n');
        }
        text.push_str(shown);
    }
    for (entity, c) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, c);
    }
    text
}

/// The HTML of each comment's text in a page.
fn texts(html: &str) -> Vec<String> {
    let parts = html.split("part=\"text\"").skip(1);
    let inside = parts.filter_map(|part| part.split_once('>')?.1.split_once("part=\"actions\""));
    inside.map(|(text, _)| seen(text)).collect()
}

/// The lines without the marks that HTML draws.
fn unmarked(text: &str) -> String {
    let drawn = ["> Take ten", "- one", "- two", "3. three", "4. four"];
    let line = |line: &str| match line.split_once(' ') {
        Some((_, rest)) if drawn.contains(&line) => rest.to_owned(),
        _ => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// A page's feed as it is now, whatever is kept.
async fn newest(reader: &Person, feed: &str, page: &str) -> String {
    let request = reader.request("GET", feed).query("page", page);
    let request = request.header("cache-control", "no-cache");
    request.send().await.expect(200).text()
}

async fn page_of(reader: &Person, page: &str, form: &str) -> Vec<String> {
    let request = reader.request("GET", "/thread").query("page", page);
    let html = request.query("as", form).send().await.expect(200).text();
    texts(&html)
}

#[test]
fn all_that_was_typed_is_read_everywhere() {
    run(async {
        let world = world().await;
        let page = world.page("typed");
        let ana = world.person(OPEN, "ana").await;
        let typed = TYPED
            .iter()
            .map(|text| (*text, text.replace('\u{B}', "\n")));
        let marked = MARKED
            .iter()
            .map(|(text, seen)| (*text, (*seen).to_owned()));
        let all: Vec<(String, String)> = typed
            .chain(marked)
            .enumerate()
            .map(|(n, (text, seen))| {
                // A word by which the search finds it.
                let word = format!("unique{n:02}word");
                (
                    format!("{text}\n\n{word}"),
                    words(&format!("{seen}\n{word}")),
                )
            })
            .collect();
        for (text, seen) in &all {
            let posted = ana.posts(&page, text).await;
            assert_eq!(words(&plain_text(&posted.body)), *seen, "{text}");
        }
        let view = ana
            .reads_until(&page, "all of it", |v| v.total == all.len() as u64)
            .await;
        assert_eq!(view.items.len(), all.len());
        for (item, (text, seen)) in view.items.iter().zip(&all) {
            assert_eq!(words(&plain_text(&item.body)), *seen, "{text}");
        }
        for form in ["fragment", "document"] {
            let shown = page_of(&ana, &page, form).await;
            assert_eq!(shown.len(), all.len(), "{form}");
            for (shown, (text, seen)) in shown.iter().zip(&all) {
                // What comes before the actions is the text's end and its element's.
                assert!(
                    words(shown).starts_with(&unmarked(seen)),
                    "{form}: {text}: {shown}"
                );
            }
        }
        let feed = newest(&ana, "/feed.json", &page).await;
        let feed: Value = serde_json::from_str(&feed).expect("JSON");
        let items = feed["items"].as_array().expect("entries");
        assert_eq!(items.len(), all.len());
        for (item, (text, seen)) in items.iter().rev().zip(&all) {
            let html = item["content_html"].as_str().expect("a text");
            assert_eq!(words(&self::seen(html)), unmarked(seen), "{text}");
            assert_eq!(item["summary"], seen.as_str(), "{text}");
        }
        let atom = newest(&ana, "/feed.atom", &page).await;
        let atom: atom_syndication::Feed = atom.parse().expect("an Atom feed");
        for (entry, (text, seen)) in atom.entries.iter().rev().zip(&all) {
            let html = entry
                .content()
                .and_then(|content| content.value())
                .expect("a text");
            assert_eq!(words(&self::seen(html)), unmarked(seen), "{text}");
        }
        for (n, (text, seen)) in all.iter().enumerate() {
            let found = ana
                .reading(&page)
                .with("q", &format!("unique{n:02}word"))
                .first()
                .await;
            assert_eq!(found.items.len(), 1, "{text}");
            assert_eq!(words(&plain_text(&found.items[0].body)), *seen, "{text}");
        }
    });
}

#[test]
fn moderators_read_all_that_was_typed() {
    run(async {
        let world = world().await;
        let page = world.page("typed-queue");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        for text in TYPED {
            let posted = ana.posts(&page, text).await;
            let entry = mia.finds_in_queue(&posted.id).await.expect("in the queue");
            let seen = words(&text.replace('\u{B}', "\n"));
            assert_eq!(words(&plain_text(&entry.comment.body)), seen);
            mia.approves(&posted).await;
        }
    });
}

#[test]
fn a_text_that_shows_nothing_is_refused() {
    run(async {
        let world = world().await;
        let page = world.page("nothing");
        let ana = world.person(OPEN, "ana").await;
        for nothing in [
            "\u{FE0F}\u{34F}",
            "\u{2800}",
            "\u{301}",
            "\u{E0041}\u{200F}",
        ] {
            let request = ana
                .request("POST", "/comments")
                .json(&comment(&page, None, nothing));
            let problem = request.send().await.refused(ProblemCode::FieldEmpty);
            assert_eq!(problem.field.as_deref(), Some("body"), "{nothing:?}");
        }
    });
}

#[test]
fn names_titles_and_texts_keep_to_themselves() {
    run(async {
        let world = world().await;
        let page = world.page("beside");
        let olu = world.person(OPEN, "olu").await;
        let info = PageInfo {
            key: page.clone(),
            url: None,
            title: Some("\u{301}\u{202E}\u{5E9}\u{5DC}\u{200B}\u{2069}".into()),
        };
        let piled = format!("5{} mg\u{202E} never\u{2066}", "\u{338}".repeat(40));
        let posted = olu.posts_from(&info, &piled).await;
        let shown = format!("5{} mg never", "\u{338}".repeat(4));
        assert_eq!(plain_text(&posted.body), shown);
        let feed = newest(&olu, "/feed.json", &page).await;
        let feed: Value = serde_json::from_str(&feed).expect("JSON");
        let title = "\u{2068}\u{5E9}\u{5DC}\u{2069}";
        assert_eq!(feed["title"], format!("Comments on {title}"));
        let html = feed["items"][0]["content_html"].as_str().expect("a text");
        assert_eq!(html, format!("<div dir=\"auto\"><p>{shown}</p></div>"));
    });
}
