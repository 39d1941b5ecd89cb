//! The pages of the sign-in window: choosing a provider, and coming back.

use super::layout::{self, Script};
use crate::texts::Texts;
use bedside_wire::Problem;
use yew::prelude::*;

/// A provider that the person may sign in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderChoice {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub label: String,
}

/// Where the start page is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StartMode {
    /// In a window over the site's page; the script asks the opener for its
    /// key first.
    Popup {
        /// The opener's origin, checked to be the site's.
        origin: String,
    },
    /// In place of the site's page, with the script.
    Redirect {
        /// The origin of the site's page.
        origin: String,
    },
    /// Without scripts.
    Plain,
}

/// The page where a sign-in starts.
#[derive(Debug, Clone, PartialEq)]
pub struct SignInStart {
    /// The words.
    pub texts: Texts,
    /// The build of the assets.
    pub build: String,
    /// The site's name.
    pub site_title: String,
    /// Where the page is shown.
    pub mode: StartMode,
    /// Where the form goes: `/v1/sites/SITE/sign-in`.
    pub action: String,
    /// The form's hidden fields. In a popup `thumbprint`, `attempt` and
    /// `binder_hash` must be among them, empty: the script fills them.
    pub hidden: Vec<(&'static str, String)>,
    /// The providers to choose from.
    pub providers: Vec<ProviderChoice>,
    /// What went wrong in an earlier try.
    pub problem: Option<Problem>,
}

/// Renders the start page.
pub async fn sign_in_start(page: &SignInStart) -> String {
    let texts = &page.texts;
    let title = texts.with("sign_in_to", &[("site", &page.site_title)]);
    let script = match &page.mode {
        StartMode::Plain => None,
        StartMode::Popup { origin } => Some(("popup", origin)),
        StartMode::Redirect { origin } => Some(("redirect", origin)),
    };
    let noscript = match page.mode {
        StartMode::Plain => Html::default(),
        _ => html! {
            <noscript><p part="notice">{ texts.get("sign_in.needs_script") }</p></noscript>
        },
    };
    let body = html! {
        <main class="card">
            <h1>{ title.clone() }</h1>
            { problem(texts, page.problem.as_ref()) }
            <p>{ texts.get("sign_in.choose") }</p>
            { providers(texts, &page.action, &page.hidden, &page.providers) }
            <p class="soft">{ texts.get("sign_in.privacy") }</p>
            { later(texts, "no-opener", "sign_in.no_opener") }
            { later(texts, "storage-blocked", "sign_in.storage_blocked") }
            { noscript }
        </main>
    };
    let script = script.map(|(mode, origin)| Script {
        file: "sign-in.js",
        data: vec![
            ("data-step", "start".to_owned()),
            ("data-mode", mode.to_owned()),
            ("data-origin", origin.clone()),
        ],
    });
    layout::page(texts, &page.build, &title, script, body).await
}

/// One button for each provider; the pressed one is sent as `provider`.
pub(super) fn providers(
    texts: &Texts,
    action: &str,
    hidden: &[(&'static str, String)],
    providers: &[ProviderChoice],
) -> Html {
    let buttons = providers.iter().map(|provider| {
        html! {
            <button part="button main" class="wide" type="submit" name="provider" value={provider.id.clone()}>
                { texts.with("sign_in.with", &[("provider", &provider.label)]) }
            </button>
        }
    });
    html! {
        <form id="sign-in-form" class="choices" method="post" action={action.to_owned()}>
            { layout::hidden(hidden) }
            { for buttons }
        </form>
    }
}

/// A place for what went wrong; the script may fill it later.
pub(super) fn problem(texts: &Texts, problem: Option<&Problem>) -> Html {
    let text = problem
        .map(|problem| texts.problem(&problem.code, problem.field.as_deref(), problem.limit));
    html! {
        <p id="problem" part="notice bad" role="alert" hidden={text.is_none()}>
            { text.unwrap_or_default() }
        </p>
    }
}

/// A sentence that the script may show.
fn later(texts: &Texts, id: &'static str, key: &str) -> Html {
    html! { <p {id} part="notice bad" role="alert" hidden=true>{ texts.get(key) }</p> }
}

/// The page that the provider sends a popup back to. Its script proves that
/// it is the window that began.
#[derive(Debug, Clone, PartialEq)]
pub struct SignInFinish {
    /// The words.
    pub texts: Texts,
    /// The build of the assets.
    pub build: String,
    /// The site's id.
    pub site: String,
    /// The opener's origin.
    pub origin: String,
    /// The attempt's handle.
    pub attempt: String,
    /// The provider's `state`.
    pub state: String,
    /// The provider's `code`.
    pub code: String,
    /// What went wrong already, such as a refusal by the person.
    pub problem: Option<Problem>,
}

/// Renders the page a popup comes back to.
pub async fn sign_in_finish(page: &SignInFinish) -> String {
    let texts = &page.texts;
    let title = texts.get("sign_in.finishing");
    let failed = page.problem.as_ref();
    let body = html! {
        <main class="card">
            <h1>{ title.clone() }</h1>
            { problem(texts, failed) }
            <p id="status" role="status" hidden={failed.is_some()}>{ texts.get("sign_in.wait") }</p>
            <p id="done" hidden=true>{ texts.get("sign_in.close_window") }</p>
            { later(texts, "offline", "trouble.offline") }
            <noscript><p part="notice">{ texts.get("sign_in.needs_script") }</p></noscript>
        </main>
    };
    let code = failed.map(|problem| problem.code.as_str().to_owned());
    let script = Script {
        file: "sign-in.js",
        data: vec![
            ("data-step", "finish".to_owned()),
            ("data-site", page.site.clone()),
            ("data-origin", page.origin.clone()),
            ("data-attempt", page.attempt.clone()),
            ("data-state", page.state.clone()),
            ("data-code", page.code.clone()),
            ("data-problem", code.unwrap_or_default()),
        ],
    };
    layout::page(texts, &page.build, &title, Some(script), body).await
}
