//! Effects of the thread: it asks who is signed in, listens for changes,
//! loads more, follows the page's address, tells how old comments are.

use crate::hooks::services::Services;
use crate::state::dispatch::Dispatch;
use crate::state::{App, LoadRequest};
use bedside_i18n::Texts;
use std::rc::Rc;
use yew::prelude::*;

/// Connects the thread to the worker. Answers with what loads more.
#[cfg(not(feature = "browser"))]
#[hook]
pub fn use_thread(
    _root: &NodeRef,
    _services: &Services,
    _app: &Rc<App>,
    _dispatch: &Dispatch,
    _texts: &Texts,
) -> Callback<LoadRequest> {
    Callback::noop()
}

/// Connects the thread to the worker. Answers with what loads more.
#[cfg(feature = "browser")]
#[hook]
pub fn use_thread(
    root: &NodeRef,
    services: &Services,
    app: &Rc<App>,
    dispatch: &Dispatch,
    texts: &Texts,
) -> Callback<LoadRequest> {
    use crate::browser::{click_delegation, live, network, permalink, relative_time, sleep};
    use crate::hooks::thread_sync::ThreadSync;
    use crate::state::{Action, SessionState, UiEvent};
    use wasm_bindgen_futures::spawn_local;

    let sync = {
        let (dispatch, state) = (dispatch.clone(), Rc::clone(app));
        use_memo(
            (services.clone(), texts.clone()),
            move |(services, texts)| ThreadSync::new(services, &dispatch, texts, state),
        )
    };
    sync.sees(Rc::clone(app));
    let on_load = {
        let sync = sync.clone();
        Callback::from(move |load: LoadRequest| {
            let sync = sync.clone();
            spawn_local(async move { sync.load(load).await });
        })
    };
    {
        let (services, dispatch, on_load) = (services.clone(), dispatch.clone(), on_load.clone());
        let (root, lang) = (root.clone(), texts.lang().to_owned());
        use_effect_with((), move |()| {
            let end = dispatch.clone();
            let relative_time = relative_time::keep(root.clone(), lang);
            let start = sync.clone();
            spawn_local(async move {
                // Not in the task that takes the thread over, which is long.
                sleep(0).await;
                start.start().await;
            });
            // Told only where it is so: each act shows the thread again.
            if !network::is_online() {
                dispatch.tell(Action::Offline(true));
            }
            let online = network::subscribe(Callback::from(move |online: bool| {
                dispatch.tell(Action::Offline(!online));
            }));
            let click_delegation = {
                let sync = sync.clone();
                click_delegation::subscribe(&root, move |what, element| {
                    sync.press(what, element, &on_load);
                })
            };
            let menu = {
                let sync = sync.clone();
                click_delegation::leaving(&root, move |by_key| {
                    sync.leave_menu(if by_key {
                        UiEvent::CloseMenu
                    } else {
                        UiEvent::LeaveMenu
                    });
                })
            };
            let links = permalink::subscribe({
                let sync = sync.clone();
                Callback::from(move |id: String| {
                    let sync = sync.clone();
                    spawn_local(async move { sync.show(&id).await });
                })
            });
            let changes = services.client().map(|client| {
                live::subscribe(
                    &client,
                    Callback::from(move |message| {
                        let sync = sync.clone();
                        spawn_local(async move { sync.hear(message).await });
                    }),
                )
            });
            let elsewhere = services.client().and_then(|client| {
                let (dispatch, services) = (end.clone(), services.clone());
                client.when_signed_out_elsewhere(Callback::from(move |()| {
                    services.leave();
                    dispatch.tell(Action::SessionIs(SessionState::SignedOut));
                }))
            });
            move || {
                drop((
                    relative_time,
                    online,
                    click_delegation,
                    menu,
                    links,
                    changes,
                    elsewhere,
                ));
                // What votes holds the dispatcher that holds it.
                end.votes_by(Callback::default());
            }
        });
    }
    on_load
}
