//! The plain page's responses to somebody's address or form.

use bedside_client::provider::{Form, attribute};
use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{Person, Response, run, world};
use bedside_wire::{ProblemCode, ThreadView};

const LOST: &str = "The comment you reply to is not there any more.";

/// The comment that a page's form answers.
fn answered(page: &Response) -> Option<String> {
    let fields = Form::in_page(page, "post").hidden;
    let parent = fields.into_iter().find(|(name, _)| name == "parent");
    parent.map(|(_, id)| id)
}

/// Follows the link to answer a comment.
async fn presses_reply(person: &Person, page: &Response, id: &str) -> Response {
    let text = page.text();
    let links = text.split("<a").skip(1);
    let mut targets = links.filter_map(|link| attribute(link, "href"));
    let target = targets.find(|target| target.ends_with(&format!("reply={id}#form-new")));
    let target = target.unwrap_or_else(|| panic!("no way to answer {id}: {text}"));
    let target = page.url.join(&target).expect("an address");
    person.opens(target).await.expect(200)
}

/// Sends a form of our page, whose address anybody may have made.
async fn sends(person: &Person, fields: &[(&str, &str)]) -> Response {
    let fields = fields.iter();
    let fields: Vec<_> = fields
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    person.sends_form("/plain/comments", &fields).await
}

#[test]
fn a_reply_after_a_permalink_stays_a_reply() {
    run(async {
        let world = world().await;
        let page = world.page("deep");
        let mut parents = vec![None; 70];
        parents.extend([Some(69); 30]);
        world.imports(OPEN, &page, &parents).await;
        let reader = world.stranger(OPEN);
        let whole = reader.reading(&page).whole().await;
        // Behind the first page, and inside a fold.
        for comment in [&whole[69], &whole[85]] {
            let path = format!("/comments/{}", comment.id);
            let permalink = reader.request("GET", &path).send().await;
            let document = reader.opens(permalink.location()).await.expect(200);
            let form = presses_reply(&reader, &document, &comment.id).await;
            assert_eq!(answered(&form).as_ref(), Some(&comment.id));
            assert!(!form.text().contains(LOST));
            // And from there to another one.
            let other = presses_reply(&reader, &form, &whole[69].id).await;
            assert_eq!(answered(&other).as_ref(), Some(&whole[69].id));
        }
    });
}

#[test]
fn a_reply_on_a_page_of_an_order_stays_there() {
    run(async {
        let world = world().await;
        let page = world.page("ordered");
        world.imports(OPEN, &page, &[None; 70]).await;
        let reader = world.stranger(OPEN);
        let newest = reader.reading(&page).with("sort", "newest").first().await;
        let ask = reader.request("GET", "/thread").query("page", &page);
        let ask = ask
            .query("sort", "newest")
            .query("cursor", newest.next.as_deref().expect("a second page"));
        let second = ask.send().await.expect(200);
        let shown = reader.reading(&page).with("sort", "newest").whole().await;
        let form = presses_reply(&reader, &second, &shown[60].id).await;
        assert_eq!(answered(&form).as_ref(), Some(&shown[60].id));
        let last = format!("id=\"comment-{}\"", shown[69].id);
        assert!(form.text().contains(&last), "another page is shown");
    });
}

#[test]
fn a_reply_to_what_is_not_there_says_so() {
    run(async {
        let world = world().await;
        let (page, other) = (world.page("lost"), world.page("lost-other"));
        let ana = world.person(OPEN, "ana").await;
        ana.posts(&page, "Here.").await;
        let elsewhere = ana.posts(&other, "There.").await;
        let reply = |id: &str| {
            let request = ana.request("GET", "/thread").query("page", &page);
            request.query("reply", id).send()
        };
        for id in [&*elsewhere.id, "01890000-0000-7000-8000-000000000000"] {
            let document = reply(id).await.expect(200);
            assert_eq!(answered(&document), None);
            assert!(document.text().contains(LOST), "{}", document.text());
        }
        let problem = reply("nonsense").await.refused(ProblemCode::FieldInvalid);
        assert_eq!(problem.field.as_deref(), Some("reply"));
    });
}

#[test]
fn a_refused_form_leads_nowhere_else() {
    run(async {
        let world = world().await;
        let page = world.page("forged");
        let ana = world.unsigned(OPEN, "ana");
        let own = format!("{}/own.html", world.pages());
        let show = async |url: &str, title: &str| {
            let fields = [
                ("page", &*page),
                ("url", url),
                ("title", title),
                ("body", " "),
            ];
            sends(&ana, &fields).await.expect(422).text()
        };
        for url in ["https://evil.example/pills", "javascript:alert(1)"] {
            let html = show(url, "").await;
            assert!(
                !html.contains("evil.example") && !html.contains("javascript:"),
                "{html}"
            );
        }
        assert!(show(&own, "").await.contains(&format!("href=\"{own}\"")));
        let long = format!("A \u{202E}title{}", " and more".repeat(100));
        let html = show(&own, &long).await;
        assert!(html.contains("A title and more"), "{html}");
        assert!(!html.contains('\u{202E}') && !html.contains(&" and more".repeat(50)));
    });
}

#[test]
fn the_way_back_from_confirming_leads_nowhere_else() {
    run(async {
        let world = world().await;
        let page = world.page("forged-back");
        let own = format!("{}/own.html", world.pages());
        for (url, leads) in [("https://evil.example/pills", false), (&*own, true)] {
            let ana = world.unsigned(OPEN, "ana");
            let fields = [("page", &*page), ("url", url), ("body", "Hello.")];
            let begun = sends(&ana, &fields).await.expect(200);
            let confirm = ana.signs_in_plainly(&begun).await;
            assert_eq!(confirm.text().contains(&format!("href=\"{url}\"")), leads);
        }
    });
}

#[test]
fn an_emptied_page_of_the_list_is_no_empty_thread() {
    run(async {
        let world = world().await;
        let page = world.page("emptied-plain");
        let mia = world.person(CAREFUL, "mia").await;
        let ana = world.person(CAREFUL, "ana").await;
        world.imports(&ana.site, &page, &[None; 50]).await;
        let last = mia.approves(&ana.posts(&page, "The last.").await).await;
        let first: ThreadView = ana.reading(&page).first().await;
        let next = first.next.expect("a second page");
        let behind = || {
            let ask = ana.request("GET", "/thread").query("page", &page);
            ask.query("cursor", &next)
                .header("cache-control", "no-cache")
        };
        behind().send().await.expect(200);
        ana.deletes(&last).await;
        let html = behind().send().await.expect(200).text();
        assert!(!html.contains("No comments yet"), "{html}");
        assert!(html.contains("Show earlier comments"), "{html}");
    });
}
