//! Taken out and put in again, as single-page sites do: nothing is left.

use bedside_tests::browser::{Ability, Visitor, visitor};
use bedside_tests::host::plain_page;
use bedside_tests::world::OPEN;
use bedside_tests::{run, run_where, wait, world};
use serde_json::{Value, json};

/// Counts the nodes that live in the page after a collection of garbage.
async fn nodes(ana: &Visitor) -> u64 {
    ana.lets_go().await;
    for _ in 0..3 {
        ana.call("HeapProfiler.collectGarbage", json!({})).await;
    }
    let counters: Value = ana.call("Memory.getDOMCounters", json!({})).await;
    counters["nodes"].as_u64().unwrap_or(0)
}

async fn heap(ana: &Visitor) -> f64 {
    ana.call("Performance.enable", json!({})).await;
    let metrics = ana.call("Performance.getMetrics", json!({})).await;
    let all = metrics["metrics"].as_array().expect("metrics").clone();
    let used = all
        .iter()
        .find(|m| m["name"] == "JSHeapUsedSize")
        .expect("the heap");
    used["value"].as_f64().expect("a number")
}

const TAKE_OUT: &str = "(() => { window.kept = document.querySelector('bedside-thread'); kept.remove(); return 0; })()";
const PUT_IN: &str = "(() => { document.querySelector('main').append(window.kept); return 0; })()";
const ANOTHER: &str = "(() => { const old = window.kept; window.kept = document.createElement('bedside-thread'); \
                       for (const a of old.attributes) kept.setAttribute(a.name, a.value); document.querySelector('main').append(kept); return 0; })()";

async fn comes_to_life(ana: &Visitor) {
    ana.sees_the_thread().await;
    ana.comes_to_life().await;
}

async fn is_taken_out(ana: &Visitor) {
    ana.eval::<u32>(TAKE_OUT).await;
    ana.loses("region", "Comments").await;
    wait::until("the socket is closed", || async {
        (ana.page_log.open_sockets() == 0).then_some(())
    })
    .await;
}

/// Everything alive in the page that listens, such as `window resize`. The one
/// listener for Astro's router is the tag's own and stays.
async fn listeners(ana: &Visitor) -> Vec<String> {
    ana.lets_go().await;
    let prototype = json!({ "expression": "EventTarget.prototype" });
    let prototype = ana.call("Runtime.evaluate", prototype).await;
    let prototype = &prototype["result"]["objectId"];
    let ask = json!({ "prototypeObjectId": prototype, "objectGroup": "alive" });
    let alive = ana.call("Runtime.queryObjects", ask).await;
    let ask = json!({ "objectId": alive["objects"]["objectId"], "ownProperties": true });
    let alive = ana.call("Runtime.getProperties", ask).await;
    let mut found = Vec::new();
    for object in alive["result"].as_array().into_iter().flatten() {
        let (id, name) = (
            &object["value"]["objectId"],
            &object["value"]["description"],
        );
        if id.is_null() {
            continue;
        }
        let ask = json!({ "objectId": id });
        let Some(heard) = ana.tries("DOMDebugger.getEventListeners", ask).await else {
            continue;
        };
        let heard = heard["listeners"].as_array().into_iter().flatten();
        let heard = heard.filter(|listener| listener["type"] != "astro:page-load");
        found.extend(heard.map(|listener| format!("{name} {}", listener["type"])));
    }
    // What was looked at would be kept alive by that.
    ana.call(
        "Runtime.releaseObjectGroup",
        json!({ "objectGroup": "alive" }),
    )
    .await;
    found.sort();
    found
}

#[test]
fn a_widget_that_was_taken_out_leaves_no_listener_and_no_socket() {
    run_where(Ability::MemoryCounts, async {
        let world = world().await;
        let page = world.page("out");
        world.imports(OPEN, &page, &[None; 30]).await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &page)).await;
        comes_to_life(&ana).await;
        // The form below a comment listens as the thread's own.
        ana.button("Reply").await.click().await;
        ana.get("textbox", "Reply to Imported Person").await;
        is_taken_out(&ana).await;
        let nodes = nodes(&ana).await;
        assert_eq!(listeners(&ana).await, Vec::<String>::new());
        for _ in 0..3 {
            ana.eval::<u32>(PUT_IN).await;
            comes_to_life(&ana).await;
            is_taken_out(&ana).await;
        }
        let after = self::nodes(&ana).await;
        assert!(after <= nodes, "{nodes} nodes became {after}");
        assert_eq!(listeners(&ana).await, Vec::<String>::new());
    });
}

#[test]
fn many_mounts_do_not_fill_the_memory() {
    run_where(Ability::MemoryCounts, async {
        let world = world().await;
        let page = world.page("mounts");
        world.imports(OPEN, &page, &[None; 20]).await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &page)).await;
        comes_to_life(&ana).await;
        is_taken_out(&ana).await;
        let round = async || {
            ana.eval::<u32>(ANOTHER).await;
            comes_to_life(&ana).await;
            is_taken_out(&ana).await;
        };
        for _ in 0..5 {
            round().await;
        }
        nodes(&ana).await;
        let before = heap(&ana).await;
        for _ in 0..15 {
            round().await;
        }
        nodes(&ana).await;
        let after = heap(&ana).await;
        assert!(
            after - before < 1_000_000.0,
            "15 mounts leave {} bytes",
            after - before
        );
    });
}

#[test]
fn a_widget_that_comes_back_works_as_before() {
    run(async {
        let world = world().await;
        let page = world.page("back");
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.signs_in_as("Ana").await;
        is_taken_out(&ana).await;
        ana.eval::<u32>(PUT_IN).await;
        ana.is_signed_in().await;
        ana.posts("Back again.").await;
        ana.comment("Back again.").await;
    });
}

#[test]
fn another_page_key_shows_another_thread() {
    run(async {
        let world = world().await;
        let (one, two) = (world.page("key"), world.page("key"));
        let ben = world.person(OPEN, "ben").await;
        ben.posts(&one, "In the first thread.").await;
        ben.posts(&two, "In the second thread.").await;
        let ana = visitor().await;
        ana.opens(&plain_page(world, OPEN, &one)).await;
        ana.comment("In the first thread.").await;
        let change =
            format!("document.querySelector('bedside-thread').setAttribute('page', '{two}') ?? 0");
        ana.eval::<u32>(&change).await;
        ana.comment("In the second thread.").await;
        assert!(ana.find_comment("In the first thread.").await.is_none());
    });
}

#[test]
fn taking_it_out_while_it_loads_is_no_fault() {
    run(async {
        let world = world().await;
        let page = world.page("early");
        let ana = visitor().await;
        ana.has_network(200, 1_600_000).await;
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.until(
            "the element is there",
            "document.querySelector('bedside-thread') !== null",
        )
        .await;
        ana.eval::<u32>(TAKE_OUT).await;
        wait::never(
            "a thread appears",
            std::time::Duration::from_secs(2),
            || ana.find("region", "Comments"),
        )
        .await;
        ana.eval::<u32>(PUT_IN).await;
        ana.sees_the_thread().await;
    });
}
