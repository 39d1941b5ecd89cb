//! The whole thread: what the worker renders and the browser hydrates.

use crate::components::composer::Composer;
use crate::components::header::Header;
use crate::components::new_comments::NewComments;
use crate::components::paging::Paging;
use crate::components::thread_list::ThreadList;
use crate::hooks::remote::Remote;
use crate::hooks::use_focus::use_focus;
use crate::hooks::use_send::Purpose;
use crate::hooks::use_thread::use_thread;
use crate::state::{Act, App, Load, Session};
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
    let root = use_node_ref();
    let on_load = use_thread(remote, &app, texts);
    use_focus(&root, app.focus.as_ref());
    let rows = use_memo(
        (Rc::clone(&app.thread), Rc::clone(&app.own)),
        |(thread, own)| thread.rows(own),
    );

    let thread = &app.thread;
    let paging = |load: Load| {
        let failed = app.load_failed.as_ref().filter(|(what, _)| *what == load);
        html! {
            <Paging
                {texts}
                {load}
                busy={app.loading == Some(load)}
                failed={failed.map(|(_, trouble)| trouble.clone())}
                on_load={on_load.clone()}
            />
        }
    };
    let list = |rows: &Vec<_>| {
        html! { <ThreadList {texts} rows={rows.clone()} app={app.clone()} remote={remote.clone()} /> }
    };
    html! {
        <section ref={root} class="thread" aria-label={texts.get("comments")}>
            <Header
                {texts}
                total={thread.total}
                session={app.session.clone()}
                dispatch={app.dispatcher()}
                remote={remote.clone()}
            />
            if thread.prev.is_some() {
                { paging(Load::Prev) }
            }
            if rows.0.is_empty() {
                { empty(texts, &app.session) }
            }
            { list(&rows.0) }
            if thread.next.is_some() {
                { paging(Load::Next) }
            }
            if !rows.1.is_empty() {
                { list(&rows.1) }
            }
            <div class="float">
                { notices(texts, &app) }
                <NewComments {texts} count={thread.fresh.len()} dispatch={app.dispatcher()} />
            </div>
            <Composer
                {texts}
                purpose={Purpose::New}
                session={app.session.clone()}
                approve_first={thread.approve_first}
                dispatch={app.dispatcher()}
                remote={remote.clone()}
            />
            <p class="unseen" role="status" aria-live="polite">{ said(&app) }</p>
        </section>
    }
}

/// What the reader should know about the connection and the session. Floats
/// over the thread: it comes and goes without moving anything.
fn notices(texts: &Texts, app: &UseReducerHandle<App>) -> Html {
    let trouble = match (&app.session_trouble, &app.session) {
        (Some(trouble), _) => Some((trouble.sentence(texts), "notice bad")),
        (None, Session::Expired) => Some((texts.get("session_expired"), "notice")),
        _ => None,
    };
    let dismiss = {
        let dispatch = app.dispatcher();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Act::Dismiss))
    };
    html! {
        <>
            if app.offline {
                <p class="notice" role="status">{ texts.get("offline") }</p>
            }
            if let Some((sentence, class)) = trouble {
                <div {class} role="alert">
                    <p>{ sentence }</p>
                    <button type="button" onclick={dismiss}>{ texts.get("close") }</button>
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
    if app.said.count % 2 == 0 {
        app.said.text.clone()
    } else {
        AttrValue::from([&*app.said.text, "\u{a0}"].concat())
    }
}
