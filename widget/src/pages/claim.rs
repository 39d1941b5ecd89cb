//! The page behind an owner's one-time link.

use super::layout;
use super::sign_in::{ProviderChoice, problem, providers};
use crate::texts::Texts;
use bedside_wire::Problem;
use yew::prelude::*;

/// The page where a person becomes the site's owner.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The words.
    pub texts: Texts,
    /// The build of the assets.
    pub build: String,
    /// The site's name.
    pub site_title: String,
    /// Where the form goes.
    pub action: String,
    /// The form's hidden fields, the link's token among them.
    pub hidden: Vec<(&'static str, String)>,
    /// The providers to choose from.
    pub providers: Vec<ProviderChoice>,
    /// What went wrong in an earlier try.
    pub problem: Option<Problem>,
}

/// Renders the page.
pub async fn claim(page: &Claim) -> String {
    let texts = &page.texts;
    let title = texts.with("claim.title", &[("site", &page.site_title)]);
    let body = html! {
        <main class="card">
            <h1>{ title.clone() }</h1>
            { problem(texts, page.problem.as_ref()) }
            <p>{ texts.get("claim.text") }</p>
            { providers(texts, &page.action, &page.hidden, &page.providers) }
        </main>
    };
    layout::page(texts, &page.build, &title, None, body).await
}
