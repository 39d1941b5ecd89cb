//! A page that says one thing: a result or an error.

use super::layout;
use bedside_i18n::Texts;
use yew::prelude::*;

/// The tone of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MessageKind {
    /// Success.
    #[default]
    Good,
    /// Something is wrong.
    Bad,
}

/// A page with one message.
#[derive(Debug, Clone, PartialEq)]
pub struct MessagePage {
    /// The words.
    pub texts: Texts,
    /// The build of the assets.
    pub build: String,
    /// The tone.
    pub kind: MessageKind,
    /// The heading.
    pub title: AttrValue,
    /// The message: what happened, and what to do now.
    pub text: AttrValue,
    /// A way on: its words and its address.
    pub link: Option<(AttrValue, String)>,
}

/// Renders the page.
pub async fn message(page: &MessagePage) -> String {
    let class = match page.kind {
        MessageKind::Good => "notice good",
        MessageKind::Bad => "notice bad",
    };
    let body = html! {
        <main class="card">
            <h1>{ page.title.clone() }</h1>
            <p {class}>{ page.text.clone() }</p>
            if let Some((words, address)) = &page.link {
                <p><a part="button main" href={address.clone()}>{ words.clone() }</a></p>
            }
        </main>
    };
    layout::page(&page.texts, &page.build, &page.title, None, body).await
}
