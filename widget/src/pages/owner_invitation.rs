//! The page behind an owner's one-time link.

use super::layout;
use super::sign_in::{ProviderChoice, later, needs_script, providers, start_script};
use bedside_i18n::Texts;
use yew::prelude::*;

/// The page where a person becomes the site's owner.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnerInvitation {
    /// The words.
    pub texts: Texts,
    /// The build of the assets.
    pub build: String,
    /// The site's name.
    pub site_title: String,
    /// The form's address.
    pub action: String,
    /// The form's hidden fields; `token` and `window_hash` must be among them,
    /// empty: the script fills them.
    pub hidden: Vec<(&'static str, String)>,
    /// The providers to choose from.
    pub providers: Vec<ProviderChoice>,
}

/// Renders the page.
pub async fn owner_invitation(page: &OwnerInvitation) -> String {
    let texts = &page.texts;
    let title = texts.with("claim.title", &[("site", &page.site_title)]);
    let body = html! {
        <main class="card">
            <h1>{ title.clone() }</h1>
            <p>{ texts.get("claim.text") }</p>
            { providers(texts, &page.action, &page.hidden, &page.providers) }
            { later(texts, "no-token", "problem.link_invalid") }
            { later(texts, "storage-blocked", "sign_in.storage_blocked") }
            { needs_script(texts) }
        </main>
    };
    let script = start_script("claim", None);
    layout::page(texts, &page.build, &title, Some(script), body).await
}
