//! The buttons of an entry, and the form that asks for the reason.

use super::queue_item::DecisionRequest;
use crate::browser::focus;
use crate::components::button::Button;
use crate::components::reason_form::ReasonForm;
use bedside_i18n::Texts;
use bedside_wire::CommentStatus;
use bedside_wire::moderation::{QueueEntry, QueueKind};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`DecisionForm`].
#[derive(Properties, PartialEq)]
pub struct DecisionFormProps {
    /// Texts.
    pub texts: Texts,
    /// The entry.
    pub entry: Rc<QueueEntry>,
    /// Takes the decision.
    pub on_decide: Callback<DecisionRequest>,
}

/// A button of an entry.
#[derive(Debug, Clone, Copy, PartialEq)]
enum DecisionButton {
    Approve,
    Reject,
    Keep,
    Remove,
    Restore,
    Undo,
}

impl DecisionButton {
    fn key(self) -> &'static str {
        match self {
            DecisionButton::Approve => "queue.approve",
            DecisionButton::Reject => "queue.reject",
            DecisionButton::Keep => "queue.keep",
            DecisionButton::Remove => "remove",
            DecisionButton::Restore => "restore",
            DecisionButton::Undo => "undo",
        }
    }

    /// Takes the comment away from its readers, or never gives it to them.
    fn is_dangerous(self) -> bool {
        matches!(self, DecisionButton::Reject | DecisionButton::Remove)
    }

    /// The decision; nothing where the moderator is asked for a reason first.
    fn at_once(self) -> Option<DecisionRequest> {
        match self {
            DecisionButton::Approve => Some(DecisionRequest::Approve),
            DecisionButton::Keep => Some(DecisionRequest::Keep),
            DecisionButton::Restore => Some(DecisionRequest::Restore),
            DecisionButton::Undo => Some(DecisionRequest::Undo),
            DecisionButton::Reject | DecisionButton::Remove => None,
        }
    }
}

fn choices(entry: &QueueEntry) -> &'static [DecisionButton] {
    let undoable = entry.decision.as_ref().map(|made| made.undoable);
    match (entry.comment.status, undoable, entry.kind) {
        (_, Some(true), _) => &[DecisionButton::Undo],
        (CommentStatus::Published, Some(false), _) => &[DecisionButton::Remove],
        (CommentStatus::Removed | CommentStatus::Rejected, Some(false), _) => {
            &[DecisionButton::Restore]
        }
        (_, Some(false), _) => &[],
        (_, None, QueueKind::Reported) => &[DecisionButton::Keep, DecisionButton::Remove],
        (_, None, QueueKind::New | QueueKind::Edit) => {
            &[DecisionButton::Approve, DecisionButton::Reject]
        }
    }
}

/// The buttons, or the form in their place, which takes the focus.
#[component]
pub fn DecisionForm(props: &DecisionFormProps) -> Html {
    let DecisionFormProps {
        texts,
        entry,
        on_decide,
    } = props;
    let asking = use_state(|| Option::<DecisionButton>::None);
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
        DecisionButton::Remove => ("remove.now", on_decide.reform(DecisionRequest::Remove)),
        _ => (
            "queue.reject_now",
            on_decide.reform(DecisionRequest::Reject),
        ),
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
