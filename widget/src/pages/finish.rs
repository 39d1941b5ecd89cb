//! The page that the provider sends a person back to, wherever a window of ours
//! began. Its script shows the secret that the window was given there.

use super::layout::{self, Script};
use super::sign_in::{later, needs_script};
use bedside_domain::return_address;
use bedside_i18n::Texts;
use bedside_wire::Problem;
use yew::prelude::*;

/// The person's way here, which decides what is next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FinishMode {
    /// In a window over the site's page, which is told.
    Popup {
        /// The opener's origin.
        origin: String,
    },
    /// In place of the site's page, which is come back to.
    Redirect {
        /// That page.
        return_to: String,
    },
    /// By an owner's link: there is nothing more to do.
    Claim {
        /// The site's address.
        site: String,
    },
}

/// The page that finishes a sign-in.
#[derive(Debug, Clone, PartialEq)]
pub struct SignInFinish {
    /// The words.
    pub texts: Texts,
    /// The build of the assets.
    pub build: String,
    /// The site's id.
    pub site: String,
    /// The site's name.
    pub site_title: String,
    /// The person's way here.
    pub mode: FinishMode,
    /// The provider's `state`.
    pub state: String,
    /// The provider's `code`.
    pub code: String,
    /// An earlier error, such as a refusal by the person.
    pub problem: Option<Problem>,
}

/// Renders the page.
pub async fn sign_in_finish(page: &SignInFinish) -> String {
    let texts = &page.texts;
    let failed = page.problem.as_ref();
    let failure = texts.get("sign_in.failed");
    let title = match failed {
        Some(_) => failure.clone(),
        None => texts.get("sign_in.finishing"),
    };
    let problem =
        failed.map(|problem| texts.problem(&problem.code, problem.field.as_deref(), problem.limit));
    let body = html! {
        <main class="card">
            <h1 id="title">{ title.clone() }</h1>
            <p id="problem" part="notice bad" role="alert" hidden={problem.is_none()} data-title={failure}>
                { problem.unwrap_or_default() }
            </p>
            <p id="status" role="status" hidden={failed.is_some()}>{ texts.get("sign_in.wait") }</p>
            { done(page) }
            { later(texts, "offline", "error.offline") }
            { again(page) }
            { needs_script(texts) }
        </main>
    };
    let code = failed.map(|problem| problem.code.as_str().to_owned());
    let origin = match &page.mode {
        FinishMode::Popup { origin } => origin.clone(),
        _ => String::new(),
    };
    let script = Script {
        file: "sign-in.js",
        data: vec![
            ("data-step", "finish".to_owned()),
            ("data-site", page.site.clone()),
            ("data-origin", origin),
            ("data-state", page.state.clone()),
            ("data-code", page.code.clone()),
            ("data-problem", code.unwrap_or_default()),
        ],
    };
    layout::page(texts, &page.build, &title, Some(script), body).await
}

/// Said when it went well, where the window does not go on.
fn done(page: &SignInFinish) -> Html {
    let texts = &page.texts;
    match &page.mode {
        FinishMode::Popup { .. } => html! {
            <p id="done" role="status" hidden=true>{ texts.get("sign_in.close_window") }</p>
        },
        FinishMode::Redirect { .. } => Html::default(),
        FinishMode::Claim { site } => html! {
            <div id="done" role="status" hidden=true data-title={texts.get("claim.done")}>
                <p part="notice good">{ texts.get("claim.done.text") }</p>
                <p><a part="button main" href={site.clone()}>{ page.site_title.clone() }</a></p>
            </div>
        },
    }
}

/// The way to a new start, which is made on the site's page; the script shows it
/// where this one came to nothing.
fn again(page: &SignInFinish) -> Html {
    let texts = &page.texts;
    let address = match &page.mode {
        FinishMode::Popup { origin } => origin,
        FinishMode::Redirect { return_to } => return_to,
        // The token is in the link alone.
        FinishMode::Claim { .. } => {
            return html! { <p id="again" hidden=true>{ texts.get("claim.again") }</p> };
        }
    };
    let host = return_address::host(address);
    html! {
        <>
            <p id="again" hidden=true>
                <a part="button main" href={address.clone()}>
                    { texts.with("sign_in.back_to", &[("host", &host)]) }
                </a>
            </p>
            if matches!(page.mode, FinishMode::Popup { .. }) {
                <p id="close" hidden=true>
                    <button part="button main" type="button">{ texts.get("sign_in.close_and_again") }</button>
                </p>
            }
        </>
    }
}
