//! One waiting comment, with what a moderator needs to decide.

use super::queue::entry_id;
use crate::browser::field;
use crate::components::notice;
use crate::components::rich_text::rich_text;
use crate::components::when::{ZONE, when};
use crate::state::queue::{Entry, Remark};
use crate::texts::Texts;
use bedside_domain::{comment, limits};
use bedside_wire::ProblemCode;
use bedside_wire::moderation::{QueueEntry, QueueFlag};
use std::rc::Rc;
use yew::prelude::*;

/// What a moderator decides.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision {
    /// Everyone may read it.
    Approve,
    /// Nobody else will read it; told to the author with this reason.
    Reject(Option<String>),
}

/// Props of [`EntryView`].
#[derive(Properties, PartialEq)]
pub struct EntryViewProps {
    /// Words.
    pub texts: Texts,
    /// The entry.
    pub entry: Entry,
    /// Takes the decision.
    pub on_decide: Callback<(Rc<QueueEntry>, Decision)>,
}

/// The entry as an article, named by author and time.
#[component]
pub fn EntryView(props: &EntryViewProps) -> Html {
    let EntryViewProps { texts, entry, .. } = props;
    let QueueEntry { comment, .. } = &*entry.entry;
    let rejecting = use_state(|| false);
    let id = |part: &str| AttrValue::from([part, &comment.id].concat());
    let labels = [&*id("wait-by-"), " ", &*id("wait-at-")].concat();
    html! {
        <article
            id={entry_id(&entry.entry)}
            part="comment"
            class="waiting"
            tabindex="-1"
            aria-labelledby={labels}
            aria-busy={entry.deciding.then_some("true")}
        >
            { context(texts, &entry.entry) }
            <header>
                <b part="author" dir="auto" id={id("wait-by-")}>{ comment.author.clone() }</b>
                <span part="time">{ when(texts, &comment.time, Some(id("wait-at-")), ZONE) }</span>
            </header>
            <p class="soft">{ history(texts, &entry.entry) }</p>
            { flags(texts, &entry.entry) }
            { remark(texts, entry.remark.as_ref()) }
            <div part="text" dir="auto">{ rich_text(&comment.body) }</div>
            { earlier(texts, &entry.entry) }
            { decide(props, &rejecting) }
        </article>
    }
}

/// The page, and the comment that is answered.
fn context(texts: &Texts, entry: &QueueEntry) -> Html {
    let title = entry.page_title.as_ref().unwrap_or(&entry.page);
    let words = texts.with("queue.on_page", &[("title", title)]);
    let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    let page = match entry.page_url.as_ref().filter(is_web) {
        Some(href) => html! {
            <a href={href.clone()} target="_blank" rel="noopener noreferrer">{ words }</a>
        },
        None => html! { { words } },
    };
    html! {
        <>
            <p class="soft">{ page }</p>
            if let Some(parent) = &entry.in_reply_to {
                <blockquote class="answered">
                    <p class="soft">
                        { texts.with("queue.in_reply_to", &[("name", &parent.author)]) }
                    </p>
                    <div part="text" dir="auto">{ rich_text(&parent.body) }</div>
                </blockquote>
            }
        </>
    }
}

fn history(texts: &Texts, entry: &QueueEntry) -> AttrValue {
    let counts = entry.history;
    if counts.published == 0 && counts.rejected == 0 && counts.pending <= 1 {
        return texts.get("queue.first");
    }
    texts.with(
        "queue.history",
        &[
            ("published", &counts.published.to_string()),
            ("rejected", &counts.rejected.to_string()),
            ("pending", &counts.pending.to_string()),
        ],
    )
}

/// What the moderator should know before deciding.
fn flags(texts: &Texts, entry: &QueueEntry) -> Html {
    let flags = entry.flags.iter().map(|flag| match flag {
        QueueFlag::ProfessionClaimed => {
            html! { <p part="status">{ texts.get("queue.profession_claimed") }</p> }
        }
        QueueFlag::Unknown => Html::default(),
    });
    html! { <>{ for flags }</> }
}

fn remark(texts: &Texts, remark: Option<&Remark>) -> Html {
    match remark {
        Some(Remark::Changed) => {
            html! { <p part="notice" role="alert">{ texts.get("queue.changed") }</p> }
        }
        Some(Remark::Failed(trouble)) => notice::trouble(texts, trouble),
        None => Html::default(),
    }
}

/// The texts before this one.
fn earlier(texts: &Texts, entry: &QueueEntry) -> Html {
    if entry.earlier.is_empty() {
        return Html::default();
    }
    let versions = entry.earlier.iter().map(|old| {
        let n = old.revision.to_string();
        html! {
            <>
                <p class="soft">
                    { texts.with("queue.version", &[("n", &n)]) }
                    { ", " }
                    { when(texts, &old.time, None, ZONE) }
                </p>
                <pre tabindex="0" dir="auto">{ old.source.clone() }</pre>
            </>
        }
    });
    html! {
        <details part="text">
            <summary>{ texts.count("queue.earlier", entry.earlier.len() as u64) }</summary>
            { for versions }
        </details>
    }
}

fn decide(props: &EntryViewProps, rejecting: &UseStateHandle<bool>) -> Html {
    let texts = &props.texts;
    let entry = Rc::clone(&props.entry.entry);
    let (on_decide, deciding) = (props.on_decide.clone(), props.entry.deciding);
    let emit = Callback::from(move |decision: Decision| {
        if !deciding {
            on_decide.emit((Rc::clone(&entry), decision));
        }
    });
    if **rejecting {
        let on_cancel = {
            let rejecting = rejecting.setter();
            Callback::from(move |()| rejecting.set(false))
        };
        let id = props.entry.entry.comment.id.clone();
        return html! { <RejectForm {texts} {id} on_decide={emit} {on_cancel} /> };
    }
    let approve = emit.reform(|_: MouseEvent| Decision::Approve);
    let reject = {
        let rejecting = rejecting.setter();
        Callback::from(move |_: MouseEvent| rejecting.set(true))
    };
    html! {
        <div class="send">
            <button type="button" part="button main" onclick={approve}>
                { texts.get("queue.approve") }
            </button>
            <button type="button" part="button" onclick={reject}>{ texts.get("queue.reject") }</button>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct RejectFormProps {
    texts: Texts,
    id: String,
    on_decide: Callback<Decision>,
    on_cancel: Callback<()>,
}

/// Asks for the reason. It takes the focus, as it took the button's place.
#[component]
fn RejectForm(props: &RejectFormProps) -> Html {
    let texts = &props.texts;
    let reason = use_node_ref();
    let too_long = use_state(|| false);
    {
        let reason = reason.clone();
        use_effect_with((), move |()| crate::browser::focus::focus(&reason));
    }
    let onclick = {
        let (reason, too_long, on_decide) =
            (reason.clone(), too_long.setter(), props.on_decide.clone());
        Callback::from(
            move |_: MouseEvent| match comment::reason(Some(&field::value(&reason))) {
                Ok(reason) => on_decide.emit(Decision::Reject(reason)),
                Err(_) => too_long.set(true),
            },
        )
    };
    let cancel = props.on_cancel.reform(|_: MouseEvent| ());
    let id = AttrValue::from(["reason-", &props.id].concat());
    let hint = AttrValue::from([&*id, "-hint"].concat());
    html! {
        <div class="field">
            <label for={id.clone()}>{ texts.get("queue.reason") }</label>
            <p class="soft" id={hint.clone()}>{ texts.get("queue.reason_hint") }</p>
            if *too_long {
                <p class="error" role="alert">
                    { texts.problem(
                        &ProblemCode::FieldTooLong,
                        Some("reason"),
                        Some(limits::REASON_CHARS as u64),
                    ) }
                </p>
            }
            <textarea {id} ref={reason} rows="3" dir="auto" aria-describedby={hint} />
            <div class="send">
                <button type="button" part="button main" {onclick}>{ texts.get("queue.reject_now") }</button>
                <button type="button" part="button" onclick={cancel}>{ texts.get("cancel") }</button>
            </div>
        </div>
    }
}
