//! Addresses that lead to one page lead to one thread.

use bedside_tests::world::{CAREFUL, OPEN, deployment};
use bedside_tests::{World, run, world};
use bedside_wire::ProblemCode;
use bedside_wire::comment::PageInfo;
use serde_json::Value;

#[test]
fn a_comment_is_found_under_every_address_of_its_page() {
    run(async {
        let world = world().await;
        let name = world.page("identity");
        let ana = world.person(OPEN, "ana").await;
        let said = [
            format!("https://www.garden.example/{name}/"),
            format!("http://garden.example/{name}?utm_source=letter&fbclid=1"),
            format!("https://GARDEN.example/{name}/index.html#comment-12"),
        ];
        for (count, page) in (1..).zip(&said) {
            ana.posts(page, "Here as well.").await;
            let view = ana
                .reads_until(&said[0], "the comment", |view| view.total == count)
                .await;
            assert_eq!(view.page, format!("https://garden.example/{name}"));
        }
        let other = ana
            .reads(&format!("https://garden.example/{name}?p=2"))
            .await;
        assert_eq!(other.total, 0);
    });
}

#[test]
fn a_sites_root_is_one_page_and_has_its_slash_in_links() {
    run(async {
        // A stack of its own: a site has one root.
        let world = World::start(deployment()).await;
        let olu = world.person(OPEN, "olu").await;
        let root = world.pages();
        let links = async |page: &str, expected: u64| {
            let view = olu
                .reads_until(page, "the comments", |view| view.total == expected)
                .await;
            assert_eq!(view.url, format!("{root}/"), "{page}");
            let feed = olu.request("GET", "/feed.json").query("page", page);
            let feed = feed.send().await.expect(200);
            let feed: Value = serde_json::from_slice(&feed.bytes).expect("JSON");
            assert_eq!(feed["home_page_url"], view.url, "{page}");
            let first = feed["items"][0]["url"].as_str().expect("a link");
            assert!(first.starts_with(&format!("{root}/#comment-")), "{first}");
            let plain = olu.request("GET", "/thread").query("as", "document");
            let plain = plain.query("page", page).send().await.expect(200).text();
            let canonical = format!(r#"<link rel="canonical" href="{root}/">"#);
            assert!(plain.contains(&canonical), "{page}: {plain}");
            (view.page, feed["feed_url"].clone())
        };
        // A whole site that moved.
        world.imports(OPEN, "https://old.example", &[None]).await;
        olu.moves("remap", "https://old.example", root).await;
        let mut found = vec![links(root, 1).await];
        let said = ["", "/", "/index.html", "/?session=1", "/?session=2#top"];
        for (total, rest) in (2..).zip(said) {
            let page = [root, rest].concat();
            let info = PageInfo {
                key: page.clone(),
                url: (!rest.contains("index")).then(|| page.clone()),
                title: None,
            };
            olu.posts_from(&info, "Here as well.").await;
            found.push(links(&page, total).await);
        }
        let same = found.iter().all(|page| *page == found[0]);
        assert!(same, "one key and one feed: {found:?}");
    });
}

#[test]
fn a_pages_address_is_kept_without_what_belongs_to_a_reader() {
    run(async {
        let world = world().await;
        let page = world.page("private");
        let ana = world.person(OPEN, "olu").await;
        let host = world.pages();
        let info = PageInfo {
            key: page.clone(),
            url: Some(format!("{host}/a?id=7&token=secret&utm_term=x#part")),
            title: None,
        };
        ana.posts_from(&info, "Hello.").await;
        let view = ana
            .reads_until(&page, "the comment", |view| view.total == 1)
            .await;
        assert_eq!(view.url, format!("{host}/a?id=7"));
    });
}

#[test]
fn nobody_leads_a_pages_readers_elsewhere() {
    run(async {
        let world = world().await;
        let page = world.page("elsewhere");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let info = |url: &str, title: &str| PageInfo {
            key: page.clone(),
            url: Some(url.to_owned()),
            title: Some(title.to_owned()),
        };
        let own = format!("{}/own.html", world.pages());
        mia.posts_from(&info(&own, "The page"), "Hello.").await;
        // Not of this site, whoever says it.
        mia.posts_from(&info("https://evil.example/", "The page"), "Hello.")
            .await;
        // Of this site, but in a comment that nobody has read.
        let other = format!("{}/other.html", world.pages());
        ana.posts_from(&info(&other, "Win a prize"), "Hello.").await;
        let view = ana.reads_until(&page, "two", |view| view.total == 2).await;
        assert_eq!((view.url, view.title), (own, "The page".to_owned()));
    });
}

#[test]
fn a_page_is_called_what_its_approved_comments_say() {
    run(async {
        let world = world().await;
        let page = world.page("called");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let info = |title: &str| PageInfo {
            key: page.clone(),
            url: Some(format!("{}/called.html", world.pages())),
            title: Some(title.to_owned()),
        };
        let feed = async || {
            let asked = ana.request("GET", "/feed.json").query("page", &page);
            asked.send().await.expect(200).text()
        };
        let bad = ana.posts_from(&info("Dr X is a fraud"), "One.").await;
        assert_eq!(ana.reads(&page).await.title, "");
        assert!(!feed().await.contains("fraud"));
        // The moderator sees what the page would be called.
        let entry = mia.finds_in_queue(&bad.id).await.expect("in the queue");
        assert_eq!(entry.page_title.as_deref(), Some("Dr X is a fraud"));
        mia.rejects(&bad, Some("No.")).await;
        assert_eq!(ana.reads(&page).await.title, "");

        let good = ana.posts_from(&info("Tea"), "Two.").await;
        mia.approves(&good).await;
        let view = ana.reads_until(&page, "one", |view| view.total == 1).await;
        assert_eq!(view.title, "Tea");
        // Later ones change nothing, approved or not.
        let later = ana.posts_from(&info("Tea is poison"), "Three.").await;
        let entry = mia.finds_in_queue(&later.id).await.expect("in the queue");
        assert_eq!(entry.page_title.as_deref(), Some("Tea"));
        mia.approves(&later).await;
        let view = ana.reads_until(&page, "two", |view| view.total == 2).await;
        assert_eq!(view.title, "Tea");
        // The page got another name meanwhile: staff tell it.
        mia.posts_from(&info("Tea and milk"), "Four.").await;
        let view = ana
            .reads_until(&page, "three", |view| view.total == 3)
            .await;
        assert_eq!(view.title, "Tea and milk");
        assert!(feed().await.contains("Tea and milk"));
    });
}

#[test]
fn a_long_address_is_a_page_when_what_names_it_is_short() {
    run(async {
        let world = world().await;
        let reader = world.person(OPEN, "ana").await;
        let short = format!("https://garden.example/{}", world.page("long"));
        let long = format!("{short}?utm_campaign={}", "c".repeat(1_500));
        reader.posts(&long, "From a letter.").await;
        assert_eq!(reader.reads(&short).await.total, 1);
    });
}

#[test]
fn an_identity_has_its_bounds() {
    run(async {
        let world = world().await;
        let reader = world.stranger(OPEN);
        let ask = async |page: &str| {
            let request = reader.request("GET", "/thread").query("as", "json");
            request.query("page", page).send().await
        };
        let long = format!("https://garden.example/{}", "a".repeat(10_000));
        ask(&long).await.refused(ProblemCode::FieldTooLong);
        for odd in [
            "https://[::1",
            "https://",
            "javascript:alert(1)",
            "//evil.example/x",
        ] {
            ask(odd).await.expect(200);
        }
    });
}
