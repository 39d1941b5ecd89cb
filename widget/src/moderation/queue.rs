//! The list of comments that wait, and the list of those that were decided.

use super::decision_request::DecisionSender;
use super::queue_item::QueueItemView;
use crate::api::Client;
use crate::browser::focus;
use crate::browser::presence::{self, Anchor};
use crate::components::button::Button;
use crate::components::notice;
use crate::state::queue::{QueueAction, QueueState};
use bedside_i18n::Texts;
use bedside_wire::moderation::QueueView as View;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Props of [`QueueView`].
#[derive(Properties, PartialEq)]
pub struct QueueViewProps {
    /// The worker.
    pub client: Client,
    /// Texts.
    pub texts: Texts,
    /// Says what was done, in the dialog's status line.
    pub say: Callback<AttrValue>,
}

/// The queue with its buttons.
#[component]
pub fn QueueView(props: &QueueViewProps) -> Html {
    let QueueViewProps { client, texts, say } = props;
    let state = use_reducer(QueueState::default);
    let list = use_node_ref();
    let load = {
        let (client, dispatch) = (client.clone(), state.dispatcher());
        let (view, next) = (state.view, state.next.clone());
        Callback::from(move |()| {
            let (client, dispatch, next) = (client.clone(), dispatch.clone(), next.clone());
            dispatch.dispatch(QueueAction::LoadStarted);
            spawn_local(async move {
                dispatch.dispatch(match client.queue(view, next.as_deref()).await {
                    Ok(queue) => QueueAction::Loaded(view, queue),
                    Err(error) => QueueAction::LoadFailed(error.into()),
                });
            });
        })
    };
    {
        let load = load.clone();
        use_effect_with((state.view, state.round), move |_| load.emit(()));
    }
    // What was loaded is decided before its end: fetch what follows.
    {
        let load = load.clone();
        use_effect_with(state.is_dry(), move |dry| {
            if *dry {
                load.emit(());
            }
        });
    }
    {
        let list = list.clone();
        use_effect_with(state.focus.clone(), move |focus| {
            if let Some((id, _)) = focus {
                focus::focus_still(&list, &entry_id(id));
            }
        });
    }
    let tidy = use_tidy(&state, &list);
    let on_decide = {
        let deciding = DecisionSender {
            client: client.clone(),
            texts: texts.clone(),
            say: say.clone(),
            dispatch: state.dispatcher(),
            list: list.clone(),
            tidy: tidy.clone(),
        };
        Callback::from(move |(entry, decision)| deciding.clone().start(entry, decision))
    };
    let onclick = load.reform(|_: MouseEvent| ());
    let entries = state.entries.iter().map(|entry| {
        html! {
            <QueueItemView
                key={entry.entry.comment.id.clone()}
                {texts}
                entry={entry.clone()}
                on_decide={on_decide.clone()}
            />
        }
    });
    html! {
        <>
            { views(texts, &state, say) }
            <p id="queue-top" class="soft">{ headline(texts, &state) }</p>
            <div
                ref={list}
                onpointerover={tidy.reform(|_: PointerEvent| ())}
                onpointerleave={tidy.reform(|_: PointerEvent| ())}
                onfocusout={tidy.reform(|_: FocusEvent| ())}
            >
                { for entries }
            </div>
            if let Some(error) = &state.error {
                { notice::retry(texts, error, onclick) }
            } else if state.next.is_some() && !state.entries.is_empty() {
                <p class="paging">
                    <button type="button" part="button" aria-busy={state.loading.then_some("true")} {onclick}>
                        { texts.get(if state.loading { "loading" } else { "load_more" }) }
                    </button>
                </p>
            }
        </>
    }
}

/// Takes the entries away whose time is over, where nobody is at them: the
/// pointer is elsewhere, and the focus does not show in them. What the pointer
/// is on keeps its place on the screen: where it cannot, the entries wait.
#[hook]
fn use_tidy(state: &UseReducerHandle<QueueState>, list: &NodeRef) -> Callback<()> {
    // Timers and events come later than the render that made them.
    let newest = use_mut_ref(|| state.clone());
    newest.replace(state.clone());
    let held = use_mut_ref(|| Option::<Anchor>::None);
    {
        let held = held.clone();
        use_effect_with(state.entries.len(), move |_| {
            if let Some(anchor) = held.take() {
                anchor.hold();
            }
        });
    }
    let list = list.clone();
    Callback::from(move |()| {
        let state = newest.borrow().clone();
        // What was decided stays in the list of decisions.
        let mut leaving = state.leaving().peekable();
        if state.view == View::Decided || leaving.peek().is_none() {
            return;
        }
        let anchor = Anchor::in_list(&list);
        // Between two entries: either could come under it.
        if anchor.is_none() && presence::is_pointed_at(&list) {
            return;
        }
        let mut went = false;
        for id in leaving {
            let element = entry_id(id);
            let is_moved = |anchor: &Anchor| !anchor.outlives(&list, &element);
            if presence::is_in_use(&list, &element) || anchor.as_ref().is_some_and(is_moved) {
                continue;
            }
            state.dispatch(QueueAction::Folded(id.to_owned()));
            went = true;
        }
        if went {
            held.replace(anchor);
        }
    })
}

/// "Waiting" and "Decided".
fn views(texts: &Texts, state: &UseReducerHandle<QueueState>, say: &Callback<AttrValue>) -> Html {
    let views = [
        (View::Waiting, "queue.view.waiting"),
        (View::Decided, "queue.view.decided"),
    ];
    let buttons = views.map(|(view, key)| {
        let (dispatch, say) = (state.dispatcher(), say.clone());
        Button {
            pressed: Some(state.view == view),
            onclick: Some(Callback::from(move |_| {
                dispatch.dispatch(QueueAction::Viewed(view));
                say.emit(AttrValue::default());
            })),
            ..Button::default()
        }
        .says(texts.get(key))
    });
    html! { <div class="views" role="group" aria-label={texts.get("queue.views")}>{ for buttons }</div> }
}

fn headline(texts: &Texts, state: &QueueState) -> AttrValue {
    let is_empty = state.entries.is_empty() && !state.loading && state.error.is_none();
    match (state.view, state.waiting) {
        (View::Decided, _) if is_empty => texts.get("queue.empty_decided"),
        (View::Decided, _) if state.loading => texts.get("loading"),
        (View::Decided, _) => AttrValue::default(),
        (View::Waiting, None) if state.error.is_some() => AttrValue::default(),
        (View::Waiting, None) => texts.get("loading"),
        (View::Waiting, Some(0)) => texts.get("queue.empty"),
        (View::Waiting, Some(n)) => texts.count("queue.waiting", n),
    }
}

/// The element id of the entry of the comment with this id.
pub(super) fn entry_id(comment: &str) -> AttrValue {
    AttrValue::from(["waiting-", comment].concat())
}
