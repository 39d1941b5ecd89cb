//! The site's settings, for its owner.

use super::pages::PagesView;
use super::people::PeopleView;
use super::sign_in_again::ErrorOrSignIn;
use super::text_overrides::TextOverridesView;
use crate::api::Client;
use crate::browser::random;
use crate::components::notice;
use crate::components::paging::order_label;
use crate::state::UiError;
use bedside_i18n::Texts;
use bedside_wire::settings::{ChangeSettings, ModerationMode, Settings};
use bedside_wire::{Sort, Votes};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Props of [`SettingsView`].
#[derive(Properties, PartialEq)]
pub struct SettingsViewProps {
    /// The worker.
    pub client: Client,
    /// Texts.
    pub texts: Texts,
    /// Says what was done, in the dialog's status line.
    pub say: Callback<AttrValue>,
}

const MODES: [(ModerationMode, &str); 2] = [
    (ModerationMode::ApproveFirst, "settings.approve_first"),
    (ModerationMode::PublishFirst, "settings.publish_first"),
];

/// When comments appear, who may do what, and where the threads are shown.
#[component]
pub fn SettingsView(props: &SettingsViewProps) -> Html {
    let SettingsViewProps { client, texts, say } = props;
    let settings = use_state(|| Option::<Settings>::None);
    let error = use_state(|| Option::<UiError>::None);
    // The change that was refused.
    let refused = use_state(|| Option::<ChangeSettings>::None);
    let load = {
        let (client, settings, error) = (client.clone(), settings.setter(), error.setter());
        Callback::from(move |()| {
            let (client, settings, error) = (client.clone(), settings.clone(), error.clone());
            error.set(None);
            spawn_local(async move {
                match client.settings().await {
                    Ok(now) => settings.set(Some(now)),
                    Err(api_error) => error.set(Some(api_error.into())),
                }
            });
        })
    };
    {
        let load = load.clone();
        use_effect_with((), move |()| load.emit(()));
    }
    let on_change = {
        let (client, texts, say) = (client.clone(), texts.clone(), say.clone());
        let (settings, error) = (settings.setter(), error.setter());
        let refused = refused.setter();
        Callback::from(move |change: ChangeSettings| {
            let (client, texts, say) = (client.clone(), texts.clone(), say.clone());
            let (settings, error) = (settings.clone(), error.clone());
            let refused = refused.clone();
            spawn_local(async move {
                match client.change_settings(&change, &random::token()).await {
                    Ok(now) => {
                        settings.set(Some(now));
                        error.set(None);
                        refused.set(None);
                        say.emit(texts.get("settings.saved"));
                    }
                    Err(api_error) => {
                        refused.set(Some(change));
                        error.set(Some(api_error.into()));
                    }
                }
            });
        })
    };
    html! {
        <>
            if let (Some(error), Some(change)) = ((*error).clone(), (*refused).clone()) {
                <ErrorOrSignIn
                    {client}
                    {texts}
                    {error}
                    again={on_change.reform(move |()| change.clone())}
                />
            } else if let Some(error) = &*error {
                { notice::retry(texts, error, load.reform(|_: MouseEvent| ())) }
            }
            if let Some(settings) = &*settings {
                { modes(texts, settings.moderation, &on_change) }
                { votes(texts, settings.votes, &on_change) }
                { orders(texts, settings, &on_change) }
                <PeopleView {client} {texts} {say} />
                <PagesView {client} {texts} {say} />
                <TextOverridesView {client} {texts} {say} />
                { origins(texts, &settings.origins) }
            } else if error.is_none() {
                <p class="soft">{ texts.get("loading") }</p>
            }
        </>
    }
}

fn modes(texts: &Texts, now: ModerationMode, on_change: &Callback<ChangeSettings>) -> Html {
    let choices = MODES.into_iter().map(|(mode, key)| {
        let hint = [key, ".hint"].concat();
        let onchange = on_change.reform(move |_: Event| ChangeSettings {
            moderation: Some(mode),
            ..ChangeSettings::default()
        });
        html! {
            <div class="choice">
                <input
                    type="radio"
                    name="moderation"
                    id={key}
                    checked={now == mode}
                    aria-describedby={hint.clone()}
                    {onchange}
                />
                <label for={key}>{ texts.get(key) }</label>
                <p class="soft" id={hint.clone()}>{ texts.get(&hint) }</p>
            </div>
        }
    });
    html! {
        <fieldset class="field">
            <legend><h3>{ texts.get("settings.moderation") }</h3></legend>
            { for choices }
        </fieldset>
    }
}

fn votes(texts: &Texts, now: Votes, on_change: &Callback<ChangeSettings>) -> Html {
    let choices = [Votes::Off, Votes::Up, Votes::UpDown].into_iter().map(|votes| {
        let id = ["votes-", votes.as_str()].concat();
        let onchange = on_change.reform(move |_: Event| ChangeSettings {
            votes: Some(votes),
            ..ChangeSettings::default()
        });
        let label = texts.get(&["settings.votes.", votes.as_str()].concat());
        html! {
            <div class="choice">
                <input type="radio" name="votes" id={id.clone()} checked={now == votes} {onchange} />
                <label for={id.clone()}>{ label }</label>
            </div>
        }
    });
    html! {
        <fieldset class="field">
            <legend><h3>{ texts.get("settings.votes") }</h3></legend>
            { for choices }
        </fieldset>
    }
}

fn orders(texts: &Texts, settings: &Settings, on_change: &Callback<ChangeSettings>) -> Html {
    let now = settings.sort;
    let offered = Sort::ALL
        .into_iter()
        .filter(|sort| sort.known().is_offered(settings.votes.into()));
    let choices = offered.map(|sort| {
        let onchange = on_change.reform(move |_: Event| ChangeSettings {
            sort: Some(sort),
            ..ChangeSettings::default()
        });
        html! {
            <div class="choice">
                <input type="radio" name="sort" id={sort.as_str()} checked={now == sort} {onchange} />
                <label for={sort.as_str()}>{ order_label(texts, sort) }</label>
            </div>
        }
    });
    html! {
        <fieldset class="field">
            <legend><h3>{ texts.get("settings.sort") }</h3></legend>
            { for choices }
        </fieldset>
    }
}

fn origins(texts: &Texts, origins: &[String]) -> Html {
    html! {
        <div class="field" part="text">
            <h3>{ texts.get("settings.origins") }</h3>
            <p class="soft">{ texts.get("settings.origins.hint") }</p>
            <ul>{ for origins.iter().map(|origin| html! { <li>{ origin.clone() }</li> }) }</ul>
        </div>
    }
}
