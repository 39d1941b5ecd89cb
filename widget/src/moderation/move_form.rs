//! A form that moves pages: two addresses, a try, and the deed.

use super::sign_in_again::ErrorOrSignIn;
use crate::api::{ApiError, Client};
use crate::browser::{field, focus, random, sleep};
use crate::components::fields;
use crate::state::UiError;
use bedside_domain::DomainError;
use bedside_i18n::Texts;
use bedside_wire::pages::{MovePages, MovePreview, PageMove};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Between two looks whether everything is moved.
const LOOK_MS: u32 = 700;

/// The kind of move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoveKind {
    /// All pages below an address.
    Remap,
    /// One page into another.
    Merge,
}

/// Texts in which the two forms differ.
struct MoveTexts {
    /// The route's last part, and what tells the forms' elements apart.
    slot: &'static str,
    title: &'static str,
    hint: &'static str,
    from: &'static str,
    into: &'static str,
    now: &'static str,
}

impl MoveKind {
    fn words(self) -> MoveTexts {
        match self {
            MoveKind::Remap => MoveTexts {
                slot: "remap",
                title: "pages.move",
                hint: "pages.move.hint",
                from: "pages.old",
                into: "pages.new",
                now: "pages.move_now",
            },
            MoveKind::Merge => MoveTexts {
                slot: "merge",
                title: "pages.merge",
                hint: "pages.merge.hint",
                from: "pages.ends",
                into: "pages.stays",
                now: "pages.merge_now",
            },
        }
    }
}

/// The result of the last press.
#[derive(Clone, PartialEq, Default)]
enum MovePreviewState {
    #[default]
    Nothing,
    Asking,
    Foreseen(MovePreview),
    Begun,
    Done,
    Failed(UiError),
}

/// Props of [`MoveForm`].
#[derive(Properties, PartialEq)]
pub struct MoveFormProps {
    /// The worker.
    pub client: Client,
    /// Texts.
    pub texts: Texts,
    /// Says what was done, in the dialog's status line.
    pub say: Callback<AttrValue>,
    /// The kind of move.
    pub how: MoveKind,
}

/// Two addresses with what they are for, and what came of it.
#[component]
pub fn MoveForm(props: &MoveFormProps) -> Html {
    let (texts, words) = (&props.texts, props.how.words());
    let (from, into) = (use_node_ref(), use_node_ref());
    let seen = use_state(MovePreviewState::default);
    let press = {
        let (client, texts, say) = (props.client.clone(), texts.clone(), props.say.clone());
        let (from, into, seen) = (from.clone(), into.clone(), seen.clone());
        Callback::from(move |dry_run: bool| {
            if matches!(*seen, MovePreviewState::Asking | MovePreviewState::Begun) {
                return;
            }
            let request = MovePages {
                from: field::value(&from),
                into: field::value(&into),
                dry_run,
            };
            let (client, texts, say) = (client.clone(), texts.clone(), say.clone());
            let (from, into, seen) = (from.clone(), into.clone(), seen.setter());
            seen.set(MovePreviewState::Asking);
            spawn_local(async move {
                let moved = client
                    .move_pages(words.slot, &request, &random::token())
                    .await;
                match moved {
                    Ok(foreseen) if dry_run => {
                        say.emit(would(&texts, &foreseen));
                        seen.set(MovePreviewState::Foreseen(foreseen));
                    }
                    Ok(moved) => {
                        if moved.under_way {
                            say.emit(texts.get("pages.begun"));
                            seen.set(MovePreviewState::Begun);
                            if let Err(error) = wait(&client).await {
                                return seen.set(MovePreviewState::Failed(error.into()));
                            }
                        }
                        say.emit(texts.get("pages.done"));
                        seen.set(MovePreviewState::Done);
                    }
                    Err(error) => {
                        let error = UiError::from(error);
                        match flaw(&error).and_then(|flaw| flaw.field) {
                            Some("from") => focus::focus(&from),
                            Some("into") => focus::focus(&into),
                            _ => {}
                        }
                        seen.set(MovePreviewState::Failed(error));
                    }
                }
            });
        })
    };
    let flaws: Vec<DomainError> = match &*seen {
        MovePreviewState::Failed(error) => flaw(error).into_iter().collect(),
        _ => Vec::new(),
    };
    let id = |part: &str| AttrValue::from([words.slot, "-", part].concat());
    let hint = id("hint");
    let address = |name: &'static str, label: &str, field: &NodeRef| {
        let id = id(name);
        html! {
            <>
                <label for={id.clone()}>{ texts.get(label) }</label>
                { fields::error(texts, &id, name, &flaws) }
                <input
                    type="text"
                    inputmode="url"
                    dir="ltr"
                    autocomplete="off"
                    spellcheck="false"
                    id={id.clone()}
                    ref={field.clone()}
                    aria-invalid={fields::invalid(name, &flaws)}
                    aria-describedby={fields::described_by(&id, name, &flaws, false)}
                />
            </>
        }
    };
    html! {
        <fieldset class="field wide" aria-describedby={hint.clone()}>
            <legend>{ texts.get(words.title) }</legend>
            <p class="soft" id={hint}>{ texts.get(words.hint) }</p>
            { address("from", words.from, &from) }
            { address("into", words.into, &into) }
            <div class="send">
                <button type="button" part="button" onclick={press.reform(|_: MouseEvent| true)}>
                    { texts.get("pages.try") }
                </button>
                <button type="button" part="button main" onclick={press.reform(|_: MouseEvent| false)}>
                    { texts.get(words.now) }
                </button>
            </div>
            { outcome(props, &seen, flaws.is_empty(), press.reform(|()| false)) }
        </fieldset>
    }
}

/// Until everything is moved. A dialog that was closed asks no more.
async fn wait(client: &Client) -> Result<(), ApiError> {
    loop {
        sleep(LOOK_MS).await;
        if !client.pages_left().await?.under_way {
            return Ok(());
        }
    }
}

/// Returns the worker's error about one of the addresses.
fn flaw(error: &UiError) -> Option<DomainError> {
    let UiError::Problem(problem) = error else {
        return None;
    };
    let field = ["from", "into"]
        .into_iter()
        .find(|field| problem.field.as_deref() == Some(*field))?;
    Some(DomainError {
        field: Some(field),
        limit: problem.limit,
        ..DomainError::new(problem.code.try_into().ok()?)
    })
}

fn outcome(
    props: &MoveFormProps,
    seen: &MovePreviewState,
    elsewhere: bool,
    again: Callback<()>,
) -> Html {
    let MoveFormProps { client, texts, .. } = props;
    match seen {
        MovePreviewState::Nothing => Html::default(),
        MovePreviewState::Asking => html! { <p class="soft">{ texts.get("loading") }</p> },
        MovePreviewState::Begun => html! { <p part="notice">{ texts.get("pages.begun") }</p> },
        MovePreviewState::Done => html! { <p part="notice">{ texts.get("pages.done") }</p> },
        MovePreviewState::Failed(error) if elsewhere => {
            let error = error.clone();
            html! { <ErrorOrSignIn {client} {texts} {error} {again} /> }
        }
        // Said beside the field.
        MovePreviewState::Failed(_) => Html::default(),
        MovePreviewState::Foreseen(moved) => foreseen(texts, moved),
    }
}

fn would(texts: &Texts, moved: &MovePreview) -> AttrValue {
    let pages = texts.count("pages.count", moved.pages);
    let comments = texts.count("comments_count", moved.comments);
    let values = [("pages", &*pages), ("comments", &*comments)];
    texts.with("pages.would", &values)
}

fn foreseen(texts: &Texts, moved: &MovePreview) -> Html {
    let merges = moved.merges.to_string();
    let sample = moved.sample.iter().map(|PageMove { from, into, .. }| {
        let words = texts.with("pages.becomes", &[("from", from), ("to", into)]);
        html! { <li dir="auto">{ words }</li> }
    });
    html! {
        <div part="notice text">
            <p>{ would(texts, moved) }</p>
            if moved.merges > 0 {
                <p>{ texts.with("pages.meets", &[("n", &merges)]) }</p>
            }
            <ul>{ for sample }</ul>
        </div>
    }
}
