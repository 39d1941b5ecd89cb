//! Sign-ins that must come to nothing.

use bedside_client::Key;
use bedside_client::provider::cancels;
use bedside_tests::world::{CROSSING, OPEN};
use bedside_tests::{Person, Response, run, world};
use bedside_wire::ProblemCode;
use bedside_wire::session::ExchangeSignIn;

fn set(fields: &mut [(String, String)], name: &str, value: &str) {
    let field = fields.iter_mut().find(|(n, _)| n == name).expect("a field");
    value.clone_into(&mut field.1);
}

#[test]
fn a_stranger_with_the_handle_but_another_key_gets_nothing() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let popup = ana.popup("demo");
        let callback = ana.consents(&popup).await;
        ana.finishes(&popup, &callback).await.expect(200);
        let thief = Person {
            key: Key::new(),
            ..ana.clone()
        };
        thief
            .exchanges(&popup, "x")
            .await
            .refused(ProblemCode::SignInNotYours);
        ana.exchanges(&popup, "x").await.expect(200);
    });
}

#[test]
fn another_window_cannot_finish_the_sign_in() {
    run(async {
        let world = world().await;
        // Mallory begins, Ana is lured into the provider's link and consents
        // in her own browser, which does not have the window's secret.
        let mallory = world.unsigned(OPEN, "ana");
        let popup = mallory.popup("demo");
        let callback = mallory.consents(&popup).await;
        let ana = world.unsigned(OPEN, "ana");
        for secret in ["", "guessed", &bedside_client::random(32)] {
            ana.finishes_with(secret, &callback)
                .await
                .refused(ProblemCode::SignInNotYours);
        }
        // It is over, also for the window that began.
        mallory
            .finishes(&popup, &callback)
            .await
            .refused(ProblemCode::SignInNotYours);
        mallory
            .exchanges(&popup, "x")
            .await
            .refused(ProblemCode::SignInNotYours);
    });
}

#[test]
fn made_up_states_and_codes_are_refused() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let popup = ana.popup("demo");
        let callback = ana.consents(&popup).await;
        let with = |name: &str, value: &str| {
            let mut url = callback.clone();
            let pairs: Vec<_> = callback
                .query_pairs()
                .into_owned()
                .filter(|(n, _)| n != name)
                .collect();
            url.query_pairs_mut()
                .clear()
                .extend_pairs(pairs)
                .append_pair(name, value);
            url
        };
        ana.finishes(&popup, &with("state", ""))
            .await
            .refused(ProblemCode::SignInUnknown);
        ana.finishes(&popup, &with("state", "open-garden.made-up"))
            .await
            .refused(ProblemCode::SignInUnknown);
        ana.finishes(&popup, &with("state", &"x".repeat(5000)))
            .await
            .refused(ProblemCode::SignInUnknown);
        ana.finishes(&popup, &with("code", "made-up"))
            .await
            .refused(ProblemCode::ProviderRefused);
        // The opener learns it when it asks.
        ana.exchanges(&popup, "x")
            .await
            .refused(ProblemCode::ProviderRefused);
    });
}

#[test]
fn a_callback_without_sense_is_a_page_that_says_so() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        for query in [
            "",
            "?state=made-up&code=x",
            "?code=x",
            "?state=open-garden.x",
            "?error=access_denied",
        ] {
            let url = format!("{}{query}", ana.callback());
            ana.opens(url.parse().expect("an address"))
                .await
                .problem_page(404);
        }
    });
}

#[test]
fn a_person_who_declines_is_told_and_the_opener_too() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let popup = ana.popup("demo");
        let authorize = ana.begins(&popup).await.expect(200).onward();
        let callback = cancels(&ana.http, authorize, &ana.callbacks()).await;
        let page = ana.opens(callback).await;
        assert!(page.status == 403 || page.status == 200, "{}", page.status);
        assert!(page.header("content-type").starts_with("text/html"));
        ana.exchanges(&popup, "x")
            .await
            .refused(ProblemCode::SignInDeclined);
    });
}

#[test]
fn a_sign_in_begins_only_for_the_sites_own_pages() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        for origin in [
            "https://elsewhere.example",
            "",
            "null",
            "javascript:alert(1)",
        ] {
            let mut popup = ana.popup("demo");
            set(&mut popup.begin, "origin", origin);
            ana.begins(&popup).await.problem_page(403);
            let start = ana.http.get(format!("{}/sign-in", ana.site_url()));
            let start = start.query(&[("mode", "popup"), ("origin", origin)]);
            Response::to(start).await.problem_page(403);
        }
    });
}

#[test]
fn only_the_windows_own_page_begins_a_popup() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let url = format!("{}/sign-in", ana.site_url());
        for origin in [ana.origin.as_str(), "https://elsewhere.example", "null", ""] {
            let mut request = ana.http.post(&url).form(&ana.popup("demo").begin);
            if !origin.is_empty() {
                request = request.header("origin", origin);
            }
            Response::to(request).await.problem_page(403);
        }
        // Where the browser says more than the origin, that counts.
        for (site, status) in [
            ("same-origin", 200),
            ("same-site", 403),
            ("cross-site", 403),
            ("none", 403),
        ] {
            let request = ana.http.post(&url).form(&ana.popup("demo").begin);
            let request = request
                .header("origin", &ana.worker)
                .header("sec-fetch-site", site);
            Response::to(request).await.expect(status);
        }
    });
}

#[test]
fn only_the_callbacks_own_page_finishes() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let popup = ana.popup("demo");
        let callback = ana.consents(&popup).await;
        let sent = serde_json::json!({ "state": "x", "code": "y", "window_secret": "z" });
        let url = format!("{}/sign-in/finish", ana.site_url());
        let request = ana.http.post(url).header("origin", &ana.origin);
        Response::to(request.json(&sent))
            .await
            .refused(ProblemCode::FormNotOurs);
        ana.finishes(&popup, &callback).await.expect(200);
    });
}

#[test]
fn another_providers_callback_ends_the_sign_in() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(CROSSING, "ana");
        for (asked, answers) in [("demo", "github"), ("github", "demo"), ("demo", "nobody")] {
            let popup = ana.popup(asked);
            let callback = ana.consents(&popup).await;
            let mut other = callback.clone();
            other.set_path(&format!("/v1/sign-in/callback/{answers}"));
            ana.opens(other).await.expect(200);
            ana.finishes(&popup, &callback)
                .await
                .refused(ProblemCode::IdTokenIssuer);
            ana.exchanges(&popup, "x")
                .await
                .refused(ProblemCode::IdTokenIssuer);
        }
    });
}

#[test]
fn what_begins_a_sign_in_is_checked_field_by_field() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        for (name, value, status) in [
            ("provider", "nobody", 404),
            ("provider", "github", 404),
            ("thumbprint", "", 422),
            ("thumbprint", "short", 422),
            ("attempt", "", 422),
            ("attempt", "x", 422),
            ("window_hash", "", 422),
            ("window_hash", "short", 422),
            ("mode", "magic", 422),
        ] {
            let mut popup = ana.popup("demo");
            set(&mut popup.begin, name, value);
            ana.begins(&popup).await.problem_page(status);
        }
    });
}

#[test]
fn an_exchange_names_exactly_one_of_attempt_and_code() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let neither = ExchangeSignIn {
            page: "x".to_owned(),
            ..Default::default()
        };
        let both = ExchangeSignIn {
            attempt: Some("a".repeat(22)),
            code: Some("b".to_owned()),
            page: "x".to_owned(),
        };
        for sent in [neither, both] {
            let problem = ana.exchanges_with(&sent).await.problem();
            assert_eq!(problem.status, 422, "{problem:?}");
        }
        let made_up = ExchangeSignIn {
            attempt: None,
            code: Some(bedside_client::random(32)),
            page: "x".to_owned(),
        };
        ana.exchanges_with(&made_up)
            .await
            .refused(ProblemCode::SignInUnknown);
    });
}
