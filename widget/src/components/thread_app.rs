//! The whole thread: what the worker renders and the browser hydrates.

use crate::components::header::header;
use crate::components::new_comments::new_comments;
use crate::components::paging;
use crate::components::thread_list::{composer, thread_list};
use crate::hooks::remote::Remote;
use crate::hooks::use_account::use_account;
use crate::hooks::use_focus::use_focus;
use crate::hooks::use_send::Purpose;
use crate::hooks::use_thread::use_thread;
use crate::state::app::{Dispatch, press};
use crate::state::{App, Load, Press, Session};
use crate::texts::Texts;
use bedside_wire::embed::FragmentState;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`ThreadApp`].
#[derive(Properties, PartialEq)]
pub struct ThreadAppProps {
    /// What was rendered.
    pub state: Rc<FragmentState>,
    /// Words.
    pub texts: Texts,
    /// The way to the worker; empty while rendering on it.
    #[prop_or_default]
    pub remote: Remote,
}

/// A region named "Comments".
#[component]
pub fn ThreadApp(props: &ThreadAppProps) -> Html {
    let ThreadAppProps { texts, remote, .. } = props;
    let app = {
        let state = Rc::clone(&props.state);
        use_reducer(move || App::new(&state.view))
    };
    let dispatch = &Dispatch::from(app.dispatcher());
    let app: &App = &app;
    let root = use_node_ref();
    let account = use_account(remote, &app.session, dispatch, texts);
    let on_load = use_thread(remote, app, dispatch, texts);
    use_focus(&root, app.focus.as_ref());

    let thread = &app.thread;
    let (inside, later) = thread.rows(&app.own);
    let paging = |load: Load| {
        let failed = app.load_failed.as_ref().filter(|(what, _)| *what == load);
        let failed = failed.map(|(_, trouble)| trouble);
        paging::button(texts, load, app.loading == Some(load), failed, &on_load)
    };
    html! {
        <section ref={root} class="thread" aria-label={texts.get("comments")}>
            { header(texts, thread.total, &app.session, account) }
            if thread.items.len() > 1 {
                { paging(Load::Order(thread.sort.other())) }
            }
            if thread.prev.is_some() {
                { paging(Load::Prev) }
            }
            if inside.is_empty() {
                { empty(texts, &app.session) }
            }
            { thread_list(texts, inside, app, dispatch, remote) }
            if thread.next.is_some() {
                { paging(Load::Next) }
            }
            { thread_list(texts, later, app, dispatch, remote) }
            <div class="float">
                { notices(texts, app, dispatch) }
                { new_comments(texts, thread.fresh.len(), dispatch) }
            </div>
            { composer(texts, Purpose::New, app, dispatch, remote) }
            <p class="unseen" role="status" aria-live="polite">{ said(app) }</p>
        </section>
    }
}

/// What the reader should know about the connection and the session. Floats
/// over the thread: it comes and goes without moving anything.
fn notices(texts: &Texts, app: &App, dispatch: &Dispatch) -> Html {
    let trouble = match (&app.session_trouble, &app.session) {
        (Some(trouble), _) => Some((trouble.sentence(texts), Some("bad"))),
        (None, Session::Expired) => Some((texts.get("session_expired"), None)),
        _ => None,
    };
    html! {
        <>
            if app.offline {
                <p class="notice" role="status">{ texts.get("offline") }</p>
            }
            if let Some((sentence, tone)) = trouble {
                <div class="notice" data-tone={tone} role="alert">
                    <p>{ sentence }</p>
                    <button type="button" onclick={press(dispatch, Press::Dismiss)}>{ texts.get("close") }</button>
                </div>
            }
        </>
    }
}

/// What stands where no comment is yet.
pub fn empty(texts: &Texts, session: &Session) -> Html {
    let key = match session {
        Session::In(_) => "empty",
        _ => "empty.signed_out",
    };
    html! { <p class="empty">{ texts.get(key) }</p> }
}

/// The newest announcement. Two equal ones in a row must differ in the
/// document, or a screen reader keeps silent about the second.
fn said(app: &App) -> AttrValue {
    if app.said.count.is_multiple_of(2) {
        app.said.text.clone()
    } else {
        AttrValue::from([&*app.said.text, "\u{a0}"].concat())
    }
}
