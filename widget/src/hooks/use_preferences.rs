//! The reader's preferences: kept in the browser's storage, at work in the
//! thread.

use crate::hooks::services::Services;
use crate::state::App;
use crate::state::dispatch::Dispatch;
use std::rc::Rc;
use yew::prelude::*;

/// A choice of the reader in the panel.
#[derive(Debug)]
pub enum Choice {
    /// The list of what is muted, as it was in the field and as it is now.
    Muted {
        /// Before the reader changed it.
        before: AttrValue,
        /// After that.
        edited: String,
    },
    /// The keys lead from comment to comment, or do not.
    Keys(bool),
    /// The versions that the reader saw are remembered, or are not.
    Remember(bool),
}

/// Ways for the components to say what the reader wants.
#[derive(Clone, PartialEq, Default)]
pub struct PreferenceCallbacks {
    /// The panel opens.
    pub opens: Callback<()>,
    /// The reader chose something.
    pub choose: Callback<Choice>,
    /// The reader wants to see the next comment that is new.
    pub next: Callback<()>,
}

/// Applies what the reader chose earlier, and keeps what they choose.
#[cfg(not(feature = "browser"))]
#[hook]
pub fn use_preferences(
    _root: &NodeRef,
    _services: &Services,
    _app: &Rc<App>,
    _dispatch: &Dispatch,
) -> PreferenceCallbacks {
    PreferenceCallbacks::default()
}

/// Applies what the reader chose earlier, and keeps what they choose.
#[cfg(feature = "browser")]
#[hook]
pub fn use_preferences(
    root: &NodeRef,
    services: &Services,
    app: &Rc<App>,
    dispatch: &Dispatch,
) -> PreferenceCallbacks {
    use crate::browser::{click_delegation, shortcuts, sleep};
    use crate::hooks::preferences_sync::PreferencesSync;
    use crate::state::CommentAction;
    use crate::state::app::comment_id;
    use wasm_bindgen_futures::spawn_local;

    let sync = {
        let (root, dispatch, state) = (root.clone(), dispatch.clone(), Rc::clone(app));
        use_memo(services.clone(), move |services| {
            PreferencesSync::new(root, services, &dispatch, state)
        })
    };
    sync.sees(Rc::clone(app));
    {
        let (sync, root) = (Rc::clone(&sync), root.clone());
        use_effect_with((), move |()| {
            let start = Rc::clone(&sync);
            spawn_local(async move {
                // Not in the task that takes the thread over, which is long.
                sleep(0).await;
                start.start().await;
            });
            let keys = {
                let sync = Rc::clone(&sync);
                shortcuts::subscribe(&root, move |shortcut| sync.takes(&shortcut))
            };
            let click_delegation = click_delegation::subscribe(&root, move |what, element| {
                if let Some((action, id)) = CommentAction::named(what).zip(comment_id(element)) {
                    sync.press(action, id);
                }
            });
            move || drop((keys, click_delegation))
        });
    }
    let thread = &app.thread;
    let shown = thread.items.iter().chain(&thread.later);
    let edits: u64 = shown
        .clone()
        .map(|comment| u64::from(comment.revision))
        .sum();
    let shown = shown.count();
    {
        let sync = Rc::clone(&sync);
        use_effect_with((shown, edits), move |_| {
            spawn_local(async move { sync.follow().await });
        });
    }
    let callbacks = use_memo(sync, |sync| {
        let on = |run: fn(&PreferencesSync)| {
            let sync = Rc::clone(sync);
            Callback::from(move |()| run(&sync))
        };
        let choosing = Rc::clone(sync);
        PreferenceCallbacks {
            opens: on(PreferencesSync::read_again),
            next: on(PreferencesSync::go_on),
            choose: Callback::from(move |choice| {
                let sync = Rc::clone(&choosing);
                spawn_local(async move { sync.choose(choice).await });
            }),
        }
    });
    (*callbacks).clone()
}
