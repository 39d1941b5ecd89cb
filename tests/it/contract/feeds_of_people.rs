//! Feeds of what somebody wrote, and of the replies to somebody.

use atom_syndication::Feed;
use bedside_tests::world::{CAREFUL, OPEN, deployment};
use bedside_tests::{Person, Response, World, run, world};
use bedside_wire::viewer::ReplyFeed;
use bedside_wire::{CommentView, ProblemCode};
use serde_json::{Value, json};

async fn ask(reader: &Person, file: &str, name: &str, value: &str) -> Response {
    let request = reader.request("GET", &format!("/feed.{file}"));
    let request = request
        .header("cache-control", "no-cache")
        .query(name, value);
    request.send().await
}

/// The newest comments under a name, as Atom.
async fn by_author(reader: &Person, name: &str) -> Feed {
    let response = ask(reader, "atom", "author", name).await.expect(200);
    response.text().parse().expect("an Atom feed")
}

fn ids(feed: &Feed) -> Vec<&str> {
    let ids = feed.entries.iter().map(|entry| entry.id.as_str());
    ids.map(|id| id.trim_start_matches("urn:uuid:")).collect()
}

async fn renames(person: &Person, name: &str) {
    let request = person
        .request("PATCH", "/me")
        .json(&json!({ "name": name }));
    request.send().await.expect(200);
}

/// The address of a person's feed of replies, a new one.
async fn follows(person: &Person) -> ReplyFeed {
    let request = person.request("POST", "/me/feed");
    request.send().await.expect(201).json()
}

/// An address as a feed reader asks for it: without origin, session or proof.
async fn fetches(reader: &Person, address: &str) -> Response {
    Response::to(reader.http.get(address)).await
}

async fn answers(reader: &Person, address: &str) -> Vec<String> {
    let response = fetches(reader, address).await.expect(200);
    let feed: Feed = response.text().parse().expect("an Atom feed");
    ids(&feed).into_iter().map(str::to_owned).collect()
}

fn token(address: &str) -> String {
    let address = url::Url::parse(address).expect("an address");
    let mut query = address.query_pairs();
    let token = query.find(|(name, _)| name == "replies");
    token.expect("a token").1.into_owned()
}

#[test]
fn an_authors_feed_goes_by_the_name_that_was_shown() {
    run(async {
        let world = world().await;
        let (page, other) = (world.page("by-name"), world.page("by-name"));
        let (ana, ben) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "ben").await,
        );
        let name = format!("Heron & \"Co\" {}", bedside_client::random(6));
        let later = format!("Crane {}", bedside_client::random(6));
        renames(&ana, &name).await;
        let first = ana.posts(&page, "As a heron.").await;
        let second = ana.posts(&other, "Still a heron.").await;
        renames(&ana, &later).await;
        let third = ana.posts(&page, "As a crane.").await;
        ben.posts(&page, "Somebody else.").await;

        let feed = by_author(&ana, &name).await;
        assert_eq!(ids(&feed), [&second.id, &first.id], "the newest first");
        assert!(feed.title.value.contains(&name), "{}", feed.title.value);
        assert!(
            feed.entries
                .iter()
                .all(|entry| entry.authors[0].name == name)
        );
        // Nothing in it says that the crane is the heron.
        assert_eq!(ids(&by_author(&ana, &later).await), [&third.id]);
        // Names are cleaned as they are when they are chosen.
        let spaced = format!("  {name}\n");
        assert_eq!(ids(&by_author(&ana, &spaced).await).len(), 2);
        assert!(
            by_author(&ana, &name.to_lowercase())
                .await
                .entries
                .is_empty()
        );
        assert!(
            by_author(&ana, "Nobody Of This Name")
                .await
                .entries
                .is_empty()
        );
        // Two people may have chosen one name, each in another discussion.
        renames(&ben, &name).await;
        let elsewhere = world.page("by-name");
        let namesake = ben.posts(&elsewhere, "A heron as well.").await;
        let feed = by_author(&ana, &name).await;
        assert_eq!(ids(&feed), [&namesake.id, &second.id, &first.id]);

        let response = ask(&ana, "json", "author", &name).await.expect(200);
        let feed: Value = serde_json::from_slice(&response.bytes).expect("JSON");
        assert_eq!(feed["items"][0]["id"], namesake.id);
        let own = feed["feed_url"].as_str().expect("its address");
        let again: Value = {
            let response = fetches(&ana, own).await.expect(200);
            serde_json::from_slice(&response.bytes).expect("JSON")
        };
        assert_eq!(again["items"], feed["items"]);
        let request = ana.request("GET", "/feed.json").query("author", &name);
        let request = request.header("if-none-match", response.header("etag"));
        request.send().await.expect(304);
    });
}

#[test]
fn an_authors_feed_has_what_is_public_and_nothing_else() {
    run(async {
        let world = world().await;
        let page = world.page("by-name");
        let (ana, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "mia").await,
        );
        let name = format!("Stork {}", bedside_client::random(6));
        renames(&ana, &name).await;
        let waiting = ana.posts(&page, "Waits.").await;
        assert!(by_author(&ana, &name).await.entries.is_empty());
        let public = mia.approves(&waiting).await;
        assert_eq!(ids(&by_author(&ana, &name).await), [&public.id]);
        ana.deletes(&public).await;
        assert!(by_author(&ana, &name).await.entries.is_empty());
    });
}

#[test]
fn a_feed_is_about_one_thing() {
    run(async {
        let world = world().await;
        let reader = world.stranger(OPEN);
        let kinds = ["page", "author", "replies"];
        for file in ["atom", "json"] {
            for (n, first) in kinds.iter().enumerate() {
                for second in &kinds[n + 1..] {
                    let request = reader.request("GET", &format!("/feed.{file}"));
                    let request = request.query(second, "x").query(first, "x");
                    let problem = request.send().await.refused(ProblemCode::FieldInvalid);
                    assert_eq!(problem.field.as_deref(), Some(*second));
                }
            }
            let long = "n".repeat(61);
            let response = ask(&reader, file, "author", &long).await;
            let problem = response.refused(ProblemCode::FieldTooLong);
            assert_eq!(problem.field.as_deref(), Some("author"));
            let blank = ask(&reader, file, "author", "\u{200B}").await;
            let problem = blank.refused(ProblemCode::FieldEmpty);
            assert_eq!(problem.field.as_deref(), Some("author"));
            for token in ["made-up", &bedside_client::random(32)] {
                let response = ask(&reader, file, "replies", token).await;
                response.refused(ProblemCode::LinkInvalid);
            }
        }
    });
}

#[test]
fn a_person_follows_the_replies_of_others() {
    run(async {
        let world = World::start(deployment()).await;
        let (ana, ben, mia) = (
            world.person(CAREFUL, "ana").await,
            world.person(CAREFUL, "ben").await,
            world.person(CAREFUL, "mia").await,
        );
        let question = mia.approves(&ana.posts("a", "A question.").await).await;
        let other = mia.posts("a", "Something else.").await;
        let feed = follows(&ana).await;
        assert!(answers(&ana, &feed.atom).await.is_empty());
        let reply = async |person: &Person, to: &CommentView| {
            let posted = person.replies("a", to, "A reply.").await;
            if posted.status == bedside_wire::CommentStatus::Published {
                return posted;
            }
            mia.approves(&posted).await
        };
        let waiting = ben.replies("a", &question, "Waits.").await;
        assert!(answers(&ana, &feed.atom).await.is_empty());
        mia.approves(&waiting).await;
        let second = reply(&mia, &question).await;
        // Replies of her own, to others, and to replies.
        reply(&ana, &question).await;
        reply(&ben, &other).await;
        reply(&ben, &second).await;
        let heard = [second.id.clone(), waiting.id.clone()];
        assert_eq!(answers(&ana, &feed.atom).await, heard);
        // On every page of the site, also where two became one.
        let elsewhere = mia.approves(&ana.posts("b", "Elsewhere.").await).await;
        let third = mia.replies("b", &elsewhere, "There too.").await;
        let olu = world.person(CAREFUL, "olu").await;
        olu.moves("merge", "b", "a").await;
        assert_eq!(answers(&ana, &feed.atom).await[0], third.id);

        let response = fetches(&ana, &feed.json).await.expect(200);
        assert_eq!(response.header("content-type"), "application/feed+json");
        assert_eq!(response.header("cache-control"), "private, no-cache");
        assert_eq!(response.header("x-robots-tag"), "noindex");
        let json: Value = serde_json::from_slice(&response.bytes).expect("JSON");
        assert_eq!(json["items"].as_array().map(Vec::len), Some(3));
        let own = json["feed_url"].as_str().expect("its address");
        assert_eq!(token(own), token(&feed.json));
        for address in [&feed.atom, &feed.json] {
            let known = fetches(&ana, address).await;
            let again = ana.http.get(address.as_str());
            let again = again.header("if-none-match", known.header("etag"));
            let same = Response::to(again).await.expect(304);
            assert!(same.bytes.is_empty());
            assert_eq!(same.header("cache-control"), "private, no-cache");
        }
        ana.edits(&question, "Changed.").await;
        assert_eq!(answers(&ana, &feed.atom).await.len(), 3);
    });
}

#[test]
fn a_new_feed_ends_the_old_one_and_each_ends_at_once() {
    run(async {
        let world = world().await;
        let page = world.page("ended-feeds");
        let (ana, ben) = (
            world.person(OPEN, "ana").await,
            world.person(OPEN, "ben").await,
        );
        let gone = async |feed: &ReplyFeed| {
            for address in [&feed.atom, &feed.json] {
                let response = fetches(&ana, address).await;
                response.refused(ProblemCode::LinkInvalid);
            }
        };
        let old = follows(&ana).await;
        assert_eq!(token(&old.atom), token(&old.json));
        answers(&ana, &old.atom).await;
        let of_ben = follows(&ben).await;
        let new = follows(&ana).await;
        assert_ne!(token(&old.atom), token(&new.atom));
        gone(&old).await;
        answers(&ana, &new.atom).await;
        let end = || ana.request("DELETE", "/me/feed").send();
        end().await.expect(204);
        gone(&new).await;
        end().await.expect(204);
        // Somebody else's goes on.
        let comment = ben.posts(&page, "Ben's.").await;
        let reply = ana.replies(&page, &comment, "A reply.").await;
        assert_eq!(answers(&ben, &of_ben.atom).await[0], reply.id);
        ben.request("DELETE", "/me/feed").send().await.expect(204);

        let stranger = world.stranger(OPEN);
        for method in ["POST", "DELETE"] {
            let request = stranger.request(method, "/me/feed");
            request.send().await.refused(ProblemCode::SignInNeeded);
        }
        let unkeyed = ana.request("POST", "/me/feed").idempotency_key("");
        let response = unkeyed.send().await;
        response.refused(ProblemCode::IdempotencyKeyMissing);
    });
}

#[test]
fn a_repeat_gives_the_same_feed() {
    run(async {
        let world = world().await;
        let ana = world.person(OPEN, "ana").await;
        let key = bedside_client::random(16);
        let request = ana.request("POST", "/me/feed").idempotency_key(&key);
        let first = request.clone().send().await.expect(201);
        let again = request.send().await.expect(201);
        assert_eq!(again.header("idempotency-replayed"), "true");
        let (first, again): (ReplyFeed, ReplyFeed) = (first.json(), again.json());
        assert_eq!(first, again);
        answers(&ana, &again.atom).await;
    });
}
