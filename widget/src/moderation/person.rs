//! One person of a site, with the form that changes their role.

use super::sign_in_again::ErrorOrSignIn;
use crate::api::Client;
use crate::browser::{focus, random};
use crate::components::button::{Button, button};
use crate::components::timestamp::{ZONE, timestamp};
use crate::state::UiError;
use bedside_i18n::Texts;
use bedside_wire::Role;
use bedside_wire::settings::{ChangeRole, Person};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Props of [`PersonRow`].
#[derive(Properties, PartialEq)]
pub struct PersonRowProps {
    /// The worker.
    pub client: Client,
    /// Texts.
    pub texts: Texts,
    /// The person.
    pub person: Person,
    /// Takes the person as they are now.
    pub on_changed: Callback<Person>,
    /// Runs when the person's sessions were ended.
    pub on_ended: Callback<()>,
}

const ROLES: [(Role, &str); 3] = [
    (Role::Member, "role.member"),
    (Role::Moderator, "role.moderator"),
    (Role::Owner, "role.owner"),
];

/// The words for a role.
pub fn role_name(texts: &Texts, role: Role) -> AttrValue {
    let found = ROLES.iter().find(|(known, _)| *known == role);
    texts.get(found.map_or("role.member", |(_, key)| key))
}

/// The form of a row.
#[derive(Debug, Clone, Default, PartialEq)]
struct PersonForm {
    /// True while the form is open.
    open: bool,
    /// The role that is chosen and not saved.
    chosen: Role,
    saving: bool,
    error: Option<UiError>,
}

/// Name, role and since when; a role changes by Save alone.
#[component]
pub fn PersonRow(props: &PersonRowProps) -> Html {
    let PersonRowProps {
        client,
        texts,
        person,
        ..
    } = props;
    let form = use_state(PersonForm::default);
    let opener = use_node_ref();
    let choices = use_node_ref();
    let opened = {
        let (form, role) = (form.setter(), person.role);
        Callback::from(move |open: bool| {
            form.set(PersonForm {
                open,
                chosen: role,
                ..PersonForm::default()
            });
        })
    };
    {
        let (opener, choices) = (opener.clone(), choices.clone());
        let shown_before = use_mut_ref(|| false);
        use_effect_with(form.open, move |open| {
            match (shown_before.replace(*open), *open) {
                (false, true) => focus::focus_checked(&choices),
                (true, false) => focus::focus(&opener),
                _ => {}
            }
        });
    }
    let save = save(props, &form);
    let (name_id, edit_id) = (id(person, "name"), id(person, "edit"));
    let labels = [&*edit_id, " ", &*name_id].concat();
    html! {
        <li>
            <div>
                <b dir="auto" id={name_id}>{ person.name.clone() }</b>
                if person.you {
                    { " (" }{ texts.get("settings.you") }{ ")" }
                }
                <p class="soft">
                    { role_name(texts, person.role) }{ " · " }{ timestamp(texts, &person.since, None, ZONE) }
                </p>
            </div>
            <button
                type="button"
                part="button"
                id={edit_id}
                ref={opener}
                aria-labelledby={labels}
                aria-expanded={if form.open { "true" } else { "false" }}
                onclick={opened.reform({
                    let open = form.open;
                    move |_: MouseEvent| !open
                })}
            >
                { texts.get("settings.change_role") }
            </button>
            if form.open {
                <div ref={choices} class="field">
                    { roles(texts, person, &form) }
                    if let Some(error) = form.error.clone() {
                        <ErrorOrSignIn {client} {texts} {error} again={save.clone()} />
                    }
                    <div class="send">
                        {
                            Button {
                                main: true,
                                busy: form.saving,
                                onclick: Some(save.reform(|_: MouseEvent| ())),
                                ..Button::default()
                            }
                            .says(texts.get("save"))
                        }
                        { button(texts.get("cancel"), opened.reform(|_: MouseEvent| false)) }
                        if !person.you {
                            { button(texts.get("settings.end_sessions"), end_sessions(props, &form)) }
                        }
                    </div>
                </div>
            }
        </li>
    }
}

/// The element id of a part of the row.
fn id(person: &Person, part: &str) -> AttrValue {
    AttrValue::from(["person-", part, "-", &person.id].concat())
}

fn roles(texts: &Texts, person: &Person, form: &UseStateHandle<PersonForm>) -> Html {
    let choices = ROLES.into_iter().map(|(role, key)| {
        let id = [&*id(person, "role"), "-", key].concat();
        let onchange = {
            let form = form.clone();
            Callback::from(move |_: Event| {
                form.set(PersonForm {
                    chosen: role,
                    ..(*form).clone()
                });
            })
        };
        html! {
            <div class="choice">
                <input
                    type="radio"
                    name={self::id(person, "role")}
                    id={id.clone()}
                    checked={form.chosen == role}
                    {onchange}
                />
                <label for={id}>{ texts.get(key) }</label>
            </div>
        }
    });
    html! {
        <fieldset>
            <legend>{ texts.with("settings.role_of", &[("name", &person.name)]) }</legend>
            { for choices }
        </fieldset>
    }
}

/// Sends the chosen role. What was chosen stays where it was refused.
fn save(props: &PersonRowProps, form: &UseStateHandle<PersonForm>) -> Callback<()> {
    let (client, on_changed) = (props.client.clone(), props.on_changed.clone());
    let (id, form) = (props.person.id.clone(), form.clone());
    Callback::from(move |()| {
        if form.saving {
            return;
        }
        let (client, on_changed) = (client.clone(), on_changed.clone());
        let (id, form) = (id.clone(), form.clone());
        form.set(PersonForm {
            saving: true,
            error: None,
            ..(*form).clone()
        });
        spawn_local(async move {
            let change = ChangeRole { role: form.chosen };
            match client.change_role(&id, &change, &random::token()).await {
                Ok(person) => {
                    form.set(PersonForm::default());
                    on_changed.emit(person);
                }
                Err(error) => form.set(PersonForm {
                    saving: false,
                    error: Some(error.into()),
                    ..(*form).clone()
                }),
            }
        });
    })
}

/// Ends the person's sessions, on all their devices.
fn end_sessions(props: &PersonRowProps, form: &UseStateHandle<PersonForm>) -> Callback<MouseEvent> {
    let (client, on_ended) = (props.client.clone(), props.on_ended.clone());
    let (id, form) = (props.person.id.clone(), form.clone());
    Callback::from(move |_: MouseEvent| {
        let (client, on_ended) = (client.clone(), on_ended.clone());
        let (id, form) = (id.clone(), form.clone());
        spawn_local(async move {
            match client.end_sessions_of(&id).await {
                Ok(()) => {
                    form.set(PersonForm::default());
                    on_ended.emit(());
                }
                Err(error) => form.set(PersonForm {
                    error: Some(error.into()),
                    ..(*form).clone()
                }),
            }
        });
    })
}
