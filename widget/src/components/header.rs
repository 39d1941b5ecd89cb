//! The thread's head: what it is, how many, who is signed in.

use crate::components::button::Button;
use crate::hooks::use_account::AccountButtons;
use crate::state::SessionState;
use bedside_i18n::Texts;
use yew::prelude::*;

/// Title, count and account; `devices` is true while their panel is open.
pub fn header(
    texts: &Texts,
    total: u64,
    session: &SessionState,
    account: AccountButtons,
    devices: bool,
) -> Html {
    let who = match session.viewer() {
        Some(me) => html! {
            <>
                <div class="account" title={me.name.clone()}>
                    <span class="soft">{ texts.with("signed_in_as", &[("name", &me.name)]) }</span>
                    {
                        Button {
                            id: Some("devices"),
                            expanded: Some(devices),
                            onclick: Some(account.devices),
                            ..Button::default()
                        }
                        .says(texts.get("sessions"))
                    }
                </div>
                if session.is_staff() {
                    { moderate(texts, me.waiting.unwrap_or(0), account.moderate) }
                }
                { sign("sign-out", false, account.sign_out, texts.get("sign_out")) }
            </>
        },
        None => {
            let (label, busy) = match session {
                SessionState::SigningIn => ("cancel_sign_in", true),
                _ => ("sign_in", false),
            };
            sign("sign-in", busy, account.sign_in, texts.get(label))
        }
    };
    html! {
        <div part="header">
            { title(texts, total) }
            <div class="who">{ who }</div>
        </div>
    }
}

/// The button that signs in or out.
fn sign(id: &'static str, busy: bool, onclick: Callback<MouseEvent>, words: AttrValue) -> Html {
    Button {
        id: Some(id),
        busy,
        onclick: Some(onclick),
        ..Button::default()
    }
    .says(words)
}

/// The heading with the count.
pub fn title(texts: &Texts, total: u64) -> Html {
    let title = match total {
        0 => texts.get("comments"),
        n => texts.count("comments_count", n),
    };
    html! { <h2>{ title }</h2> }
}

fn moderate(texts: &Texts, waiting: u64, onclick: Callback<MouseEvent>) -> Html {
    // The number is not part of the button's name, which stays the same.
    let button = Button {
        id: Some("moderate"),
        described_by: (waiting > 0).then_some("waiting-count".into()),
        onclick: Some(onclick),
        ..Button::default()
    };
    html! {
        <>
            {
                button.shows(None, html! {
                    <>
                        { texts.get("moderate") }
                        if waiting > 0 {
                            <span class="badge" aria-hidden="true">{ waiting }</span>
                        }
                    </>
                })
            }
            if waiting > 0 {
                <span class="unseen" id="waiting-count">{ texts.count("waiting", waiting) }</span>
            }
        </>
    }
}

#[cfg(all(test, feature = "ssr"))]
#[path = "header_tests.rs"]
mod tests;
