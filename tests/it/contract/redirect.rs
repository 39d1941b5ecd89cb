//! Signing in by a full page, where popups are blocked.

use bedside_client::Key;
use bedside_tests::world::{CROSSING, OPEN};
use bedside_tests::{Person, run, world};
use bedside_wire::ProblemCode;
use bedside_wire::session::ExchangeSignIn;

fn exchange(back: &url::Url) -> ExchangeSignIn {
    let code = back
        .fragment()
        .and_then(|f| f.strip_prefix("bedside-code="))
        .expect("a code")
        .to_owned();
    ExchangeSignIn {
        attempt: None,
        code: Some(code),
        page: "x".to_owned(),
    }
}

#[test]
fn the_browser_comes_back_with_a_code_that_gives_the_session() {
    run(async {
        let world = world().await;
        let mut ana = world.unsigned(OPEN, "ana");
        let page = format!("{}/article.html?part=2", world.pages());
        let back = ana.signs_in_by_redirect("demo", &page).await;
        assert!(
            back.as_str().starts_with(&format!("{page}#bedside-code=")),
            "{back}"
        );
        ana.overlay("x").await;
    });
}

#[test]
fn the_pages_own_fragment_is_come_back_to() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let page = format!("{}/app.html#/post/1", world.pages());
        let back = ana.comes_back_with_code("demo", &page).await;
        let expected = format!("{page}&bedside-code=");
        assert!(back.as_str().starts_with(&expected), "{back}");
        // One that would pass for a code is not kept.
        let page = format!("{}/app.html", world.pages());
        let forged = format!("{page}#bedside-code=mallorys");
        let back = ana.comes_back_with_code("demo", &forged).await;
        assert!(!back.as_str().contains("mallorys"), "{back}");
    });
}

#[test]
fn the_code_works_once() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let back = ana
            .comes_back_with_code("demo", &format!("{}/a.html", world.pages()))
            .await;
        ana.exchanges_with(&exchange(&back)).await.expect(200);
        ana.exchanges_with(&exchange(&back))
            .await
            .refused(ProblemCode::SignInUsed);
    });
}

#[test]
fn a_code_shown_with_another_key_is_burnt() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let back = ana
            .comes_back_with_code("demo", &format!("{}/a.html", world.pages()))
            .await;
        let thief = Person {
            key: Key::new(),
            ..ana.clone()
        };
        for person in [&thief, &ana] {
            person
                .exchanges_with(&exchange(&back))
                .await
                .refused(ProblemCode::SignInNotYours);
        }
    });
}

#[test]
fn a_code_is_no_attempt_and_an_attempt_no_code() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let back = ana
            .comes_back_with_code("demo", &format!("{}/a.html", world.pages()))
            .await;
        let code = exchange(&back).code.expect("a code");
        let as_attempt = ExchangeSignIn {
            attempt: Some(code),
            code: None,
            page: "x".to_owned(),
        };
        let response = ana.exchanges_with(&as_attempt).await;
        assert!(
            !response.status.is_success() || response.status == 202,
            "{}",
            response.text()
        );
        let popup = ana.popup("demo");
        let callback = ana.consents(&popup).await;
        ana.finishes(&popup, &callback).await.expect(200);
        let as_code = ExchangeSignIn {
            attempt: None,
            code: Some(popup.attempt),
            page: "x".to_owned(),
        };
        let problem = ana.exchanges_with(&as_code).await.problem();
        assert!(
            matches!(
                problem.code,
                ProblemCode::SignInNotYours | ProblemCode::SignInUnknown
            ),
            "{problem:?}"
        );
    });
}

#[test]
fn a_ticket_is_taken_from_its_own_page_alone() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let page = format!("{}/out?u=https://evil.example", world.pages());
        let redirect = ana.redirect(&page).await;
        for origin in [
            "https://evil.example",
            "https://also.example",
            "null",
            "",
            &ana.worker,
        ] {
            let refused = ana.opens_start(&redirect, origin).await;
            refused.problem_page(403);
            // There is nothing to press that would go on.
            assert!(!refused.text().contains("<form"), "{}", refused.text());
        }
        let own = ana.opens_start(&redirect, &ana.origin).await.expect(200);
        // The address is nowhere in the form: only the ticket knows it.
        assert!(!own.text().contains(&page), "{}", own.text());
    });
}

#[test]
fn a_ticket_begins_one_sign_in() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(CROSSING, "ana");
        let redirect = ana.redirect(&format!("{}/a.html", world.pages())).await;
        let start = ana.opens_start(&redirect, &ana.origin).await.expect(200);
        ana.begins_redirect(&redirect, "demo").await.expect(200);
        ana.opens_start(&redirect, &ana.origin)
            .await
            .problem_page(410);
        // A second press on a page that is still open.
        let mut form = bedside_client::provider::Form::in_page(&start, "post");
        form.set("provider", "demo");
        form.set("window_hash", &bedside_client::key::hash("x"));
        ana.sends_form("/sign-in", &form.hidden)
            .await
            .problem_page(410);
        for made_up in ["", "made-up", &bedside_client::random(32)] {
            let redirect = bedside_client::sign_in::Redirect {
                ticket: made_up.to_owned(),
                ..redirect.clone()
            };
            ana.opens_start(&redirect, &ana.origin)
                .await
                .problem_page(410);
        }
    });
}

#[test]
fn a_ticket_is_given_for_a_proof_of_the_key_on_the_sites_own_page() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let page = format!("{}/a.html", world.pages());
        let sent = serde_json::json!({ "return_to": page });
        let request = || ana.request("POST", "/sign-in/tickets").json(&sent);
        request().send().await.refused(ProblemCode::ProofInvalid);
        let proof = request().fitting_proof().signed();
        request().proof(&proof).send().await.expect(201);
        request()
            .proof(&proof)
            .send()
            .await
            .refused(ProblemCode::ProofReplayed);
        for origin in ["", "null", "https://evil.example", "https://also.example"] {
            let request = request().header("origin", origin);
            let proof = request.fitting_proof().signed();
            request
                .proof(&proof)
                .send()
                .await
                .refused(ProblemCode::OriginNotAllowed);
        }
    });
}

#[test]
fn nobody_is_sent_to_another_site() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let (_, host) = world.pages().split_once("://").expect("an origin");
        for back in [
            "https://elsewhere.example/",
            "https://also.example/",
            "//elsewhere.example/",
            "javascript:alert(1)",
            "/relative",
            "",
            &format!("blob:{}/0b0e", world.pages()),
            &format!("http://user@{host}/"),
            &format!("http://user:secret@{host}/"),
            &format!("{}@elsewhere.example/", world.pages()),
            &format!("{}.elsewhere.example/", world.pages()),
            &format!("{}/{}", world.pages(), "x".repeat(5_000)),
        ] {
            let problem = ana.asks_for_ticket(back).await.problem();
            assert!(matches!(problem.status, 403 | 422), "{back:?}: {problem:?}");
        }
    });
}

/// The link that an attacker would send: a link that begins with the attacker's key.
fn link(mallory: &Person, back: &str) -> url::Url {
    let mut link: url::Url = format!("{}/sign-in", mallory.site_url())
        .parse()
        .expect("an address");
    link.query_pairs_mut()
        .append_pair("mode", "redirect")
        .append_pair("origin", &mallory.origin)
        .append_pair("return", back)
        .append_pair("thumbprint", &mallory.key.thumbprint());
    link
}

#[test]
fn no_link_begins_a_sign_in_for_the_key_of_whoever_made_it() {
    run(async {
        let world = world().await;
        let mallory = world.unsigned(OPEN, "");
        let back = format!("{}/out?u=https://evil.example", world.pages());
        let mia = world.unsigned(OPEN, "mia");
        mia.opens(link(&mallory, &back)).await.problem_page(422);
        // Nor does the form that the link's page used to have.
        let thumbprint = mallory.key.thumbprint();
        let fields = [
            ("mode", "redirect"),
            ("provider", "demo"),
            ("origin", &mia.origin),
            ("return", &back),
            ("thumbprint", &thumbprint),
            ("window_hash", &bedside_client::key::hash("mallorys")),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        mia.sends_form("/sign-in", &fields).await.problem_page(410);
        mia.sends_form_from("https://evil.example", "/sign-in", &fields)
            .await
            .problem_page(403);
    });
}

#[test]
fn nobody_finishes_a_full_page_sign_in_that_another_browser_began() {
    run(async {
        let world = world().await;
        // Mallory begins for a key and a page of their own choice, and leads Olu
        // to the provider's link. Olu's browser comes back, and has no secret.
        let mallory = world.unsigned(OPEN, "");
        let back = format!("{}/out?u=https://evil.example", world.pages());
        let redirect = mallory.redirect(&back).await;
        let begun = mallory.begins_redirect(&redirect, "demo").await.expect(200);
        let olu = world.unsigned(OPEN, "olu");
        let callback = olu.consents_at(begun.onward()).await;
        let page = olu.opens(callback.clone()).await.expect(200);
        assert!(!page.text().contains("bedside-code"), "{}", page.text());
        olu.finishes_with("", &callback)
            .await
            .refused(ProblemCode::SignInNotYours);
        // Mallory, who has the secret, is late: the attempt is over.
        mallory
            .finishes_with(&redirect.window_secret, &callback)
            .await
            .refused(ProblemCode::SignInNotYours);
    });
}
