//! Without scripts: the comment once more before it is posted, after signing
//! in.

use super::layout::{self, Script};
use crate::components::fields;
use crate::components::rich_text::rich_text;
use crate::state::UiError;
use bedside_domain::DomainError;
use bedside_i18n::Texts;
use bedside_wire::richtext::RichText;
use bedside_wire::{Problem, Role};
use yew::prelude::*;

/// The name that the comment will be under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfirmName {
    /// The person's, chosen before: no form changes it, as somebody else may
    /// have filled it in.
    Chosen(String),
    /// Still to be chosen; this is proposed. It may be from the form, which
    /// somebody else may have filled in: nothing says that the person is called
    /// so.
    Open(String),
}

/// The page that asks for the last word.
#[derive(Debug, Clone, PartialEq)]
pub struct ConfirmComment {
    /// The words.
    pub texts: Texts,
    /// The build of the assets.
    pub build: String,
    /// The form's address: `/v1/sites/SITE/plain/confirm`.
    pub action: String,
    /// The form's hidden fields, the one-time code among them.
    pub hidden: Vec<(&'static str, String)>,
    /// The comment's text, as it will be shown.
    pub body: RichText,
    /// As whom it is posted.
    pub name: ConfirmName,
    /// The person's role on the site.
    pub role: Role,
    /// The page that it is posted on.
    pub page: String,
    /// True where the comment will wait for a moderator.
    pub waits: bool,
    /// True where the page comes again because it was answered too soon.
    pub again: bool,
    /// The name's error, after a refusal.
    pub problem: Option<Problem>,
    /// The way back to the thread, where nothing shall be posted.
    pub back: Option<String>,
}

/// Renders the page.
pub async fn confirm_comment(page: &ConfirmComment) -> String {
    let texts = &page.texts;
    let title = texts.get("confirm.title");
    let error = page.problem.clone().map(|p| UiError::Problem(Box::new(p)));
    let flaws: Vec<DomainError> = error
        .as_ref()
        .and_then(fields::as_flaw)
        .into_iter()
        .collect();
    let role = texts.get(match page.role {
        Role::Owner => "role.owner",
        Role::Moderator => "role.moderator",
        Role::Member => "role.member",
    });
    let (as_whom, field) = match &page.name {
        ConfirmName::Chosen(name) => {
            let words = [("name", &**name), ("role", &*role)];
            (texts.with("confirm.as", &words), None)
        }
        ConfirmName::Open(name) => {
            let as_whom = texts.with("confirm.unnamed", &[("role", &role)]);
            (as_whom, Some(name_field(texts, name, &flaws)))
        }
    };
    let note = if page.waits {
        "note.wait"
    } else {
        "note.public"
    };
    let body = html! {
        <main class="card">
            <h1>{ title.clone() }</h1>
            if page.again {
                <p part="notice" role="status">{ texts.get("confirm.again") }</p>
            }
            { fields::summary(texts, "new", &flaws, None, None) }
            <p dir="auto">{ as_whom }</p>
            <p dir="auto">{ texts.with("confirm.page", &[("page", &page.page)]) }</p>
            <div part="comment" class="preview"><div part="text" dir="auto">{ rich_text(&page.body) }</div></div>
            <form method="post" action={page.action.clone()}>
                { layout::hidden(&page.hidden) }
                { field.unwrap_or_default() }
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
    let script = Script {
        file: "confirm.js",
        data: Vec::new(),
    };
    layout::page(texts, &page.build, &title, Some(script), body).await
}

fn name_field(texts: &Texts, name: &str, flaws: &[DomainError]) -> Html {
    let id = fields::field_id("name", "new");
    html! {
        <div class="field">
            <label for={id.clone()}>{ texts.get("name_label") }</label>
            <p class="soft" id={[&*id, "-hint"].concat()}>{ texts.get("name_hint_known") }</p>
            { fields::error(texts, &id, "name", flaws) }
            <input
                id={id.clone()}
                type="text"
                name="name"
                dir="auto"
                autocomplete="nickname"
                value={name.to_owned()}
                aria-invalid={fields::invalid("name", flaws)}
                aria-describedby={fields::described_by(&id, "name", flaws, true)}
            />
        </div>
    }
}
