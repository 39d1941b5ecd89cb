//! One comment of the queue, with what a moderator needs to decide.

use super::context::{context, decision, earlier, history, kind, reports, text};
use super::decision_form::DecisionForm;
use super::queue::entry_id;
use crate::components::notice;
use crate::components::timestamp::{ZONE, timestamp};
use crate::state::queue::{ItemError, ItemOutcome, QueueItem, Settled};
use bedside_i18n::Texts;
use bedside_wire::moderation::{DecisionAction, QueueEntry, QueueFlag};
use std::rc::Rc;
use yew::prelude::*;

/// A moderator's decision.
#[derive(Debug, Clone, PartialEq)]
pub enum DecisionRequest {
    /// Everyone may read it.
    Approve,
    /// Nobody else will read it; told to the author with this reason.
    Reject(Option<String>),
    /// Keeps the comment, whatever readers reported.
    Keep,
    /// Takes the comment down and tells the author this reason.
    Remove(Option<String>),
    /// Makes the comment public again.
    Restore,
    /// The last decision is taken back.
    Undo,
}

/// Props of [`QueueItemView`].
#[derive(Properties, PartialEq)]
pub struct QueueItemViewProps {
    /// Texts.
    pub texts: Texts,
    /// The entry.
    pub entry: QueueItem,
    /// Takes the decision.
    pub on_decide: Callback<(Rc<QueueEntry>, DecisionRequest)>,
}

/// The entry as an article, named by author and time. A decided one stays as
/// high as it was, with a line in place of its buttons.
#[component]
pub fn QueueItemView(props: &QueueItemViewProps) -> Html {
    let QueueItemViewProps { texts, entry, .. } = props;
    let QueueEntry { comment, .. } = &*entry.entry;
    let id = |part: &str| AttrValue::from([part, &comment.id].concat());
    let labels = [&*id("wait-by-"), " ", &*id("wait-at-")].concat();
    let on_decide = {
        let (on_decide, deciding) = (props.on_decide.clone(), entry.deciding);
        let entry = Rc::clone(&entry.entry);
        Callback::from(move |decision: DecisionRequest| {
            if !deciding {
                on_decide.emit((Rc::clone(&entry), decision));
            }
        })
    };
    html! {
        <article
            id={entry_id(&comment.id)}
            part="comment"
            class="waiting"
            data-settled={entry.settled.map(|_| "true")}
            tabindex="-1"
            aria-labelledby={labels}
            aria-busy={entry.deciding.then_some("true")}
        >
            { context(texts, &entry.entry) }
            <header>
                { author(texts, &comment.author, id("wait-by-")) }
                <span part="time">{ timestamp(texts, &comment.time, Some(id("wait-at-")), ZONE) }</span>
                { kind(texts, &entry.entry) }
            </header>
            { decision(texts, &entry.entry) }
            { history(texts, &entry.entry) }
            { flags(texts, &entry.entry) }
            { error(texts, entry.error.as_ref()) }
            { text(texts, &entry.entry) }
            { reports(texts, &entry.entry) }
            { earlier(texts, &entry.entry) }
            if let Some(settled) = entry.settled {
                { line(texts, settled, entry.reason.as_ref(), &on_decide) }
            } else {
                <DecisionForm {texts} entry={Rc::clone(&entry.entry)} {on_decide} />
            }
        </article>
    }
}

/// The author's name; a comment that its author deleted has none.
fn author(texts: &Texts, name: &str, id: AttrValue) -> Html {
    match name {
        "" => html! { <span class="absent" {id}>{ texts.get("deleted") }</span> },
        name => html! { <b part="author" dir="auto" {id}>{ name.to_owned() }</b> },
    }
}

/// Tells what the moderator should know before deciding.
fn flags(texts: &Texts, entry: &QueueEntry) -> Html {
    let flags = entry.flags.iter().map(|flag| match flag {
        QueueFlag::ProfessionClaimed => {
            html! { <p part="status">{ texts.get("queue.profession_claimed") }</p> }
        }
        QueueFlag::Unknown => Html::default(),
    });
    html! { <>{ for flags }</> }
}

fn error(texts: &Texts, error: Option<&ItemError>) -> Html {
    match error {
        Some(ItemError::Changed) => {
            html! { <p part="notice" role="alert">{ texts.get("queue.changed") }</p> }
        }
        Some(ItemError::Failed(error)) => notice::error(texts, error),
        None => Html::default(),
    }
}

/// "Approved. Undo", in place of the buttons, with the reason that was given.
fn line(
    texts: &Texts,
    settled: Settled,
    reason: Option<&String>,
    on_decide: &Callback<DecisionRequest>,
) -> Html {
    let words = match settled.how {
        ItemOutcome::Done(action) => texts.get(match action {
            DecisionAction::Approve => "queue.done.approve",
            DecisionAction::Reject => "queue.done.reject",
            DecisionAction::Keep => "queue.done.keep",
            DecisionAction::Remove => "queue.done.remove",
            DecisionAction::Restore | DecisionAction::Unknown => "queue.done.restore",
        }),
        ItemOutcome::Undone => texts.get("queue.done.undo"),
        ItemOutcome::Overtaken(code) => texts.problem(&code, None, None),
    };
    let undo = on_decide.reform(|_: MouseEvent| DecisionRequest::Undo);
    html! {
        <div class="send settled">
            <p>
                <strong>{ words }</strong>
                if let Some(reason) = reason {
                    <span class="soft reason-given">
                        { texts.with("status.rejected.reason", &[("reason", reason)]) }
                    </span>
                }
            </p>
            if matches!(settled.how, ItemOutcome::Done(_)) && !settled.over {
                <button type="button" part="button" onclick={undo}>{ texts.get("undo") }</button>
            }
        </div>
    }
}
