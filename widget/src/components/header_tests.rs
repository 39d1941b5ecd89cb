use super::*;
use bedside_wire::{Role, Viewer};
use futures::executor::block_on;
use std::rc::Rc;
use yew::LocalServerRenderer;

#[component]
fn Head() -> Html {
    let me = Viewer {
        name: "Mia".into(),
        role: Role::Moderator,
        ..Viewer::default()
    };
    let session = SessionState::In(Rc::new(me));
    header(
        &Texts::load("en"),
        2,
        &session,
        AccountButtons::default(),
        false,
    )
}

#[test]
fn the_devices_belong_to_the_name_and_the_other_buttons_stand_beside() {
    let html = block_on(
        LocalServerRenderer::<Head>::new()
            .hydratable(false)
            .render(),
    );
    let (_, rest) = html.split_once(r#"class="account""#).expect("the name");
    let (account, buttons) = rest.split_once("</div>").expect("its end");
    assert!(account.contains("Signed in as Mia"), "{html}");
    assert!(account.contains(r#"id="devices""#), "{html}");
    assert!(account.contains(r#"aria-expanded="false""#), "{html}");
    assert_eq!(account.matches("<button").count(), 1, "{html}");
    for id in ["moderate", "sign-out"] {
        assert!(buttons.contains(&format!(r#"id="{id}""#)), "{html}");
    }
}
