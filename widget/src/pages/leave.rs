//! On to the provider. A page of ours and no redirect: browsers hold what a
//! form's answer redirects to against `form-action`, too.

use super::layout;
use bedside_i18n::Texts;
use yew::prelude::*;

/// The page that goes on to the provider by itself, also without scripts.
#[derive(Debug, Clone, PartialEq)]
pub struct SignInLeave {
    /// The words.
    pub texts: Texts,
    /// The build of the assets.
    pub build: String,
    /// The site's name.
    pub site_title: String,
    /// The provider's name for people.
    pub provider: String,
    /// The provider's address, of the web.
    pub address: String,
}

/// Renders the page.
pub async fn sign_in_leave(page: &SignInLeave) -> String {
    let texts = &page.texts;
    let title = texts.with("sign_in_to", &[("site", &page.site_title)]);
    let body = html! {
        <main class="card">
            <h1>{ title.clone() }</h1>
            <p>
                <a part="button main" href={page.address.clone()}>
                    { texts.with("sign_in.with", &[("provider", &page.provider)]) }
                </a>
            </p>
        </main>
    };
    let html = layout::page(texts, &page.build, &title, None, body).await;
    let address = layout::escape_attribute(&page.address);
    let head = [
        r#"<meta http-equiv="refresh" content="0; url="#,
        &address,
        r#""/></head>"#,
    ]
    .concat();
    html.replacen("</head>", &head, 1)
}
