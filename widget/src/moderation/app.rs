//! The dialog and its tabs.

use super::queue::QueueView;
use super::settings::SettingsView;
use super::status::status;
use crate::api::Client;
use crate::browser::dialog;
use crate::state::moderation_dialog::{DialogAction, DialogState, Tab};
use bedside_i18n::Texts;
use bedside_wire::Role;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Props of [`ModerationApp`].
#[derive(Properties, PartialEq)]
pub struct ModerationAppProps {
    /// The worker, with the session.
    pub client: Client,
    /// Texts.
    pub texts: Texts,
    /// Runs when the dialog was closed.
    pub on_close: Callback<()>,
}

const TABS: [(Tab, &str, &str, &str); 2] = [
    (Tab::Queue, "tab-queue", "panel-queue", "queue.tab"),
    (
        Tab::Settings,
        "tab-settings",
        "panel-settings",
        "settings.tab",
    ),
];

/// A modal dialog named after the panel that it shows.
#[component]
pub fn ModerationApp(props: &ModerationAppProps) -> Html {
    let ModerationAppProps {
        client,
        texts,
        on_close,
    } = props;
    let dialog = use_node_ref();
    let state = use_reducer(DialogState::default);
    let is_owner = use_state(|| false);
    let say = {
        let dispatch = state.dispatcher();
        Callback::from(move |text: AttrValue| dispatch.dispatch(DialogAction::Announce(text)))
    };
    {
        let (dialog, client, is_owner) = (dialog.clone(), client.clone(), is_owner.setter());
        use_effect_with((), move |()| {
            dialog::show(&dialog);
            spawn_local(async move {
                if let Ok(Some(me)) = client.viewer().await {
                    is_owner.set(me.role == Role::Owner);
                }
            });
        });
    }
    let onclose = on_close.reform(|_: Event| ());
    let close = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| dialog::close(&dialog))
    };
    let panel = match state.tab {
        Tab::Queue => html! { <QueueView {client} {texts} say={say.clone()} /> },
        Tab::Settings => html! { <SettingsView {client} {texts} say={say.clone()} /> },
    };
    html! {
        <dialog ref={dialog} class="moderation" aria-labelledby="moderation-title" {onclose}>
            <div part="header">
                <h2 id="moderation-title">{ texts.get(state.tab.title()) }</h2>
                <button type="button" part="button" onclick={close}>{ texts.get("close") }</button>
                { status(&state.announcement) }
            </div>
            if *is_owner {
                { tabs(texts, &state) }
            }
            { in_panel(*is_owner, state.tab, panel) }
        </dialog>
    }
}

fn tabs(texts: &Texts, state: &UseReducerHandle<DialogState>) -> Html {
    let buttons = TABS.into_iter().map(|(tab, id, panel, key)| {
        let selected = state.tab == tab;
        let onclick = {
            let dispatch = state.dispatcher();
            Callback::from(move |_: MouseEvent| dispatch.dispatch(DialogAction::Shown(tab)))
        };
        html! {
            <button
                type="button"
                part="button"
                role="tab"
                {id}
                aria-selected={if selected { "true" } else { "false" }}
                aria-controls={selected.then_some(panel)}
                {onclick}
            >
                { texts.get(key) }
            </button>
        }
    });
    html! { <div class="tabs" role="tablist">{ for buttons }</div> }
}

/// A dialog with one view has no tabs.
fn in_panel(has_tabs: bool, now: Tab, content: Html) -> Html {
    match TABS.into_iter().find(|(tab, ..)| *tab == now && has_tabs) {
        Some((_, tab, panel, _)) => html! {
            <div key={panel} id={panel} role="tabpanel" aria-labelledby={tab}>{ content }</div>
        },
        None => html! { <div key={TABS[0].2}>{ content }</div> },
    }
}
