//! The list of waiting comments.

use super::entry::{Decision, EntryView};
use crate::api::Client;
use crate::browser::{focus, random};
use crate::components::notice;
use crate::state::Trouble;
use crate::state::queue::{QueueAct, QueueState};
use crate::texts::Texts;
use bedside_wire::ProblemCode;
use bedside_wire::moderation::{Approve, QueueEntry, Reject};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Props of [`QueueView`].
#[derive(Properties, PartialEq)]
pub struct QueueViewProps {
    /// The worker.
    pub client: Client,
    /// Words.
    pub texts: Texts,
    /// Says what was done, in the dialog's status line.
    pub say: Callback<AttrValue>,
}

/// The queue with its buttons.
#[component]
pub fn QueueView(props: &QueueViewProps) -> Html {
    let QueueViewProps { client, texts, .. } = props;
    let state = use_reducer(QueueState::default);
    let top = use_node_ref();
    let load = {
        let (client, state) = (client.clone(), state.clone());
        Callback::from(move |()| {
            let (client, cursor) = (client.clone(), state.next.clone());
            let dispatch = state.dispatcher();
            dispatch.dispatch(QueueAct::LoadStarted);
            spawn_local(async move {
                dispatch.dispatch(match client.queue(cursor.as_deref()).await {
                    Ok(queue) => QueueAct::Loaded(queue),
                    Err(error) => QueueAct::LoadFailed(error.into()),
                });
            });
        })
    };
    {
        let load = load.clone();
        use_effect_with((), move |()| load.emit(()));
    }
    // A page that was decided empties before its end: fetch what follows.
    {
        let load = load.clone();
        let dry = state.entries.is_empty() && state.next.is_some() && !state.loading;
        use_effect_with(dry, move |dry| {
            if *dry {
                load.emit(());
            }
        });
    }
    {
        let top = top.clone();
        let id = state.focus.map(|(at, count)| match state.entries.get(at) {
            Some(entry) => (entry_id(&entry.entry), count),
            None => ("queue-top".into(), count),
        });
        use_effect_with(id, move |id| {
            if let Some((id, _)) = id {
                focus::focus_id(&top, id, None);
            }
        });
    }
    let on_decide = {
        let deciding = Deciding {
            client: client.clone(),
            texts: texts.clone(),
            say: props.say.clone(),
            dispatch: state.dispatcher(),
        };
        Callback::from(move |(entry, decision)| deciding.clone().start(entry, decision))
    };
    let onclick = load.reform(|_: MouseEvent| ());
    let entries = state.entries.iter().map(|entry| {
        html! {
            <EntryView
                key={entry.entry.comment.id.clone()}
                {texts}
                entry={entry.clone()}
                on_decide={on_decide.clone()}
            />
        }
    });
    html! {
        <>
            <p ref={top} id="queue-top" tabindex="-1" class="soft">
                { headline(texts, &state) }
            </p>
            { for entries }
            if let Some(trouble) = &state.trouble {
                { notice::retry(texts, trouble, onclick) }
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

fn headline(texts: &Texts, state: &QueueState) -> AttrValue {
    match state.waiting {
        None if state.trouble.is_some() => AttrValue::default(),
        None => texts.get("loading"),
        Some(0) => texts.get("queue.empty"),
        Some(n) => texts.count("queue.waiting", n),
    }
}

/// The element id of an entry.
pub(super) fn entry_id(entry: &QueueEntry) -> AttrValue {
    AttrValue::from(["waiting-", &entry.comment.id].concat())
}

/// A decision on its way.
#[derive(Clone)]
struct Deciding {
    client: Client,
    texts: Texts,
    say: Callback<AttrValue>,
    dispatch: UseReducerDispatcher<QueueState>,
}

impl Deciding {
    fn start(self, entry: Rc<QueueEntry>, decision: Decision) {
        self.dispatch
            .dispatch(QueueAct::Deciding(entry.comment.id.clone()));
        spawn_local(self.run(entry, decision));
    }

    async fn run(self, entry: Rc<QueueEntry>, decision: Decision) {
        let id = &entry.comment.id;
        let revision = entry.comment.revision;
        let key = random::token();
        let (said, answer) = match decision {
            Decision::Approve => {
                let body = Approve { revision };
                let answer = self.client.approve(id, &body, &key).await;
                ("queue.approved", answer)
            }
            Decision::Reject(reason) => {
                let body = Reject { revision, reason };
                let answer = self.client.reject(id, &body, &key).await;
                ("queue.rejected", answer)
            }
        };
        match answer {
            Ok(decided) => {
                let name = entry.comment.author.as_str();
                self.say.emit(self.texts.with(said, &[("name", name)]));
                self.dispatch
                    .dispatch(QueueAct::Decided(id.clone(), decided.waiting));
            }
            Err(error) => {
                let trouble = Trouble::from(error);
                if trouble.code() == Some(ProblemCode::CommentAlreadyDecided) {
                    self.say.emit(self.texts.get("queue.decided"));
                }
                self.dispatch
                    .dispatch(QueueAct::Refused(id.clone(), trouble));
            }
        }
    }
}
