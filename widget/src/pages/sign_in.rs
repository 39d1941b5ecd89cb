//! The page where a sign-in starts: choosing a provider.

use super::layout::{self, Script};
use bedside_i18n::Texts;
use yew::prelude::*;

/// A provider that the person may sign in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderChoice {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub label: String,
}

/// The window of the start page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StartMode {
    /// In a window over the site's page; the script asks the opener for its
    /// key first.
    Popup {
        /// The opener's origin, checked to be the site's.
        origin: String,
    },
    /// In place of the site's page, with the script.
    Redirect,
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
    /// The page's window.
    pub mode: StartMode,
    /// The form's address: `/v1/sites/SITE/sign-in`.
    pub action: String,
    /// The form's hidden fields. Where there is a script, `window_hash` must be
    /// among them, and in a popup `thumbprint` and `attempt`, all empty: the
    /// script fills them.
    pub hidden: Vec<(&'static str, String)>,
    /// The providers to choose from.
    pub providers: Vec<ProviderChoice>,
}

/// Renders the start page.
pub async fn sign_in_start(page: &SignInStart) -> String {
    let texts = &page.texts;
    let title = texts.with("sign_in_to", &[("site", &page.site_title)]);
    let script = match &page.mode {
        StartMode::Plain => None,
        StartMode::Popup { origin } => {
            let origin = ("data-origin", origin.clone());
            Some(start_script("popup", Some(origin)))
        }
        StartMode::Redirect => Some(start_script("redirect", None)),
    };
    let body = html! {
        <main class="card">
            <h1>{ title.clone() }</h1>
            <p>{ texts.get("sign_in.choose") }</p>
            { providers(texts, &page.action, &page.hidden, &page.providers) }
            <p class="soft">{ texts.get("sign_in.privacy") }</p>
            { later(texts, "no-opener", "sign_in.no_opener") }
            { later(texts, "storage-blocked", "sign_in.storage_blocked") }
            if script.is_some() {
                { needs_script(texts) }
            }
        </main>
    };
    layout::page(texts, &page.build, &title, script, body).await
}

/// The script of a page where a sign-in starts, with what it is told.
pub(super) fn start_script(mode: &'static str, more: Option<(&'static str, String)>) -> Script {
    let told = [
        ("data-step", "start".to_owned()),
        ("data-mode", mode.to_owned()),
    ];
    Script {
        file: "sign-in.js",
        data: told.into_iter().chain(more).collect(),
    }
}

/// Said where scripts are off and needed.
pub(super) fn needs_script(texts: &Texts) -> Html {
    html! {
        <noscript><p part="notice">{ texts.get("sign_in.needs_script") }</p></noscript>
    }
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

/// A sentence that the script may show.
pub(super) fn later(texts: &Texts, id: &'static str, key: &str) -> Html {
    html! { <p {id} part="notice bad" role="alert" hidden=true>{ texts.get(key) }</p> }
}
