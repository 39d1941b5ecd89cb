//! The order of feeds: what became public last comes first.

use atom_syndication::Feed;
use bedside_client::key;
use bedside_domain::time;
use bedside_tests::world::{CAREFUL, deployment};
use bedside_tests::{Person, Response, World, run, wait, world};
use bedside_wire::viewer::ReplyFeed;
use serde_json::Value;
use url::Url;

async fn ask(reader: &Person, address: &str) -> Response {
    let request = reader.http.get(address).header("cache-control", "no-cache");
    Response::to(request).await.expect(200)
}

/// The comments of a JSON feed.
fn items(response: &Response) -> Vec<Value> {
    let feed: Value = serde_json::from_slice(&response.bytes).expect("JSON");
    feed["items"].as_array().expect("items").clone()
}

fn ids(items: &[Value]) -> Vec<&str> {
    items
        .iter()
        .filter_map(|item| item["id"].as_str())
        .collect()
}

/// Waits until another moment is later than this one by the clock of feeds, which
/// has seconds.
async fn later_than(moment: &Value) {
    let moment = moment.as_str().and_then(time::from_rfc3339);
    let second = moment.expect("a moment") / 1_000;
    let next = || async { (key::now() > second).then_some(()) };
    wait::until("the next second", next).await;
}

#[test]
fn a_comment_approved_late_is_the_newest() {
    run(async {
        let world = World::start(deployment()).await;
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let question = mia.posts("one", "A question.").await;
        let first = ana.replies("one", &question, "First.").await;
        let second = ana.replies("one", &question, "Second.").await;
        let replies = mia.request("POST", "/me/feed").send().await.expect(201);
        let replies = replies.json::<ReplyFeed>().json;
        let site = format!("{}/feed.json", mia.site_url());
        let of = |name: &str, value: &str| {
            let address = Url::parse_with_params(&site, [(name, value)]);
            address.expect("an address").to_string()
        };
        let (page, author) = (of("page", "one"), of("author", &first.author));
        let feeds = [site, page, author, replies];
        mia.approves(&second).await;
        let mut before = Vec::new();
        for address in &feeds {
            before.push(ask(&mia, address).await);
        }
        let atom = format!("{}/feed.atom", mia.site_url());
        let atom = async || -> Feed {
            let response = ask(&mia, &atom).await;
            response.text().parse().expect("an Atom feed")
        };
        let updated = atom().await.updated;
        later_than(&items(&before[0])[0]["date_published"]).await;
        mia.approves(&first).await;
        for (address, before) in feeds.iter().zip(&before) {
            let after = ask(&mia, address).await;
            assert_ne!(after.header("etag"), before.header("etag"), "{address}");
            let items = items(&after);
            assert_eq!(ids(&items)[..2], [&first.id, &second.id], "{address}");
            let published = |n: usize| items[n]["date_published"].as_str();
            assert!(published(0) > published(1), "{address}: {items:?}");
            assert_eq!(items[0]["date_modified"], items[0]["date_published"]);
        }
        let feed = atom().await;
        let newest = &feed.entries[0];
        assert_eq!(newest.id, format!("urn:uuid:{}", first.id));
        assert_eq!(newest.published, Some(newest.updated));
        assert!(feed.updated > updated, "the feed is newer than it was");
        assert_eq!(feed.updated, newest.updated);
    });
}

#[test]
fn a_comment_keeps_its_place_until_it_waits_again() {
    run(async {
        let world = world().await;
        let page = world.page("feed-order");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let address = format!("{}/feed.json?page={page}", mia.site_url());
        let read = async || items(&ask(&mia, &address).await);
        let one = mia.posts(&page, "One.").await;
        let two = mia.posts(&page, "Two.").await;
        mia.removes(&one, None).await;
        mia.restores(&one).await;
        assert_eq!(ids(&read().await), [&two.id, &one.id]);
        later_than(&read().await[1]["date_published"]).await;
        let edited = mia.edits(&one, "One, and more.").await;
        let now = read().await;
        assert_eq!(ids(&now), [&two.id, &one.id]);
        assert_eq!(now[1]["date_modified"].as_str(), edited.edited.as_deref());
        let of_one = |name: &str| now[1][name].as_str();
        assert!(
            of_one("date_modified") > of_one("date_published"),
            "{now:?}"
        );

        // Its approval is undone: the next one makes it public.
        let late = ana.posts(&page, "Late.").await;
        mia.approves(&late).await;
        mia.undoes(&late).await;
        let three = mia.posts(&page, "Three.").await;
        let late = mia.approves(&late).await;
        assert_eq!(ids(&read().await)[..2], [&late.id, &three.id]);
        // Its author takes it back, and that as well.
        let four = mia.posts(&page, "Four.").await;
        ana.deletes(&late).await;
        ana.undeletes(&late).await;
        let all = [&four, &late, &three, &two, &one].map(|comment| &comment.id);
        assert_eq!(ids(&read().await), all);
    });
}
