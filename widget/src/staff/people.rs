//! The people of a site and their roles, for its owner.

use crate::api::Client;
use crate::browser::field::value_of;
use crate::browser::random;
use crate::components::notice;
use crate::components::when::{ZONE, when};
use crate::state::Trouble;
use crate::texts::Texts;
use bedside_wire::Role;
use bedside_wire::settings::{ChangeRole, Person};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Props of [`PeopleView`].
#[derive(Properties, PartialEq)]
pub struct PeopleViewProps {
    /// The worker.
    pub client: Client,
    /// Words.
    pub texts: Texts,
    /// Says something to screen readers.
    pub say: Callback<AttrValue>,
}

#[derive(Default, Clone, PartialEq)]
struct Known {
    people: Vec<Person>,
    next: Option<String>,
    /// Changes when a choice was refused: the browser shows the refused one,
    /// so the choices are made anew.
    round: u32,
}

const ROLES: [(Role, &str, &str); 3] = [
    (Role::Member, "member", "role.member"),
    (Role::Moderator, "moderator", "role.moderator"),
    (Role::Owner, "owner", "role.owner"),
];

/// Everybody who signed in, newest first, with a choice of roles.
#[component]
pub fn PeopleView(props: &PeopleViewProps) -> Html {
    let PeopleViewProps { client, texts, say } = props;
    let known = use_state(Known::default);
    let trouble = use_state(|| Option::<Trouble>::None);
    let load = {
        let (client, known, trouble) = (client.clone(), known.clone(), trouble.setter());
        Callback::from(move |()| {
            let (client, known, trouble) = (client.clone(), known.clone(), trouble.clone());
            spawn_local(async move {
                match client.people(known.next.as_deref()).await {
                    Ok(page) => {
                        let mut people = known.people.clone();
                        people.extend(page.items);
                        known.set(Known {
                            people,
                            next: page.next,
                            round: known.round,
                        });
                        trouble.set(None);
                    }
                    Err(error) => trouble.set(Some(error.into())),
                }
            });
        })
    };
    {
        let load = load.clone();
        use_effect_with((), move |()| load.emit(()));
    }
    let on_role = {
        let (client, texts, say) = (client.clone(), texts.clone(), say.clone());
        let (known, trouble) = (known.clone(), trouble.setter());
        Callback::from(move |(id, role): (String, Role)| {
            let (client, texts, say) = (client.clone(), texts.clone(), say.clone());
            let (known, trouble) = (known.clone(), trouble.clone());
            spawn_local(async move {
                let change = ChangeRole { role };
                match client.change_role(&id, &change, &random::token()).await {
                    Ok(person) => {
                        say.emit(role_saved(&texts, &person));
                        known.set(with_person(&known, person));
                        trouble.set(None);
                    }
                    Err(error) => {
                        known.set(Known {
                            round: known.round + 1,
                            ..(*known).clone()
                        });
                        trouble.set(Some(error.into()));
                    }
                }
            });
        })
    };
    let rows = known.people.iter().map(|person| {
        let id = person.id.clone();
        let on_role = on_role.reform(move |role| (id.clone(), role));
        let key = [&person.id, "/", &known.round.to_string()].concat();
        html! { <PersonRow {key} {texts} person={person.clone()} {on_role} /> }
    });
    html! {
        <section class="field" aria-labelledby="people-title">
            <h3 id="people-title">{ texts.get("settings.people") }</h3>
            if let Some(trouble) = &*trouble {
                { notice::trouble(texts, trouble) }
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

fn role_saved(texts: &Texts, person: &Person) -> AttrValue {
    let key = ROLES
        .iter()
        .find(|(role, ..)| *role == person.role)
        .map_or("role.member", |(.., key)| key);
    let values = [("name", person.name.as_str()), ("role", &texts.get(key))];
    texts.with("settings.role_saved", &values)
}

fn with_person(known: &Known, person: Person) -> Known {
    let mut known = known.clone();
    if let Some(old) = known.people.iter_mut().find(|old| old.id == person.id) {
        *old = person;
    }
    known
}

#[derive(Properties, PartialEq)]
struct PersonRowProps {
    texts: Texts,
    person: Person,
    on_role: Callback<Role>,
}

#[component]
fn PersonRow(props: &PersonRowProps) -> Html {
    let PersonRowProps { texts, person, .. } = props;
    let id = AttrValue::from(["role-", &person.id].concat());
    let onchange = {
        let on_role = props.on_role.clone();
        Callback::from(move |event: Event| {
            let chosen = value_of(&event);
            if let Some((role, ..)) = ROLES.iter().find(|(_, value, _)| *value == chosen) {
                on_role.emit(*role);
            }
        })
    };
    let choices = ROLES.into_iter().map(|(role, value, key)| {
        html! { <option {value} selected={role == person.role}>{ texts.get(key) }</option> }
    });
    html! {
        <li>
            <div>
                <b>{ person.name.clone() }</b>
                if person.you {
                    { " (" }{ texts.get("settings.you") }{ ")" }
                }
                <p class="soft">{ when(texts, &person.since, None, ZONE) }</p>
            </div>
            <select
                {id}
                aria-label={texts.with("settings.role_of", &[("name", &person.name)])}
                {onchange}
            >
                { for choices }
            </select>
        </li>
    }
}
