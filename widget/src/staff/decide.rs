//! The buttons of an entry, and the form that asks for the reason.

use super::entry::Decision;
use crate::browser::focus;
use crate::components::button::Button;
use crate::components::reason_form::ReasonForm;
use bedside_i18n::Texts;
use bedside_wire::CommentStatus;
use bedside_wire::moderation::{QueueEntry, QueueKind};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`Decide`].
#[derive(Properties, PartialEq)]
pub struct DecideProps {
    /// Words.
    pub texts: Texts,
    /// The entry.
    pub entry: Rc<QueueEntry>,
    /// Takes the decision.
    pub on_decide: Callback<Decision>,
}

/// A button of an entry.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Choice {
    Approve,
    Reject,
    Keep,
    Remove,
    Restore,
    Undo,
}

impl Choice {
    fn key(self) -> &'static str {
        match self {
            Choice::Approve => "queue.approve",
            Choice::Reject => "queue.reject",
            Choice::Keep => "queue.keep",
            Choice::Remove => "remove",
            Choice::Restore => "restore",
            Choice::Undo => "undo",
        }
    }

    /// Takes the comment away from its readers, or never gives it to them.
    fn is_dangerous(self) -> bool {
        matches!(self, Choice::Reject | Choice::Remove)
    }

    /// The decision; nothing where the moderator is asked for a reason first.
    fn at_once(self) -> Option<Decision> {
        match self {
            Choice::Approve => Some(Decision::Approve),
            Choice::Keep => Some(Decision::Keep),
            Choice::Restore => Some(Decision::Restore),
            Choice::Undo => Some(Decision::Undo),
            Choice::Reject | Choice::Remove => None,
        }
    }
}

fn choices(entry: &QueueEntry) -> &'static [Choice] {
    let undoable = entry.decision.as_ref().map(|made| made.undoable);
    match (entry.comment.status, undoable, entry.kind) {
        (_, Some(true), _) => &[Choice::Undo],
        (CommentStatus::Published, Some(false), _) => &[Choice::Remove],
        (CommentStatus::Removed | CommentStatus::Rejected, Some(false), _) => &[Choice::Restore],
        (_, Some(false), _) => &[],
        (_, None, QueueKind::Reported) => &[Choice::Keep, Choice::Remove],
        (_, None, QueueKind::New | QueueKind::Edit) => &[Choice::Approve, Choice::Reject],
    }
}

/// The buttons, or the form in their place, which takes the focus.
#[component]
pub fn Decide(props: &DecideProps) -> Html {
    let DecideProps {
        texts,
        entry,
        on_decide,
    } = props;
    let asking = use_state(|| Option::<Choice>::None);
    let row = use_node_ref();
    {
        let (row, id) = (row.clone(), ["reason-", &entry.comment.id].concat());
        use_effect_with(*asking, move |asking| {
            if asking.is_some() {
                focus::focus_id(&row, &id, None);
            }
        });
    }
    let Some(asked) = *asking else {
        let first = entry.decision.is_none();
        let shown = choices(entry).iter().enumerate().map(|(nth, choice)| {
            let (asking, on_decide, choice) = (asking.setter(), on_decide.clone(), *choice);
            let onclick = Callback::from(move |_: MouseEvent| match choice.at_once() {
                Some(decision) => on_decide.emit(decision),
                None => asking.set(Some(choice)),
            });
            let words = texts.get(choice.key());
            Button {
                main: nth == 0 && first,
                danger: choice.is_dangerous(),
                of: Some(entry.comment.author.clone().into()),
                onclick: Some(onclick),
                ..Button::default()
            }
            .says(words)
        });
        return html! { <div class="send" ref={row}>{ for shown }</div> };
    };
    let on_cancel = {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(None))
    };
    let (send, on_send) = match asked {
        Choice::Remove => ("remove.now", on_decide.reform(Decision::Remove)),
        _ => ("queue.reject_now", on_decide.reform(Decision::Reject)),
    };
    html! {
        <div ref={row}>
            <ReasonForm
                {texts}
                id={entry.comment.id.clone()}
                send={texts.get(send)}
                {on_send}
                {on_cancel}
            />
        </div>
    }
}
