//! The last word before a comment without scripts is posted: whose it is, and
//! what a form of somebody else's cannot do.

use bedside_client::plain::is_read;
use bedside_client::provider::Form;
use bedside_tests::world::{CROSSING, OPEN, deployment};
use bedside_tests::{Person, Response, World, run, world};
use bedside_wire::{CommentStatus, ProblemCode};

/// A comment of a person's that is to be confirmed, where there are several ways
/// to sign in.
async fn confirms_by_choice(person: &Person, page: &str, name: &str) -> Response {
    let document = person.request("GET", "/thread").query("page", page);
    let document = document.send().await.expect(200);
    let mut form = Form::in_page(&document, "post");
    form.set("body", "Hello.");
    form.set("name", name);
    let choice = person.submits(form).await.expect(200);
    let mut choice = Form::in_page(&choice, "post");
    choice.set("provider", "demo");
    let begun = person.submits(choice).await.expect(200);
    person.signs_in_plainly(&begun).await
}

#[test]
fn the_person_may_choose_a_first_name_while_confirming_and_no_form_changes_it() {
    run(async {
        // Nobody has a name there yet.
        let world = World::start(deployment()).await;
        let ben = world.unsigned(CROSSING, "ben");
        let confirm = confirms_by_choice(&ben, "name", "Hillside").await;
        // It is proposed, and nothing says that Ben is called so.
        let text = confirm.text();
        assert!(text.contains("You have not chosen a name here"), "{text}");
        assert!(!text.contains("You post as"), "{text}");
        assert_eq!(text.matches("Hillside").count(), 1, "{text}");
        let mut form = Form::in_page(&confirm, "post");
        let proposed = form.hidden.iter().find(|(name, _)| name == "name");
        assert_eq!(proposed.map(|(_, value)| &**value), Some("Hillside"));
        // One that cannot be taken comes back with the page.
        is_read().await;
        form.set("name", &"n".repeat(100));
        let again = ben.submits(form).await.expect(422);
        assert!(again.text().contains("aria-invalid"), "{}", again.text());
        is_read().await;
        let mut form = Form::in_page(&again, "post");
        form.set("name", "Lakeside");
        ben.submits(form).await.expect(303);
        let author = |items: &[bedside_wire::CommentView]| items[0].author.clone();
        let items = ben.reads_changes("name", 0).await.items;
        assert_eq!(author(&items), "Lakeside");

        // From now on it is theirs, whoever filled in the form.
        let confirm = confirms_by_choice(&ben, "renamed", "Dr Mia").await;
        let text = confirm.text();
        assert!(
            text.contains("Lakeside") && !text.contains("Dr Mia"),
            "{text}"
        );
        let mut form = Form::in_page(&confirm, "post");
        form.set("name", "Dr Mia");
        is_read().await;
        ben.submits(form).await.expect(303);
        let items = ben.reads_changes("renamed", 0).await.items;
        assert_eq!(author(&items), "Lakeside");
    });
}

#[test]
fn the_last_word_says_as_whom_and_where_and_what_staff_say_waits() {
    run(async {
        let world = world().await;
        let page = world.page("as-whom");
        let mia = world.person(OPEN, "mia").await;
        let name = mia.overlay(&page).await.name;
        let begun = mia
            .writes_plainly(&page, "Stop taking your medicine.")
            .await;
        let confirm = mia.signs_in_plainly(&begun.expect(200)).await;
        let text = confirm.text();
        for part in [&name, "Moderator", &page, "before others see it"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        mia.confirms(&confirm).await.expect(303);
        assert_eq!(mia.reads_changes(&page, 0).await.total, 0);
        let own = &mia.overlay(&page).await.own[0];
        assert_eq!(own.comment.status, CommentStatus::Pending);
    });
}

#[test]
fn no_form_of_somebody_elses_proposes_a_name_to_staff() {
    run(async {
        let world = World::start(deployment()).await;
        let mia = world.unsigned(CROSSING, "mia");
        let confirm = confirms_by_choice(&mia, "staff-name", "Hillside").await;
        assert!(!confirm.text().contains("Hillside"), "{}", confirm.text());
        assert!(confirm.text().contains("Moderator"), "{}", confirm.text());
        let name = world.person(CROSSING, "mia").await.overlay("x").await.name;
        let form = Form::in_page(&confirm, "post");
        let proposed = form.hidden.iter().find(|(field, _)| field == "name");
        assert_eq!(proposed.map(|(_, value)| value), Some(&name));
    });
}

#[test]
fn who_only_looks_at_the_way_back_uses_nothing_up() {
    run(async {
        let world = world().await;
        let page = world.page("looked-at");
        let ana = world.unsigned(OPEN, "ana");
        let begun = ana.writes_plainly(&page, "Hello.").await.expect(200);
        let callback = ana.consents_at(begun.onward()).await;
        let looked = Response::to(ana.http.head(callback.clone())).await;
        assert_eq!(looked.status, 405);
        let confirm = ana.opens(callback).await.expect(200);
        ana.confirms(&confirm).await.expect(303);
    });
}

#[test]
fn a_press_before_the_page_can_be_read_posts_nothing() {
    run(async {
        let world = world().await;
        let page = world.page("double-click");
        let ana = world.unsigned(OPEN, "ana");
        let begun = ana.writes_plainly(&page, "Too soon.").await.expect(200);
        let mut confirm = ana.signs_in_plainly(&begun).await;
        for _ in 0..3 {
            // The page again, and the time begins anew.
            confirm = ana
                .submits(Form::in_page(&confirm, "post"))
                .await
                .expect(200);
            assert!(confirm.text().contains("Too soon."), "{}", confirm.text());
        }
        assert_eq!(ana.reads_changes(&page, 0).await.total, 0);
        ana.confirms(&confirm).await.expect(303);
        assert_eq!(ana.reads_changes(&page, 0).await.total, 1);
    });
}

#[test]
fn only_our_own_pages_send_the_forms() {
    run(async {
        let world = world().await;
        let page = world.page("forged-form");
        let ana = world.unsigned(OPEN, "ana");
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let comment = serde_json::json!({ "page": { "key": page }, "body": "Forged." });
        for (path, fields) in [
            (
                "/plain/comments",
                vec![field("page", &page), field("body", "Forged.")],
            ),
            (
                "/plain/confirm",
                vec![field("code", "made-up"), field("page", &page)],
            ),
            (
                "/sign-in",
                vec![
                    field("mode", "plain"),
                    field("provider", "demo"),
                    field("comment", &comment.to_string()),
                ],
            ),
        ] {
            for origin in ["https://evil.example", "null", ana.origin.as_str()] {
                let response = ana.sends_form_from(origin, path, &fields).await;
                response.problem_page(403);
            }
        }
    });
}

#[test]
fn a_window_cannot_finish_what_a_form_without_scripts_began() {
    run(async {
        let world = world().await;
        let page = world.page("no-window");
        let ana = world.unsigned(OPEN, "ana");
        let begun = ana.writes_plainly(&page, "Hello.").await.expect(200);
        let callback = ana.consents_at(begun.onward()).await;
        ana.finishes_with("", &callback)
            .await
            .refused(ProblemCode::SignInNotYours);
    });
}
