//! Signing in by a popup: the window, the handshake's result, the exchange.

use bedside_tests::world::{CROSSING, OPEN};
use bedside_tests::{Response, run, world};
use bedside_wire::session::{Session, SignInPending};
use bedside_wire::{ProblemCode, Role};

#[test]
fn a_sign_in_gives_a_session_that_works() {
    run(async {
        let world = world().await;
        let mut ana = world.unsigned(OPEN, "ana");
        let session = ana.signs_in_at("demo").await;
        assert_eq!(session.me.role, Role::Member);
        assert!(session.me.name_is_suggested || !session.me.name.is_empty());
        assert!(session.expires.as_str() > "2026");
        assert_eq!(ana.overlay("x").await.role, Role::Member);
    });
}

#[test]
fn staff_named_by_the_deployment_are_staff() {
    run(async {
        let world = world().await;
        assert_eq!(
            world.person(OPEN, "mia").await.overlay("x").await.role,
            Role::Moderator
        );
        assert_eq!(
            world.person(OPEN, "olu").await.overlay("x").await.role,
            Role::Owner
        );
    });
}

#[test]
fn the_same_person_is_one_account_in_two_browsers() {
    run(async {
        let world = world().await;
        let page = world.page("two-browsers");
        let (one, other) = (
            world.person(OPEN, "ben").await,
            world.person(OPEN, "ben").await,
        );
        let comment = one.posts(&page, "From the first.").await;
        assert_eq!(other.own(&page, &comment.id).await.comment.id, comment.id);
    });
}

#[test]
fn sites_do_not_share_accounts_or_sessions() {
    run(async {
        let world = world().await;
        let mut ana = world.person(OPEN, "ana").await;
        let here = ana.overlay("x").await.name;
        ana.site = CROSSING.to_owned();
        ana.request("GET", "/me")
            .query("page", "x")
            .send()
            .await
            .refused(ProblemCode::SessionExpired);
        let there = world.person(CROSSING, "ana").await.overlay("x").await;
        // Pseudonyms are drawn apart; they are the same by rare chance only
        // where somebody chose them.
        assert!(there.name != here || !there.name_is_suggested);
    });
}

#[test]
fn the_opener_is_told_to_wait_until_the_window_is_done() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let popup = ana.popup("demo");
        let waits = |response: Response| {
            assert_eq!(response.status, 202, "{}", response.text());
            assert!(response.json::<SignInPending>().retry_after_ms > 0);
        };
        waits(ana.exchanges(&popup, "x").await);
        let callback = ana.consents(&popup).await;
        waits(ana.exchanges(&popup, "x").await);
        ana.finishes(&popup, &callback).await.expect(200);
        ana.exchanges(&popup, "x")
            .await
            .expect(200)
            .json::<Session>();
    });
}

#[test]
fn a_sign_in_gives_one_session_only() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let popup = ana.popup("demo");
        let callback = ana.consents(&popup).await;
        ana.finishes(&popup, &callback).await.expect(200);
        ana.exchanges(&popup, "x").await.expect(200);
        ana.exchanges(&popup, "x")
            .await
            .refused(ProblemCode::SignInUsed);
        ana.finishes(&popup, &callback)
            .await
            .refused(ProblemCode::SignInUsed);
        ana.begins(&popup).await.problem_page(409);
    });
}

#[test]
fn the_request_to_the_provider_carries_pkce_nonce_and_state() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let (one, two) = (ana.popup("demo"), ana.popup("demo"));
        let mut seen = Vec::new();
        for popup in [one, two] {
            let url = ana.begins(&popup).await.expect(200).onward();
            let pairs: std::collections::HashMap<_, _> = url.query_pairs().into_owned().collect();
            assert_eq!(pairs["code_challenge_method"], "S256");
            assert_eq!(pairs["scope"], "openid", "nothing but who it is");
            assert_eq!(pairs["response_type"], "code");
            assert_eq!(pairs["redirect_uri"], ana.callback());
            for name in ["code_challenge", "nonce", "state"] {
                assert!(
                    pairs[name].len() >= 22,
                    "{name} can be guessed: {}",
                    pairs[name]
                );
                seen.push(pairs[name].clone());
            }
            assert!(
                !url.as_str().contains(&popup.attempt),
                "the opener's handle left the worker"
            );
            assert!(
                !url.as_str().contains(&ana.key.thumbprint()),
                "the key's thumbprint left the worker"
            );
        }
        let count = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), count, "a value was used twice");
    });
}

#[test]
fn the_windows_pages_cannot_be_framed_or_leak_where_they_were() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let start = ana.http.get(format!("{}/sign-in", ana.site_url()));
        let start =
            Response::to(start.query(&[("mode", "popup"), ("origin", ana.origin.as_str())]))
                .await
                .expect(200);
        let redirect = ana.redirect(&format!("{}/a.html", world.pages())).await;
        let start_of_ticket = ana.opens_start(&redirect, &ana.origin).await.expect(200);
        let claim = format!("{}/claim", ana.site_url());
        let claim = ana.opens(claim.parse().expect("an address")).await;
        let leave = ana.begins(&ana.popup("demo")).await.expect(200);
        let callback = ana
            .opens(ana.consents(&ana.popup("demo")).await)
            .await
            .expect(200);
        for page in [start, start_of_ticket, claim, leave, callback] {
            let policy = page.header("content-security-policy");
            for part in [
                "frame-ancestors 'none'",
                "form-action 'self'",
                "default-src 'none'",
            ] {
                assert!(policy.contains(part), "{}: {policy}", page.request);
            }
            assert!(!policy.contains("unsafe-inline"), "{policy}");
            // `no-referrer` would hide where a form comes from.
            let expected = if page.text().contains("<form") {
                "same-origin"
            } else {
                "no-referrer"
            };
            assert_eq!(page.header("referrer-policy"), expected, "{}", page.request);
            assert!(
                page.header("cache-control").contains("no-store"),
                "{:?}",
                page.headers
            );
        }
    });
}

#[test]
fn a_provider_may_answer_by_a_form_of_its_own_page() {
    run(async {
        let world = world().await;
        let ana = world.unsigned(OPEN, "ana");
        let popup = ana.popup("demo");
        let callback = ana.consents(&popup).await;
        let fields: Vec<_> = callback.query_pairs().into_owned().collect();
        let request = ana.http.post(ana.callback()).form(&fields);
        // It is no form of ours, and need not be.
        let request = request
            .header("origin", world.provider())
            .header("sec-fetch-site", "cross-site");
        let page = Response::to(request).await.expect(200);
        let code = fields.iter().find(|(name, _)| name == "code");
        let code = &code.expect("a code").1;
        assert!(page.text().contains(&**code), "{}", page.text());
        ana.finishes(&popup, &callback).await.expect(200);
        ana.exchanges(&popup, "x").await.expect(200);
    });
}
