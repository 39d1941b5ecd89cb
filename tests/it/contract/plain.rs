//! Commenting without scripts: a form, a sign-in by full pages, a page to
//! confirm.

use bedside_client::provider::Form;
use bedside_tests::world::{CAREFUL, OPEN};
use bedside_tests::{Response, run, world};
use bedside_wire::ThreadView;

#[test]
fn a_comment_is_posted_by_forms_alone() {
    run(async {
        let world = world().await;
        let page = world.page("plain");
        let ana = world.unsigned(OPEN, "ana");
        let begun = ana
            .writes_plainly(&page, "Without <b>scripts</b>.")
            .await
            .expect(200);
        let confirm = ana.signs_in_plainly(&begun).await;
        assert!(
            confirm.text().contains("Without &lt;b&gt;scripts"),
            "the text is shown again: {}",
            confirm.text()
        );
        assert_eq!(
            ana.reads(&page).await.total,
            0,
            "nothing is posted before it is confirmed"
        );
        let done = ana.confirms(&confirm).await.expect(303);
        let back = ana.opens(done.location()).await.expect(200);
        assert!(
            back.text().contains("Without &lt;b&gt;scripts"),
            "{}",
            back.text()
        );
    });
}

#[test]
fn confirming_twice_posts_once() {
    run(async {
        let world = world().await;
        let page = world.page("twice");
        let ana = world.unsigned(OPEN, "ana");
        let begun = ana.writes_plainly(&page, "Once.").await.expect(200);
        let confirm = ana.signs_in_plainly(&begun).await;
        for _ in 0..2 {
            ana.confirms(&confirm).await.expect(303);
        }
        assert_eq!(ana.reads_changes(&page, 0).await.total, 1);
    });
}

#[test]
fn a_comment_that_waits_is_said_to_wait() {
    run(async {
        let world = world().await;
        let page = world.page("waits");
        let ana = world.unsigned(CAREFUL, "ana");
        let begun = ana.writes_plainly(&page, "Please look.").await.expect(200);
        let confirm = ana.signs_in_plainly(&begun).await;
        let done = ana.confirms(&confirm).await.expect(303);
        let back = ana.opens(done.location()).await.expect(200);
        assert!(
            back.text().contains("role=\"status\"")
                || back.text().to_lowercase().contains("moderator"),
            "{}",
            back.text()
        );
        let mia = world.person(CAREFUL, "mia").await;
        let queued = mia.queue(None).await;
        assert!(queued.waiting > 0);
    });
}

#[test]
fn a_refused_text_comes_back_with_all_that_was_written() {
    run(async {
        let world = world().await;
        let page = world.page("refused");
        let ana = world.unsigned(OPEN, "ana");
        let response = ana.writes_plainly(&page, "   ").await;
        assert_eq!(response.status, 422);
        assert!(
            response.text().contains("aria-invalid"),
            "{}",
            response.text()
        );
        let long = format!(
            "start {} end",
            "x".repeat(bedside_domain::limits::BODY_CHARS)
        );
        let response = ana.writes_plainly(&page, &long).await;
        assert_eq!(response.status, 422);
        assert!(
            response.text().contains("start xxx") && response.text().contains("xxx end"),
            "the draft is lost"
        );
    });
}

#[test]
fn a_reply_is_posted_by_forms_alone() {
    run(async {
        let world = world().await;
        let page = world.page("reply");
        let ana = world.person(OPEN, "ana").await;
        let parent = ana.posts(&page, "Who else?").await;
        ana.reads_until(&page, "the comment", |v| v.total == 1)
            .await;
        let request = ana
            .request("GET", "/thread")
            .query("page", &page)
            .query("reply", &parent.id);
        let mut form = Form::in_page(&request.send().await.expect(200), "post");
        assert!(
            form.hidden
                .iter()
                .any(|(n, v)| n == "parent" && *v == parent.id),
            "{:?}",
            form.hidden
        );
        form.set("body", "Viewer.");
        let begun = ana.submits(form).await.expect(200);
        let confirm = ana.signs_in_plainly(&begun).await;
        ana.confirms(&confirm).await.expect(303);
        let items = ana.reads_changes(&page, 0).await.items;
        assert_eq!(items[1].parent.as_deref(), Some(parent.id.as_str()));
    });
}

#[test]
fn a_code_that_was_made_up_posts_nothing() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let url = format!("{}/plain/confirm", ana.site_url());
        for code in ["", "made-up", &bedside_client::random(32)] {
            let request = ana
                .http
                .post(&url)
                .header("origin", &ana.worker)
                .form(&[("code", code), ("page", "x")]);
            Response::to(request).await.problem_page(404);
        }
    });
}

#[test]
fn a_code_of_a_plain_comment_gives_no_session() {
    run(async {
        let world = world().await;
        let page = world.page("no-session");
        let ana = world.unsigned(OPEN, "ana");
        let begun = ana.writes_plainly(&page, "Hello.").await.expect(200);
        let confirm = ana.signs_in_plainly(&begun).await;
        let form = Form::in_page(&confirm, "post");
        let code = form
            .hidden
            .iter()
            .find(|(n, _)| n == "code")
            .expect("a code")
            .1
            .clone();
        let sent = bedside_wire::session::ExchangeSignIn {
            attempt: None,
            code: Some(code),
            page,
        };
        let problem = ana.exchanges_with(&sent).await.problem();
        assert_eq!(problem.code, bedside_wire::ProblemCode::SignInNotYours);
    });
}

#[test]
fn a_refused_reply_to_a_late_comment_stays_a_reply() {
    run(async {
        let world = world().await;
        let page = world.page("late");
        world.imports(OPEN, &page, &[None; 70]).await;
        let ana = world.unsigned(OPEN, "ana");
        let ask = ana.request("GET", "/thread").query("page", &page);
        let newest = ask.query("sort", "newest").query("as", "json");
        let newest: ThreadView = newest.send().await.expect(200).json();
        let answered = &newest.items[0].id;
        let ask = ana.request("GET", "/thread").query("page", &page);
        let document = ask.query("sort", "newest").query("reply", answered);
        let mut form = Form::in_page(&document.send().await.expect(200), "post");
        form.set("body", " ");
        let refused = ana.submits(form).await.expect(422);
        let again = Form::in_page(&refused, "post");
        let parent = again.hidden.iter().find(|(name, _)| *name == "parent");
        assert_eq!(parent.map(|(_, id)| id), Some(answered));
    });
}
