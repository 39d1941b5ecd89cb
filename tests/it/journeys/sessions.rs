//! Sessions: where somebody is signed in, and what their end does to whoever
//! writes.

use bedside_tests::browser::visitor;
use bedside_tests::host::plain_page;
use bedside_tests::world::{LAB, OPEN, deployment};
use bedside_tests::{World, run, wait, world};
use bedside_wire::ProblemCode;

/// Ends the session on the server with the page's own key, as another tab's
/// Sign out would, and tells the widget nothing.
const END: &str = r"
(async (url) => {
  const open = await new Promise((done) => { const r = indexedDB.open('bedside'); r.onsuccess = () => done(r.result); });
  const [{ keys, token }] = await new Promise((done) => {
    const all = open.transaction('sessions').objectStore('sessions').getAll(); all.onsuccess = () => done(all.result); });
  open.close();
  const b64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const text = (value) => b64(new TextEncoder().encode(JSON.stringify(value)));
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', keys.publicKey);
  const ath = b64(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)));
  const head = text({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } });
  const body = text({ jti: crypto.randomUUID(), htm: 'DELETE', htu: url, iat: Math.floor(Date.now() / 1000), ath });
  const data = new TextEncoder().encode(`${head}.${body}`);
  const sign = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys.privateKey, data);
  const headers = { authorization: `DPoP ${token}`, dpop: `${head}.${body}.${b64(sign)}`, 'idempotency-key': 'end' };
  return (await fetch(url, { method: 'DELETE', headers })).status;
})";

#[test]
fn an_expired_session_keeps_the_draft_and_signs_in_again() {
    run(async {
        let world = world().await;
        let page = world.page("expired");
        let ana = visitor().await;
        ana.announce("401");
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.signs_in_as("Ana").await;
        ana.get("textbox", "Write a comment")
            .await
            .write("Long in the making.")
            .await;
        let url = format!("{}/v1/sites/{OPEN}/session", world.worker());
        assert_eq!(ana.eval::<u16>(&format!("{END}({url:?})")).await, 204);
        ana.button("Post").await.click().await;
        ana.until_shown("Your session has ended").await;
        ana.is_accessible("the session has ended").await;
        assert_eq!(
            ana.get("textbox", "Write a comment").await.value,
            "Long in the making."
        );
        ana.signs_in_as("Ana").await;
        if ana.find_comment("Long in the making.").await.is_none() {
            ana.button("Post").await.click().await;
        }
        ana.comment("Long in the making.").await;
    });
}

#[test]
fn a_clock_that_is_wrong_is_no_obstacle() {
    run(async {
        let world = world().await;
        let page = world.page("clock");
        let ana = visitor().await;
        ana.announce("401");
        // Ten minutes slow, as many devices are.
        let slow = "const Real = Date; Date = class extends Real { \
                    constructor(...a) { if (a.length) super(...a); else super(Real.now() - 600000); } \
                    static now() { return Real.now() - 600000; } };";
        ana.runs_first(slow).await;
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.signs_in_as("Ana").await;
        ana.posts("What time is it?").await;
        ana.comment("What time is it?").await;
    });
}

#[test]
fn two_tabs_share_the_session() {
    run(async {
        let world = world().await;
        let url = plain_page(world, OPEN, &world.page("tabs"));
        let ana = visitor().await;
        ana.opens(&url).await;
        ana.signs_in_as("Ana").await;
        let second = ana.another_tab().await;
        second.opens(&url).await;
        wait::until("the other tab is signed in", || {
            second.find("button", "Sign out")
        })
        .await;
    });
}

#[test]
fn somebody_sees_their_devices_and_signs_the_others_out() {
    run(async {
        // A stack of its own: the sessions of one persona are all tests'.
        let world = World::start(deployment()).await;
        let (phone, tablet, laptop) = (
            world.person(LAB, "ana").await,
            world.person(LAB, "ana").await,
            world.person(LAB, "ana").await,
        );
        let ana = visitor().await;
        ana.opens(&plain_page(&world, LAB, "devices")).await;
        ana.signs_in_as("Ana").await;
        ana.button("Devices").await.click().await;
        ana.get("heading", "Devices you are signed in on").await;
        ana.until_shown("(this device)").await;
        ana.is_accessible("the devices").await;
        assert_eq!(ana.all("listitem").await.len(), 4);
        // The newest comes first: the one of the laptop.
        ana.button("Sign out Unknown device").await.click().await;
        ana.until_seen("Signed out: Unknown device.").await;
        assert_eq!(
            ana.until_focused("heading").await.name,
            "Devices you are signed in on",
            "the focus is not lost with the button"
        );
        laptop
            .tries_overlay()
            .await
            .refused(ProblemCode::SessionExpired);
        phone.overlay("x").await;
        ana.button("Sign out everywhere else").await.click().await;
        ana.until_seen("All other devices are signed out.").await;
        for ended in [&phone, &tablet] {
            ended
                .tries_overlay()
                .await
                .refused(ProblemCode::SessionExpired);
        }
        ana.loses("button", "Sign out everywhere else").await;
        ana.button("Devices").await.click().await;
        ana.loses("heading", "Devices you are signed in on").await;
        ana.button("Sign out").await;
    });
}
