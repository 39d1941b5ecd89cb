//! Text that wants to be more than text. (Invariant 6.)

use bedside_tests::world::OPEN;
use bedside_tests::{run, world};

/// Each tries to become an element, an attribute or a script.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "</div></article><h1>out</h1>",
    "</script><script>alert(1)</script>",
    "<!-- --!><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](<vbscript:alert(1)>)",
    "[x](//evil.example \"onmouseover=alert(1)\")",
    "![x](https://evil.example/pixel.png)",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<https://example.org/\"onmouseover=alert(1)>",
    "```\n</pre><script>alert(1)</script>\n```",
    "\u{0}\u{8}\u{202e}gnorw",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<template shadowrootmode=open><script>alert(1)</script></template>",
    "<style>*{display:none}</style>",
    "{{constructor.constructor('alert(1)')()}}",
];

#[test]
fn no_text_becomes_markup() {
    run(async {
        let world = world().await;
        let page = world.page("hostile");
        let ana = world.person(OPEN, "ana").await;
        for text in HOSTILE {
            ana.posts(&page, text).await;
        }
        ana.reads_until(&page, "all of it", |v| v.total == HOSTILE.len() as u64)
            .await;
        for form in ["fragment", "document"] {
            let request = ana
                .request("GET", "/thread")
                .query("page", &page)
                .query("as", form);
            let html = request.send().await.expect(200).text();
            // The state is JSON in a script element; its text is judged apart.
            let (markup, state) = html
                .split_once("id=\"bedside-state\">")
                .unwrap_or((&html, ""));
            for tag in tags(markup) {
                let lower = tag.to_lowercase();
                let name = lower
                    .trim_start_matches('/')
                    .split([' ', '/'])
                    .next()
                    .unwrap_or_default();
                let known = [
                    "script", "img", "svg", "style", "iframe", "template", "object", "embed",
                    "base",
                ];
                let ours = tag.contains("/assets/")
                    || tag.trim() == "script type=\"application/json\""
                    || tag == "script type=\"application/ld+json\""
                    || name == "svg" && !lower.contains("onload");
                assert!(
                    !known.contains(&name)
                        || ours
                        || tag.starts_with("/script")
                        || tag.starts_with("/svg"),
                    "<{tag}>"
                );
                for bad in [
                    " onerror",
                    " onload",
                    " onmouseover",
                    "javascript:",
                    "vbscript:",
                    "data:text",
                    "src=\"https://evil",
                ] {
                    assert!(!lower.contains(bad), "{form}: <{tag}>");
                }
            }
            let inside = state.split("</script>").next().unwrap_or_default();
            assert!(!inside.contains('<'), "the state holds a <");
        }
    });
}

/// Each, repeated, would be thousands of elements.
const BOMBS: &[&str] = &[
    "*a* ",
    "`a` ",
    "- a\n",
    "a\n",
    "> a\n\n",
    "[a](https://e.org) ",
];

#[test]
fn no_text_is_more_elements_than_a_page_can_bear() {
    run(async {
        let world = world().await;
        let ana = world.person(OPEN, "ana").await;
        for piece in BOMBS {
            let page = world.page("bomb");
            let text = piece.repeat(10_000 / piece.len());
            let words = text.matches('a').count();
            ana.posts(&page, &text).await;
            ana.reads_until(&page, "the comment", |v| v.total == 1)
                .await;
            for form in ["fragment", "document"] {
                let request = ana
                    .request("GET", "/thread")
                    .query("page", &page)
                    .query("as", form);
                let html = request.send().await.expect(200).text();
                let (_, text) = html.split_once("part=\"text\"").expect("the text");
                let (text, _) = text.split_once("part=\"actions\"").expect("the actions");
                // Opening and closing tags, of inline nodes, of blocks and of what
                // is around them.
                let is_tag =
                    |tag: &&str| tag.trim_start_matches('/').starts_with(char::is_alphabetic);
                let tags = tags(text).filter(is_tag).count();
                assert!(
                    tags < 2 * (300 + 200 + 20),
                    "{form}: {piece:?} is {tags} tags"
                );
                let shown: usize = text
                    .split('<')
                    .map(|part| {
                        let (_, text) = part.split_once('>').unwrap_or_default();
                        text.matches('a').count()
                    })
                    .sum();
                assert_eq!(shown, words, "{form}: words of {piece:?} are lost");
            }
        }
    });
}

#[test]
fn a_link_shows_where_it_leads() {
    run(async {
        let world = world().await;
        let page = world.page("disguise");
        let ana = world.person(OPEN, "ana").await;
        ana.posts(
            &page,
            "<https://www.nhs.uk@evil.example/> [www.nhs.uk](https://bad.example/)",
        )
        .await;
        ana.reads_until(&page, "the comment", |v| v.total == 1)
            .await;
        for path in [
            format!("/thread?page={page}&as=fragment"),
            format!("/thread?page={page}&as=document"),
            format!("/feed.json?page={page}"),
        ] {
            let text = ana.request("GET", &path).send().await.expect(200).text();
            // In the feed quotation marks are escaped.
            let text = text.replace("\\\"", "\"");
            assert!(
                text.contains("https://www.nhs.uk@evil.example/"),
                "{path}: {text}"
            );
            assert!(!text.contains("href=\"https://evil"), "{path}: {text}");
            // Each address is seen and leads to itself.
            for link in [
                "[<a href=\"https://www.nhs.uk/\"",
                "](<a href=\"https://bad.example/\"",
                ">www.nhs.uk</a>",
                ">https://bad.example/</a>",
            ] {
                assert!(text.contains(link), "{path}: {link}: {text}");
            }
        }
    });
}

/// The text between `<` and `>`.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<')
        .skip(1)
        .filter_map(|part| part.split('>').next())
}

#[test]
fn links_lead_out_without_telling_where_from() {
    run(async {
        let world = world().await;
        let page = world.page("links");
        let ana = world.person(OPEN, "ana").await;
        ana.posts(&page, "See [here](https://example.org/x).").await;
        ana.reads_until(&page, "the comment", |v| v.total == 1)
            .await;
        let request = ana
            .request("GET", "/thread")
            .query("page", &page)
            .query("as", "fragment");
        let html = request.send().await.expect(200).text();
        let link = tags(&html)
            .find(|tag| tag.contains("https://example.org/x"))
            .expect("the link");
        for word in ["nofollow", "noreferrer", "ugc"] {
            assert!(link.contains(word), "<{link}> has no {word}");
        }
    });
}

#[test]
fn keys_and_titles_of_pages_are_text_too() {
    run(async {
        let world = world().await;
        let page = format!("<script>alert(1)</script>\"'&{}", world.page("x"));
        let ana = world.person(OPEN, "ana").await;
        ana.posts(&page, "Fine.").await;
        ana.reads_until(&page, "the comment", |v| v.total == 1)
            .await;
        for form in ["fragment", "document"] {
            let request = ana
                .request("GET", "/thread")
                .query("page", &page)
                .query("as", form);
            let html = request
                .query("title", "<script>alert(2)</script>")
                .send()
                .await
                .expect(200)
                .text();
            assert!(!html.contains("<script>alert"), "{form}");
        }
    });
}
