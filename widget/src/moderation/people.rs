//! The people of a site and their roles, for its owner.

use super::person::{PersonRow, role_name};
use crate::api::Client;
use crate::components::notice;
use crate::state::UiError;
use bedside_i18n::Texts;
use bedside_wire::settings::Person;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Props of [`PeopleView`].
#[derive(Properties, PartialEq)]
pub struct PeopleViewProps {
    /// The worker.
    pub client: Client,
    /// Texts.
    pub texts: Texts,
    /// Says what was done, in the dialog's status line.
    pub say: Callback<AttrValue>,
}

#[derive(Default, Clone, PartialEq)]
struct KnownPeople {
    people: Vec<Person>,
    next: Option<String>,
}

/// Everybody who signed in, newest first.
#[component]
pub fn PeopleView(props: &PeopleViewProps) -> Html {
    let PeopleViewProps { client, texts, say } = props;
    let known = use_state(KnownPeople::default);
    let error = use_state(|| Option::<UiError>::None);
    let load = {
        let (client, known, error) = (client.clone(), known.clone(), error.setter());
        Callback::from(move |()| {
            let (client, known, error) = (client.clone(), known.clone(), error.clone());
            spawn_local(async move {
                match client.people(known.next.as_deref()).await {
                    Ok(page) => {
                        let mut people = known.people.clone();
                        people.extend(page.items);
                        known.set(KnownPeople {
                            people,
                            next: page.next,
                        });
                        error.set(None);
                    }
                    Err(api_error) => error.set(Some(api_error.into())),
                }
            });
        })
    };
    {
        let load = load.clone();
        use_effect_with((), move |()| load.emit(()));
    }
    let on_changed = {
        let (known, texts, say) = (known.clone(), texts.clone(), say.clone());
        Callback::from(move |person: Person| {
            let role = role_name(&texts, person.role);
            let values = [("name", person.name.as_str()), ("role", &role)];
            say.emit(texts.with("settings.role_saved", &values));
            known.set(with_person(&known, person));
        })
    };
    let rows = known.people.iter().map(|person| {
        let (key, person) = (person.id.clone(), person.clone());
        let on_ended = {
            let said = texts.with("settings.sessions_ended", &[("name", &person.name)]);
            say.reform(move |()| said.clone())
        };
        let on_changed = on_changed.clone();
        html! { <PersonRow {key} {client} {texts} {person} {on_changed} {on_ended} /> }
    });
    html! {
        <section class="field" aria-labelledby="people-title">
            <h3 id="people-title">{ texts.get("settings.people") }</h3>
            if let Some(error) = &*error {
                { notice::error(texts, error) }
            }
            <ul class="people">{ for rows }</ul>
            if known.next.is_some() {
                <p class="paging">
                    <button type="button" part="button" onclick={load.reform(|_: MouseEvent| ())}>
                        { texts.get("load_more") }
                    </button>
                </p>
            }
        </section>
    }
}

fn with_person(known: &KnownPeople, person: Person) -> KnownPeople {
    let mut known = known.clone();
    if let Some(old) = known.people.iter_mut().find(|old| old.id == person.id) {
        *old = person;
    }
    known
}
