//! The site's own texts in place of Bedside's, for its owner.

use super::text_override::{OverrideRequest, TextOverrideRowView};
use crate::api::Client;
use crate::browser::field::value_of;
use crate::browser::random;
use crate::components::button::button;
use crate::components::notice;
use crate::state::UiError;
use crate::state::text_overrides::{OverrideError, TextOverridesAction, TextOverridesState};
use bedside_i18n::intl;
use bedside_i18n::{Languages, Texts};
use bedside_wire::texts::ChangeTexts;
use std::collections::BTreeMap;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Props of [`TextOverridesView`].
#[derive(Properties, PartialEq)]
pub struct TextOverridesViewProps {
    /// The worker.
    pub client: Client,
    /// Texts.
    pub texts: Texts,
    /// Says what was done, in the dialog's status line.
    pub say: Callback<AttrValue>,
}

/// A language, a search in its texts, and what was found, each to be changed.
#[component]
pub fn TextOverridesView(props: &TextOverridesViewProps) -> Html {
    let TextOverridesViewProps { client, texts, say } = props;
    let state = use_reducer(|| TextOverridesState::new(texts.lang()));
    let load = {
        let (client, dispatch) = (client.clone(), state.dispatcher());
        Callback::from(move |lang: String| {
            let (client, dispatch) = (client.clone(), dispatch.clone());
            dispatch.dispatch(TextOverridesAction::Choose(lang.clone()));
            spawn_local(async move {
                dispatch.dispatch(match client.text_overrides(&lang).await {
                    Ok(texts) => TextOverridesAction::Loaded(lang, texts),
                    Err(error) => TextOverridesAction::LoadFailed(lang, error.into()),
                });
            });
        })
    };
    {
        let load = load.clone();
        use_effect_with(texts.lang().to_owned(), move |lang| load.emit(lang.clone()));
    }
    let on_wish = {
        let saving = Saving {
            client: client.clone(),
            texts: texts.clone(),
            say: say.clone(),
            dispatch: state.dispatcher(),
        };
        let state = state.clone();
        Callback::from(move |(key, request)| saving.fulfil(&state, key, request))
    };
    let rows = state.rows().map(|row| {
        let on_wish = {
            let (key, on_wish) = (row.text.key.clone(), on_wish.clone());
            Callback::from(move |request| on_wish.emit((key.clone(), request)))
        };
        let lang = state.lang.clone();
        let key = [&lang, "/", &row.text.key].concat();
        html! { <TextOverrideRowView {key} {client} {texts} {lang} {row} {on_wish} /> }
    });
    let more = {
        let dispatch = state.dispatcher();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(TextOverridesAction::More))
    };
    let again = {
        let lang = state.lang.clone();
        load.reform(move |_: MouseEvent| lang.clone())
    };
    html! {
        <section class="field" aria-labelledby="text-overrides-title">
            <h3 id="text-overrides-title">{ texts.get("text_overrides.title") }</h3>
            <p class="soft">{ texts.get("text_overrides.hint") }</p>
            { choices(texts, &state, &load) }
            <p class="soft" role="status">{ found(texts, &state) }</p>
            if let Some(error) = &state.error {
                { notice::retry(texts, error, again) }
            }
            <ul class="people words">{ for rows }</ul>
            if state.has_more() {
                <p class="paging">{ button(texts.get("load_more"), more) }</p>
            }
        </section>
    }
}

fn choices(
    texts: &Texts,
    state: &UseReducerHandle<TextOverridesState>,
    load: &Callback<String>,
) -> Html {
    let onchange = load.reform(|event: Event| value_of(&event));
    let oninput = {
        let dispatch = state.dispatcher();
        Callback::from(move |event: InputEvent| {
            dispatch.dispatch(TextOverridesAction::Search(value_of(&event)));
        })
    };
    let languages = Languages::ALL.iter().map(|lang| {
        let name = intl::language_name(texts.lang(), lang);
        html! { <option value={*lang} selected={state.lang == **lang}>{ name }</option> }
    });
    html! {
        <div class="filter">
            <div>
                <label for="text-overrides-lang">{ texts.get("text_overrides.lang") }</label>
                <select id="text-overrides-lang" {onchange}>{ for languages }</select>
            </div>
            <div>
                <label for="text-overrides-find">{ texts.get("text_overrides.search") }</label>
                <input id="text-overrides-find" type="search" dir="auto" {oninput} />
            </div>
        </div>
    }
}

/// The number of texts found, as a sentence.
fn found(texts: &Texts, state: &TextOverridesState) -> AttrValue {
    match state.count() {
        _ if state.error.is_some() => AttrValue::default(),
        _ if !state.is_loaded() => texts.get("loading"),
        0 => texts.with("text_overrides.none", &[("words", &state.search)]),
        n => {
            let n = intl::number(texts.lang(), n as u64);
            texts.with("text_overrides.found", &[("n", &n)])
        }
    }
}

/// Saves texts.
#[derive(Clone)]
struct Saving {
    client: Client,
    texts: Texts,
    say: Callback<AttrValue>,
    dispatch: UseReducerDispatcher<TextOverridesState>,
}

impl Saving {
    fn fulfil(&self, state: &TextOverridesState, key: String, request: OverrideRequest) {
        let tell = |action| self.dispatch.dispatch(action);
        let lang = state.lang.clone();
        match request {
            OverrideRequest::Write(written) => tell(TextOverridesAction::Write(key, written)),
            OverrideRequest::Save if state.is_saving(&key) => {}
            OverrideRequest::Save => match state.change(&key) {
                Ok(own) => self.clone().start(lang, key, own),
                Err(flaw) => tell(TextOverridesAction::Refused(
                    lang,
                    key,
                    OverrideError::Flaw(flaw),
                )),
            },
            OverrideRequest::Standard(standard) => {
                tell(TextOverridesAction::Write(key.clone(), standard));
                self.clone().start(lang, key, None);
            }
        }
    }

    /// Saves the owner's text for a key; with none the standard one is back.
    fn start(self, lang: String, key: String, own: Option<String>) {
        self.dispatch
            .dispatch(TextOverridesAction::Saving(key.clone()));
        let change = ChangeTexts {
            texts: BTreeMap::from([(key.clone(), own)]),
        };
        spawn_local(async move {
            let once = random::token();
            let changed = self.client.change_texts(&lang, &change, &once).await;
            self.dispatch.dispatch(match changed {
                Ok(mut changed) if !changed.items.is_empty() => {
                    let text = changed.items.swap_remove(0);
                    self.say.emit(self.texts.get("text_overrides.saved"));
                    TextOverridesAction::Saved(lang, text)
                }
                Ok(_) => TextOverridesAction::Refused(
                    lang,
                    key,
                    OverrideError::Failed(UiError::Unreadable),
                ),
                Err(error) => {
                    TextOverridesAction::Refused(lang, key, OverrideError::Failed(error.into()))
                }
            });
        });
    }
}
