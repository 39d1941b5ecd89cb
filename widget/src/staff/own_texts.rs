//! The site's own texts in place of Bedside's, for its owner.

use super::own_text::{OwnTextRow, Wish};
use crate::api::Client;
use crate::browser::field::value_of;
use crate::browser::random;
use crate::components::button::button;
use crate::components::notice;
use crate::state::Trouble;
use crate::state::own_texts::{OwnTextsAct, OwnTextsState, Remark};
use bedside_i18n::intl;
use bedside_i18n::{Languages, Texts};
use bedside_wire::texts::ChangeTexts;
use std::collections::BTreeMap;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Props of [`OwnTextsView`].
#[derive(Properties, PartialEq)]
pub struct OwnTextsViewProps {
    /// The worker.
    pub client: Client,
    /// Words.
    pub texts: Texts,
    /// Says what was done, in the dialog's status line.
    pub say: Callback<AttrValue>,
}

/// A language, a search in its texts, and what was found, each to be changed.
#[component]
pub fn OwnTextsView(props: &OwnTextsViewProps) -> Html {
    let OwnTextsViewProps { client, texts, say } = props;
    let state = use_reducer(|| OwnTextsState::new(texts.lang()));
    let load = {
        let (client, dispatch) = (client.clone(), state.dispatcher());
        Callback::from(move |lang: String| {
            let (client, dispatch) = (client.clone(), dispatch.clone());
            dispatch.dispatch(OwnTextsAct::Choose(lang.clone()));
            spawn_local(async move {
                dispatch.dispatch(match client.own_texts(&lang).await {
                    Ok(texts) => OwnTextsAct::Loaded(lang, texts),
                    Err(error) => OwnTextsAct::LoadFailed(lang, error.into()),
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
        Callback::from(move |(key, wish)| saving.fulfil(&state, key, wish))
    };
    let rows = state.rows().map(|row| {
        let on_wish = {
            let (key, on_wish) = (row.text.key.clone(), on_wish.clone());
            Callback::from(move |wish| on_wish.emit((key.clone(), wish)))
        };
        let lang = state.lang.clone();
        let key = [&lang, "/", &row.text.key].concat();
        html! { <OwnTextRow {key} {client} {texts} {lang} {row} {on_wish} /> }
    });
    let more = {
        let dispatch = state.dispatcher();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(OwnTextsAct::More))
    };
    let again = {
        let lang = state.lang.clone();
        load.reform(move |_: MouseEvent| lang.clone())
    };
    html! {
        <section class="field" aria-labelledby="words-title">
            <h3 id="words-title">{ texts.get("words.title") }</h3>
            <p class="soft">{ texts.get("words.hint") }</p>
            { choices(texts, &state, &load) }
            <p class="soft" role="status">{ found(texts, &state) }</p>
            if let Some(trouble) = &state.trouble {
                { notice::retry(texts, trouble, again) }
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
    state: &UseReducerHandle<OwnTextsState>,
    load: &Callback<String>,
) -> Html {
    let onchange = load.reform(|event: Event| value_of(&event));
    let oninput = {
        let dispatch = state.dispatcher();
        Callback::from(move |event: InputEvent| {
            dispatch.dispatch(OwnTextsAct::Search(value_of(&event)));
        })
    };
    let languages = Languages::ALL.iter().map(|lang| {
        let name = intl::language_name(texts.lang(), lang);
        html! { <option value={*lang} selected={state.lang == **lang}>{ name }</option> }
    });
    html! {
        <div class="filter">
            <div>
                <label for="words-lang">{ texts.get("words.lang") }</label>
                <select id="words-lang" {onchange}>{ for languages }</select>
            </div>
            <div>
                <label for="words-find">{ texts.get("words.search") }</label>
                <input id="words-find" type="search" dir="auto" {oninput} />
            </div>
        </div>
    }
}

/// How many texts there are to see.
fn found(texts: &Texts, state: &OwnTextsState) -> AttrValue {
    match state.count() {
        _ if state.trouble.is_some() => AttrValue::default(),
        _ if !state.is_loaded() => texts.get("loading"),
        0 => texts.with("words.none", &[("words", &state.search)]),
        n => {
            let n = intl::number(texts.lang(), n as u64);
            texts.with("words.found", &[("n", &n)])
        }
    }
}

/// What it takes to save a text.
#[derive(Clone)]
struct Saving {
    client: Client,
    texts: Texts,
    say: Callback<AttrValue>,
    dispatch: UseReducerDispatcher<OwnTextsState>,
}

impl Saving {
    fn fulfil(&self, state: &OwnTextsState, key: String, wish: Wish) {
        let tell = |act| self.dispatch.dispatch(act);
        let lang = state.lang.clone();
        match wish {
            Wish::Write(written) => tell(OwnTextsAct::Write(key, written)),
            Wish::Save if state.is_saving(&key) => {}
            Wish::Save => match state.change(&key) {
                Ok(own) => self.clone().start(lang, key, own),
                Err(flaw) => tell(OwnTextsAct::Refused(lang, key, Remark::Flaw(flaw))),
            },
            Wish::Standard(standard) => {
                tell(OwnTextsAct::Write(key.clone(), standard));
                self.clone().start(lang, key, None);
            }
        }
    }

    /// Saves the owner's text for a key; with none the standard one is back.
    fn start(self, lang: String, key: String, own: Option<String>) {
        self.dispatch.dispatch(OwnTextsAct::Saving(key.clone()));
        let change = ChangeTexts {
            texts: BTreeMap::from([(key.clone(), own)]),
        };
        spawn_local(async move {
            let once = random::token();
            let changed = self.client.change_texts(&lang, &change, &once).await;
            self.dispatch.dispatch(match changed {
                Ok(mut changed) if !changed.items.is_empty() => {
                    let text = changed.items.swap_remove(0);
                    self.say.emit(self.texts.get("words.saved"));
                    OwnTextsAct::Saved(lang, text)
                }
                Ok(_) => OwnTextsAct::Refused(lang, key, Remark::Failed(Trouble::Unreadable)),
                Err(error) => OwnTextsAct::Refused(lang, key, Remark::Failed(error.into())),
            });
        });
    }
}
