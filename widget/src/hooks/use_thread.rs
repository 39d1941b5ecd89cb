//! What the thread does by itself: asks who is signed in, listens for changes,
//! loads more, follows the page's address, tells how old comments are.

use crate::hooks::remote::Remote;
use crate::state::dispatch::Dispatch;
use crate::state::{App, Load};
use bedside_i18n::Texts;
use yew::prelude::*;

/// Connects the thread to the worker. Answers with what loads more.
#[cfg(not(feature = "browser"))]
#[hook]
pub fn use_thread(
    _root: &NodeRef,
    _remote: &Remote,
    _app: &App,
    _dispatch: &Dispatch,
    _texts: &Texts,
) -> Callback<Load> {
    Callback::noop()
}

/// Connects the thread to the worker. Answers with what loads more.
#[cfg(feature = "browser")]
#[hook]
pub fn use_thread(
    root: &NodeRef,
    remote: &Remote,
    app: &App,
    dispatch: &Dispatch,
    texts: &Texts,
) -> Callback<Load> {
    use crate::browser::{ages, live, network, permalink, presses, sleep};
    use crate::hooks::follow::Follower;
    use crate::state::{Act, Press, Session};
    use std::rc::Rc;
    use wasm_bindgen_futures::spawn_local;

    let state = Rc::new(app.clone());
    let follower = {
        let (dispatch, state) = (dispatch.clone(), Rc::clone(&state));
        use_memo((remote.clone(), texts.clone()), move |(remote, texts)| {
            Follower::new(remote, &dispatch, texts, state)
        })
    };
    follower.sees(state);
    let on_load = {
        let follower = follower.clone();
        Callback::from(move |load: Load| {
            let follower = follower.clone();
            spawn_local(async move { follower.load(load).await });
        })
    };
    {
        let (remote, dispatch, on_load) = (remote.clone(), dispatch.clone(), on_load.clone());
        let (root, lang) = (root.clone(), texts.lang().to_owned());
        use_effect_with((), move |()| {
            let end = dispatch.clone();
            let ages = ages::keep(root.clone(), lang);
            let start = follower.clone();
            spawn_local(async move {
                // Not in the task that takes the thread over, which is long.
                sleep(0).await;
                start.start().await;
            });
            // Told only where it is so: each act shows the thread again.
            if !network::is_online() {
                dispatch.tell(Act::Offline(true));
            }
            let online = network::subscribe(Callback::from(move |online: bool| {
                dispatch.tell(Act::Offline(!online));
            }));
            let presses = {
                let follower = follower.clone();
                presses::subscribe(&root, move |what, element| {
                    follower.press(what, element, &on_load);
                })
            };
            let menu = {
                let follower = follower.clone();
                presses::leaving(&root, move |by_key| {
                    follower.leave_menu(if by_key {
                        Press::CloseMenu
                    } else {
                        Press::LeaveMenu
                    });
                })
            };
            let links = permalink::subscribe({
                let follower = follower.clone();
                Callback::from(move |id: String| {
                    let follower = follower.clone();
                    spawn_local(async move { follower.show(&id).await });
                })
            });
            let changes = remote.client().map(|client| {
                live::subscribe(
                    &client,
                    Callback::from(move |message| {
                        let follower = follower.clone();
                        spawn_local(async move { follower.hear(message).await });
                    }),
                )
            });
            let elsewhere = remote.client().and_then(|client| {
                let (dispatch, remote) = (end.clone(), remote.clone());
                client.when_signed_out_elsewhere(Callback::from(move |()| {
                    remote.leave();
                    dispatch.tell(Act::SessionIs(Session::SignedOut));
                }))
            });
            move || {
                drop((ages, online, presses, menu, links, changes, elsewhere));
                // What votes holds the dispatcher that holds it.
                end.votes_by(Callback::default());
            }
        });
    }
    on_load
}
