//! Rendering inside the edge worker.
//!
//! [`fragment`] is what the loader puts into a shadow root and the widget
//! hydrates; [`plain_page`] is the same thread as a page that needs no script.
//! The pages around signing in are in [`crate::pages`].

use crate::components::rich_text::rich_text;
use crate::components::standing::Rendered;
use crate::components::thread_list::comments;
use crate::components::{ThreadApp, ThreadAppProps};
use crate::hooks::services::Services;
use crate::pages::plain_page::PlainPage;
use crate::pages::{layout, structured};
use crate::state::Thread;
use bedside_i18n::Texts;
use bedside_wire::embed::FragmentState;
use bedside_wire::richtext::{Block, RichText};
use std::rc::Rc;
use yew::LocalServerRenderer;
use yew::prelude::*;

pub use crate::components::article::role_key;
pub use crate::pages::confirm::{ConfirmComment, ConfirmName, confirm_comment};
pub use crate::pages::finish::{FinishMode, SignInFinish, sign_in_finish};
pub use crate::pages::leave::{SignInLeave, sign_in_leave};
pub use crate::pages::message::{MessageKind, MessagePage, message};
pub use crate::pages::owner_invitation::{OwnerInvitation, owner_invitation};
pub use crate::pages::plain_page::{PlainPageContext, RefusedForm};
pub use crate::pages::sign_in::{ProviderChoice, SignInStart, StartMode, sign_in_start};

/// Input of the rendering besides the state.
#[derive(Debug, Clone, PartialEq)]
pub struct PageContext {
    /// The words, in the language of the state: `Texts::load(&state.lang)`.
    pub texts: Texts,
    /// Which build's style and modules fit the HTML. The state names the build
    /// whose words do: they may be the site's own.
    pub build: String,
}

/// The thread for a shadow root: HTML that the widget hydrates, and the state
/// it needs for that.
pub async fn fragment(state: &FragmentState, page: &PageContext) -> String {
    let texts = page.texts.clone();
    let thread = Rc::new(Thread::from(state.view.clone()));
    let rendered = Rendered::render(comments(&texts, &thread)).await;
    let props = ThreadAppProps {
        thread,
        texts,
        services: Services::default(),
        rendered,
    };
    let html = LocalServerRenderer::<ThreadApp>::with_props(props)
        .render()
        .await;
    let attribute = layout::escape_attribute;
    [
        r#"<div id="bedside" class="bedside" lang=""#,
        &attribute(&state.lang),
        r#"" dir=""#,
        &attribute(&state.dir),
        r#"" data-build=""#,
        &attribute(&page.build),
        r#"">"#,
        &html,
        r#"</div><script type="application/json" id="bedside-state">"#,
        &script_json(state),
        "</script>",
    ]
    .concat()
}

/// A comment's text as HTML, for feeds.
pub async fn text_html(text: &[Block]) -> String {
    let props = TextProps {
        text: text.to_vec(),
    };
    LocalServerRenderer::<Text>::with_props(props)
        .hydratable(false)
        .render()
        .await
}

#[derive(Properties, PartialEq)]
struct TextProps {
    text: RichText,
}

#[component]
fn Text(props: &TextProps) -> Html {
    rich_text(&props.text)
}

/// The thread as a whole plain page with a working form.
pub async fn plain_page(state: &FragmentState, page: &PlainPageContext) -> String {
    let body = PlainPage { state, page }.html();
    let title = match state.view.title.as_str() {
        "" => page.texts.get("comments"),
        title => page.texts.with("comments_on", &[("title", title)]),
    };
    let html = layout::page(&page.texts, &state.build, &title, None, body).await;
    let head = structured::head(state, page);
    html.replacen("</head>", &[&head, "</head>"].concat(), 1)
}

/// JSON that may stand in a script element: no text in it can end the element
/// or open a comment, because both begin with `<`. The comments' texts are left
/// out: the elements have them.
fn script_json(state: &FragmentState) -> String {
    let mut state = state.clone();
    for comment in &mut state.view.items {
        comment.body.clear();
    }
    // Plain data always serialises; an empty object would only cost the
    // hydration, never show anything wrong.
    let json = serde_json::to_string(&state).unwrap_or_else(|_| "{}".to_owned());
    json.replace('<', "\\u003c")
}

#[cfg(test)]
#[path = "ssr_tests.rs"]
mod tests;
