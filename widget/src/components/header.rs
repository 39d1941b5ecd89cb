//! The thread's head: what it is, how many, who is signed in.

use crate::hooks::remote::Remote;
use crate::hooks::use_account::use_account;
use crate::state::{App, Session};
use crate::texts::Texts;
use yew::prelude::*;

/// Props of [`Header`].
#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    /// Words.
    pub texts: Texts,
    /// How many comments are published.
    pub total: u64,
    /// Who is signed in.
    pub session: Session,
    /// Where to say what happened.
    pub dispatch: UseReducerDispatcher<App>,
    /// The way to the worker.
    pub remote: Remote,
}

/// Title, count and account.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let HeaderProps { texts, session, .. } = props;
    let account = use_account(&props.remote, session, &props.dispatch, texts);
    let who = match session.me() {
        Some(me) => html! {
            <>
                <span class="soft">{ texts.with("signed_in_as", &[("name", &me.name)]) }</span>
                if session.is_staff() {
                    { moderate(texts, me.waiting.unwrap_or(0), account.moderate) }
                }
                <button type="button" id="sign-out" onclick={account.sign_out}>
                    { texts.get("sign_out") }
                </button>
            </>
        },
        None => {
            let busy = (*session == Session::SigningIn).then_some("true");
            html! {
                <button type="button" id="sign-in" aria-busy={busy} onclick={account.sign_in}>
                    { texts.get("sign_in") }
                </button>
            }
        }
    };
    html! {
        <div class="top">
            { title(texts, props.total) }
            <div class="who">{ who }</div>
        </div>
    }
}

/// The heading with the count.
pub fn title(texts: &Texts, total: u64) -> Html {
    html! {
        <h2>
            if total == 0 {
                { texts.get("comments") }
            } else {
                { texts.count("comments_count", total) }
            }
        </h2>
    }
}

fn moderate(texts: &Texts, waiting: u64, onclick: Callback<MouseEvent>) -> Html {
    // The number is not part of the button's name, which stays the same.
    let described = (waiting > 0).then_some("waiting-count");
    html! {
        <>
            <button type="button" id="moderate" aria-describedby={described} {onclick}>
                { texts.get("moderate") }
                if waiting > 0 {
                    <span class="badge" aria-hidden="true">{ waiting }</span>
                }
            </button>
            if waiting > 0 {
                <span class="unseen" id="waiting-count">{ texts.count("waiting", waiting) }</span>
            }
        </>
    }
}
