//! Without scripts: the comment once more before it is posted, after signing
//! in.

use super::layout;
use crate::components::fields;
use crate::components::rich_text::rich_text;
use crate::texts::Texts;
use bedside_domain::Refusal;
use bedside_wire::richtext::RichText;
use yew::prelude::*;

/// The page that asks for the last word.
#[derive(Debug, Clone, PartialEq)]
pub struct ConfirmComment {
    /// The words.
    pub texts: Texts,
    /// The build of the assets.
    pub build: String,
    /// Where the form goes: `/v1/sites/SITE/plain/confirm`.
    pub action: String,
    /// The form's hidden fields, the one-time code among them.
    pub hidden: Vec<(&'static str, String)>,
    /// The comment's text, as it will be shown.
    pub body: RichText,
    /// The name in the name field.
    pub name: String,
    /// True where comments wait for a moderator.
    pub approve_first: bool,
    /// What is wrong with the name, after a refusal.
    pub refusal: Option<Refusal>,
    /// The way back to the thread, where nothing shall be posted.
    pub back: Option<String>,
}

/// Renders the page.
pub async fn confirm_comment(page: &ConfirmComment) -> String {
    let texts = &page.texts;
    let title = texts.get("confirm.title");
    let flaws: Vec<Refusal> = page.refusal.iter().cloned().collect();
    let id = fields::field_id("name", "new");
    let note = if page.approve_first {
        "note.wait"
    } else {
        "note.public"
    };
    let body = html! {
        <main class="card">
            <h1>{ title.clone() }</h1>
            { fields::summary(texts, "new", &flaws, None, None) }
            <div part="comment" class="preview"><div part="text" dir="auto">{ rich_text(&page.body) }</div></div>
            <form method="post" action={page.action.clone()}>
                { layout::hidden(&page.hidden) }
                <div class="field">
                    <label for={id.clone()}>{ texts.get("name_label") }</label>
                    <p class="soft" id={[&*id, "-hint"].concat()}>{ texts.get("name_hint_known") }</p>
                    { fields::error(texts, &id, "name", &flaws) }
                    <input
                        id={id.clone()}
                        type="text"
                        name="name"
                        dir="auto"
                        autocomplete="nickname"
                        value={page.name.clone()}
                        aria-invalid={fields::invalid("name", &flaws)}
                        aria-describedby={fields::described_by(&id, "name", &flaws, true)}
                    />
                </div>
                <div class="send">
                    <button part="button main" type="submit">{ texts.get("post") }</button>
                    if let Some(back) = &page.back {
                        <a part="button" href={back.clone()}>{ texts.get("cancel") }</a>
                    }
                    <p class="soft">{ texts.get(note) }</p>
                </div>
            </form>
        </main>
    };
    layout::page(texts, &page.build, &title, None, body).await
}
