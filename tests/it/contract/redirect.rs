//! Signing in by a full page, where popups are blocked.

use bedside_tests::world::OPEN;
use bedside_tests::{Answer, Key, Person, run, world};
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
fn the_code_works_once_and_for_its_key_only() {
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
        thief
            .exchanges_with(&exchange(&back))
            .await
            .refused(ProblemCode::SignInNotYours);
        ana.exchanges_with(&exchange(&back)).await.expect(200);
        ana.exchanges_with(&exchange(&back))
            .await
            .refused(ProblemCode::SignInUsed);
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
        let answer = ana.exchanges_with(&as_attempt).await;
        assert!(
            !answer.status.is_success() || answer.status == 202,
            "{}",
            answer.text()
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
fn nobody_is_sent_to_another_site() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        for back in [
            "https://elsewhere.example/",
            "//elsewhere.example/",
            "javascript:alert(1)",
            "/relative",
            "",
            &format!("{}@elsewhere.example/", world.pages()),
            &format!("{}.elsewhere.example/", world.pages()),
        ] {
            let start = ana.http.get(format!("{}/sign-in", ana.site_url())).query(&[
                ("mode", "redirect"),
                ("origin", ana.origin.as_str()),
                ("return", back),
                ("thumbprint", &ana.key.thumbprint()),
            ]);
            let answer = Answer::to(start).await;
            assert!(
                matches!(answer.status.as_u16(), 403 | 422),
                "{back:?}: {} {}",
                answer.status,
                answer.text()
            );
        }
    });
}
