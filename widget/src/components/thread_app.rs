//! The whole thread: what the worker renders and the browser hydrates.

use crate::components::button::button;
use crate::components::devices::Devices;
use crate::components::header::header;
use crate::components::island::Islands;
use crate::components::new_comments::new_comments;
use crate::components::paging;
use crate::components::search_and_sort::{found, search_and_sort};
use crate::components::thread_list::{composer, thread_list};
use crate::components::unread_notice::unread_notice;
use crate::hooks::purpose::Purpose;
use crate::hooks::services::Services;
use crate::hooks::use_account::use_account;
use crate::hooks::use_focus::{use_focus, use_menu};
use crate::hooks::use_preferences::use_preferences;
use crate::hooks::use_thread::use_thread;
use crate::state::dispatch::{Dispatch, press};
use crate::state::{App, LoadRequest, SessionState, Thread, UiEvent};
use bedside_i18n::Texts;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`ThreadApp`].
#[derive(Properties)]
pub struct ThreadAppProps {
    /// The comments as they were rendered.
    pub thread: Rc<Thread>,
    /// Texts.
    pub texts: Texts,
    /// The way to the worker; empty while rendering on it.
    #[prop_or_default]
    pub services: Services,
    /// The comments whose HTML is there already.
    pub islands: Islands,
}

/// By identity: a thread is shown once.
impl PartialEq for ThreadAppProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.thread, &other.thread)
    }
}

/// A region named "Comments".
#[component]
pub fn ThreadApp(props: &ThreadAppProps) -> Html {
    let ThreadAppProps {
        texts,
        services,
        islands,
        ..
    } = props;
    let app = {
        let thread = Rc::clone(&props.thread);
        use_reducer(move || App::new(thread))
    };
    let vote = use_mut_ref(Callback::default);
    let dispatch = &Dispatch::new(app.dispatcher(), vote);
    // One snapshot for both hooks, which keep the newest.
    let app = &Rc::new(App::clone(&app));
    let root = use_node_ref();
    let account = use_account(services, &app.session, dispatch, texts);
    let on_load = use_thread(&root, services, app, dispatch, texts);
    let preferences = use_preferences(&root, services, app, dispatch);
    use_focus(&root, app.focus.as_ref());
    use_menu(&root, app.menu.as_ref());

    let thread = &app.thread;
    let (inside, later) = app.rows();
    let paging = |key: &str, load: LoadRequest| {
        let button = paging::button(texts, texts.get(key), load, app, &on_load);
        html! { <div class="paging">{ button }</div> }
    };
    let rows = inside.iter().chain(&later);
    let unread = unread_notice(texts, app, rows, &preferences, dispatch);
    let searched = !thread.search.is_empty();
    html! {
        <section ref={root} part="thread" aria-label={texts.get("comments")}>
            { header(texts, thread.total, &app.session, account, app.devices) }
            if app.devices {
                <Devices {texts} {services} {dispatch} />
            }
            if thread.items.len() > 1 || thread.prev.is_some() || app.search_and_sort || searched {
                { search_and_sort(texts, app, services, dispatch, &preferences, &on_load) }
                { list_trouble(texts, app, &on_load) }
            }
            if searched {
                { found(texts, thread, &on_load) }
            }
            if thread.prev.is_some() {
                { paging("load_earlier", LoadRequest::Prev) }
            }
            if inside.is_empty() && !searched {
                { empty(texts, &app.session) }
            }
            { thread_list(texts, inside, app, dispatch, services, islands, &on_load) }
            if thread.next.is_some() {
                { paging("load_more", LoadRequest::Next) }
            }
            { thread_list(texts, later, app, dispatch, services, islands, &on_load) }
            <div class="float">
                { notices(texts, app, dispatch) }
                { new_comments(texts, thread.incoming.len(), dispatch) }
                { unread }
            </div>
            { composer(texts, Purpose::New, app, dispatch, services) }
            <p class="unseen" role="status" aria-live="polite">{ app.announcement.announced() }</p>
        </section>
    }
}

/// Why another order or a search did not come, and the button to try again.
fn list_trouble(texts: &Texts, app: &App, on_load: &Callback<LoadRequest>) -> Html {
    match &app.load_failed {
        Some((load @ (LoadRequest::Order(_) | LoadRequest::Find(_)), _)) => {
            // Nothing but what did not come: the fields stand above.
            paging::button(texts, AttrValue::default(), load.clone(), app, on_load)
        }
        _ => Html::default(),
    }
}

/// Notices about the connection, the session and a link to
/// a comment. Floats over the thread: it comes and goes without moving anything.
fn notices(texts: &Texts, app: &App, dispatch: &Dispatch) -> Html {
    let error = match (&app.error, &app.session) {
        (Some(error), _) => Some((error.sentence(texts), "notice bad")),
        (None, SessionState::Expired) => Some((texts.get("session_expired"), "notice")),
        _ => None,
    };
    html! {
        <>
            if app.offline {
                <p part="notice" role="status">{ texts.get("offline") }</p>
            }
            if let Some((sentence, part)) = error {
                <div {part} role="alert">
                    <p>{ sentence }</p>
                    { button(texts.get("close"), press(dispatch, UiEvent::Dismiss)) }
                </div>
            }
        </>
    }
}

/// The text of a thread without comments.
pub fn empty(texts: &Texts, session: &SessionState) -> Html {
    let key = match session {
        SessionState::In(_) => "empty",
        _ => "empty.signed_out",
    };
    html! { <p part="empty">{ texts.get(key) }</p> }
}
