//! The thread as a page that needs no script.

use super::address::{web, with_query};
use super::{layout, structured};
use crate::components::article::ReplyControl;
use crate::components::comment::Comment;
use crate::components::fields;
use crate::components::header;
use crate::components::paging;
use crate::components::thread_app::empty;
use crate::state::{SessionState, Thread, UiError};
use bedside_domain::DomainError;
use bedside_i18n::Texts;
use bedside_wire::embed::FragmentState;
use bedside_wire::thread::DEPTH;
use bedside_wire::{Problem, ProblemCode};
use std::borrow::Cow;
use yew::prelude::*;

/// Input of the plain page besides the state.
#[derive(Debug, Clone, PartialEq)]
pub struct PlainPageContext {
    /// The words, in the language of the state.
    pub texts: Texts,
    /// The site's name, the heading where the page's title is not known.
    pub site_title: String,
    /// The cursor this page of the list was asked with, to come back to it.
    pub cursor: Option<String>,
    /// When the thread's first comment was written.
    pub began: Option<String>,
    /// True where search engines may list the page.
    pub index: bool,
    /// The comment that the form answers (`?reply=ID`). Where it is not among the
    /// state's comments, the form says so.
    pub reply: Option<String>,
    /// A form that was refused.
    pub refused: Option<RefusedForm>,
    /// Said on top, such as "Your comment waits for approval".
    pub notice: Option<AttrValue>,
}

/// A form that came back: why, and what was in it.
#[derive(Debug, Clone, PartialEq)]
pub struct RefusedForm {
    /// Why.
    pub problem: Problem,
    /// The text that was sent.
    pub body: String,
    /// The name that was sent.
    pub name: String,
}

/// The page under construction.
pub(crate) struct PlainPage<'a> {
    pub(crate) state: &'a FragmentState,
    pub(crate) page: &'a PlainPageContext,
}

impl PlainPage<'_> {
    pub(crate) fn html(&self) -> Html {
        let texts = &self.page.texts;
        let view = &self.state.view;
        let thread = Thread::from(view.clone());
        let (rows, _) = thread.rows(&[]);
        let comments = rows.iter().map(|row| {
            html! {
                <>
                    <Comment
                        {texts}
                        row={row.clone()}
                        reply={ReplyControl::Link(self.reply_address(&row.comment.id).into())}
                    />
                    { self.fold(row) }
                </>
            }
        });
        html! {
            <main>
                { self.heading() }
                if let Some(notice) = &self.page.notice {
                    <p part="notice good" role="status">{ notice.clone() }</p>
                }
                <section part="thread" aria-label={texts.get("comments")}>
                    <div part="header">{ header::title(texts, view.total) }</div>
                    if view.total > 1 {
                        { self.orders() }
                        { self.search() }
                    }
                    { self.paging("prev", "load_earlier", view.prev.as_deref()) }
                    if view.total == 0 && view.search.is_empty() {
                        { empty(texts, &SessionState::SignedOut) }
                    }
                    <div class="list">{ for comments }</div>
                    { self.paging("next", "load_more", view.next.as_deref()) }
                    <p class="soft">
                        <a href={structured::feed_address(self.state, "atom")}>{ texts.get("feed") }</a>
                    </p>
                    { self.form() }
                </section>
            </main>
        }
    }

    fn heading(&self) -> Html {
        let view = &self.state.view;
        let title = match view.title.as_str() {
            "" => self.page.site_title.clone(),
            title => title.to_owned(),
        };
        match web(&view.url) {
            Some(address) => html! {
                <h1><a href={address} rel="noopener" dir="auto">{ title }</a></h1>
            },
            None => html! { <h1 dir="auto">{ title }</h1> },
        }
    }

    /// The address of this thread's page with something more in its query.
    pub(super) fn address(&self, more: &[(&str, &str)]) -> String {
        let view = &self.state.view;
        let path = ["/v1/sites/", &view.site, "/thread"].concat();
        let mut query = vec![
            ("page", view.page.as_str()),
            ("lang", self.state.lang.as_str()),
            ("url", view.url.as_str()),
            ("title", view.title.as_str()),
        ];
        let depth = view.depth.to_string();
        let carried = [
            ("sort", view.sort.as_str(), true),
            ("view", "flat", view.flat),
            ("depth", &depth, view.depth != DEPTH),
            ("q", &view.search, true),
        ];
        let is_said = |name: &str| more.iter().any(|(said, _)| *said == name);
        let carried = carried
            .into_iter()
            .filter(|(name, _, keep)| *keep && !is_said(name));
        query.extend(carried.map(|(name, value, _)| (name, value)));
        query.extend_from_slice(more);
        with_query(&path, &query)
    }

    fn reply_address(&self, id: &str) -> String {
        let cursor = self.page.cursor.as_deref().unwrap_or_default();
        let mut address = self.address(&[("cursor", cursor), ("reply", id)]);
        address.push_str("#form-new");
        address
    }

    fn paging(&self, rel: &'static str, label: &str, cursor: Option<&str>) -> Html {
        match cursor {
            Some(cursor) => {
                let label = self.page.texts.get(label);
                let address = self.address(&[("cursor", cursor)]);
                html! { <p class="paging">{ paging::link(Some(rel), label, address) }</p> }
            }
            None => Html::default(),
        }
    }

    /// The form, with what came back after a refusal.
    fn form(&self) -> Html {
        let texts = &self.page.texts;
        let view = &self.state.view;
        let parent = self
            .page
            .reply
            .as_deref()
            .and_then(|id| view.items.iter().find(|item| item.id == id));
        let label = match parent {
            Some(parent) => texts.with("reply_to", &[("name", &parent.author)]),
            None => texts.get("write_comment"),
        };
        let (flaws, error, body, name) = self.refusal();
        // Who came to answer somebody is not to speak to all unawares.
        let is_lost = self.page.reply.is_some() && parent.is_none();
        let error = error.or_else(|| is_lost.then(parent_is_lost));
        let body_id = fields::field_id("body", "new");
        let name_id = fields::field_id("name", "new");
        let note = if view.approve_first {
            "note.sign_in_and_wait"
        } else {
            "note.sign_in"
        };
        html! {
            <form
                id="form-new"
                part="composer"
                method="post"
                action={["/v1/sites/", &view.site, "/plain/comments"].concat()}
                novalidate=true
            >
                { layout::hidden(&self.hidden(parent.map(|parent| parent.id.clone()))) }
                { fields::summary(texts, "new", &flaws, error.as_ref(), None) }
                <div class="field">
                    <label for={body_id.clone()}>{ label }</label>
                    { fields::error(texts, &body_id, "body", &flaws) }
                    <textarea
                        id={body_id.clone()}
                        name="body"
                        rows="6"
                        dir="auto"
                        defaultvalue={body.to_string()}
                        aria-invalid={fields::invalid("body", &flaws)}
                        aria-describedby={fields::body_described_by(&body_id, &flaws, false)}
                    />
                    { fields::marks(texts, &body_id) }
                </div>
                <div class="field">
                    <label for={name_id.clone()}>{ texts.get("name_label") }</label>
                    <p class="soft" id={[&*name_id, "-hint"].concat()}>{ texts.get("name_hint") }</p>
                    { fields::error(texts, &name_id, "name", &flaws) }
                    <input
                        id={name_id.clone()}
                        type="text"
                        name="name"
                        dir="auto"
                        autocomplete="nickname"
                        value={name.to_string()}
                        aria-invalid={fields::invalid("name", &flaws)}
                        aria-describedby={fields::described_by(&name_id, "name", &flaws, true)}
                    />
                </div>
                <div class="send">
                    <button part="button main" type="submit">
                        { texts.get(if parent.is_some() { "post_reply" } else { "post" }) }
                    </button>
                    if parent.is_some() {
                        <a part="button" href={self.address(&[])}>{ texts.get("cancel") }</a>
                    }
                    <p class="soft">{ texts.get(note) }</p>
                </div>
            </form>
        }
    }

    pub(super) fn hidden(&self, parent: Option<String>) -> Vec<(&'static str, String)> {
        let view = &self.state.view;
        let mut fields = vec![
            ("page", view.page.clone()),
            ("url", view.url.clone()),
            ("title", view.title.clone()),
            ("lang", self.state.lang.clone()),
        ];
        fields.extend(parent.map(|parent| ("parent", parent)));
        fields
    }

    /// A refused form as flaws of its fields, or as an error of the whole.
    fn refusal(
        &self,
    ) -> (
        Vec<DomainError>,
        Option<UiError>,
        Cow<'_, str>,
        Cow<'_, str>,
    ) {
        let Some(refused) = &self.page.refused else {
            return (Vec::new(), None, Cow::Borrowed(""), Cow::Borrowed(""));
        };
        let error = UiError::Problem(Box::new(refused.problem.clone()));
        let flaws: Vec<DomainError> = fields::as_flaw(&error).into_iter().collect();
        let error = flaws.is_empty().then_some(error);
        (
            flaws,
            error,
            refused.body.as_str().into(),
            refused.name.as_str().into(),
        )
    }
}

fn parent_is_lost() -> UiError {
    UiError::Problem(Box::new(Problem {
        code: ProblemCode::ParentUnknown,
        ..Problem::default()
    }))
}
