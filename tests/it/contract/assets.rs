//! The loader and the built assets.

use bedside_tests::{World, run, world};
use bedside_wire::ProblemCode;
use bedside_wire::embed::FragmentState;

async fn build(world: &World) -> String {
    let page = world.page("assets");
    let ana = world.stranger(bedside_tests::world::OPEN);
    let fragment = ana
        .call("GET", "/thread")
        .query("page", &page)
        .query("as", "fragment")
        .answer()
        .await
        .expect(200);
    let text = fragment.text();
    let (_, state) = text.split_once("id=\"bedside-state\">").expect("a state");
    let state = state.split("</script>").next().unwrap_or_default();
    serde_json::from_str::<FragmentState>(state)
        .expect("a fragment's state")
        .build
}

#[test]
fn the_loader_is_a_script_for_any_page() {
    run(async {
        let answer = world().await.asks("GET", "/embed.js").await.expect(200);
        assert!(
            answer.header("content-type").starts_with("text/javascript"),
            "{:?}",
            answer.headers
        );
        assert!(
            !answer.header("cache-control").contains("immutable"),
            "a loader that cannot be replaced"
        );
    });
}

#[test]
fn assets_of_a_build_never_change_and_may_be_read_by_any_origin() {
    run(async {
        let world = world().await;
        let build = build(world).await;
        for (file, kind) in [
            ("widget.css", "text/css"),
            ("widget.js", "text/javascript"),
            ("widget_bg.wasm", "application/wasm"),
            ("comfort.js", "text/javascript"),
            ("comfort_bg.wasm", "application/wasm"),
            ("moderation.js", "text/javascript"),
            ("moderation_bg.wasm", "application/wasm"),
            ("lang/en.json", "application/json"),
            ("lang/sv.json", "application/json"),
        ] {
            let answer = world
                .asks("GET", &format!("/assets/{build}/{file}"))
                .await
                .expect(200);
            assert!(
                answer.header("content-type").starts_with(kind),
                "{file}: {:?}",
                answer.headers
            );
            assert!(
                answer.header("cache-control").contains("immutable"),
                "{file}: {:?}",
                answer.headers
            );
            assert_eq!(answer.header("access-control-allow-origin"), "*", "{file}");
            assert!(!answer.bytes.is_empty(), "{file}");
        }
    });
}

#[test]
fn nothing_else_of_the_disk_is_served() {
    run(async {
        let world = world().await;
        let build = build(world).await;
        for path in [
            "/assets/manifest.json".to_owned(),
            "/assets/".to_owned(),
            format!("/assets/{build}/"),
            format!("/assets/{build}/nothing.js"),
            format!("/assets/{build}/..%2fmanifest.json"),
            format!("/assets/{build}/%2e%2e/manifest.json"),
        ] {
            world
                .asks("GET", &path)
                .await
                .refused(ProblemCode::RouteUnknown);
        }
    });
}

#[test]
fn a_file_has_one_name_and_no_other_spelling_of_it_is_served() {
    run(async {
        let world = world().await;
        let build = build(world).await;
        let encoded = |name: &str, at: usize| {
            let (before, rest) = name.split_at(at);
            let (letter, after) = rest.split_at(1);
            format!("{before}%{:02x}{after}", letter.as_bytes()[0])
        };
        let file = "widget_bg.wasm";
        let mut names: Vec<_> = (0..file.len()).map(|at| encoded(file, at)).collect();
        names.extend([
            "lang//en.json".into(),
            "lang%2fen.json".into(),
            "LANG/en.json".into(),
            "widget.css%00".into(),
            "widget.css/".into(),
        ]);
        for name in names {
            world
                .asks("GET", &format!("/assets/{build}/{name}"))
                .await
                .refused(ProblemCode::RouteUnknown);
        }
        let elsewhere = encoded(&build, 0);
        world
            .asks("GET", &format!("/assets/{elsewhere}/{file}"))
            .await
            .refused(ProblemCode::RouteUnknown);
        world
            .asks("GET", "/assets/%3f/embed.js")
            .await
            .refused(ProblemCode::RouteUnknown);
    });
}

#[test]
fn a_loader_that_was_cached_before_a_deployment_gets_todays_files_for_a_short_while() {
    run(async {
        let world = world().await;
        let answer = world
            .asks("GET", "/assets/0123456789/widget.css")
            .await
            .expect(200);
        let kept = answer.header("cache-control");
        assert!(
            !kept.contains("immutable") && kept.contains("max-age=300"),
            "{kept}"
        );
    });
}
