//! The context of a comment: what a moderator needs before deciding.

use crate::components::report_form::reason_key;
use crate::components::rich_text::rich_text;
use crate::components::timestamp::{ZONE, timestamp};
use bedside_i18n::Texts;
use bedside_i18n::intl;
use bedside_wire::moderation::{DecisionAction, QueueEntry, QueueKind};
use yew::prelude::*;

/// The page, and the comment that is answered.
pub fn context(texts: &Texts, entry: &QueueEntry) -> Html {
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

/// Decisions about the author's other comments, as far as the site knows them.
pub fn history(texts: &Texts, entry: &QueueEntry) -> Html {
    let Some(counts) = entry.history else {
        return Html::default();
    };
    let is_first = counts.published == 0 && counts.rejected == 0 && counts.pending <= 1;
    let words = match is_first {
        true => texts.get("queue.first"),
        false => texts.with(
            "queue.history",
            &[
                ("published", &counts.published.to_string()),
                ("rejected", &counts.rejected.to_string()),
                ("pending", &counts.pending.to_string()),
            ],
        ),
    };
    html! { <p class="soft">{ words }</p> }
}

/// Characters of readers' notes that are shown unfolded.
const SHORT_NOTES: usize = 200;

/// Why readers reported the comment, and what they wrote: long notes are folded,
/// or they would push the buttons off a phone's screen.
pub fn reports(texts: &Texts, entry: &QueueEntry) -> Html {
    if entry.reports.is_empty() && entry.notes.is_empty() {
        return Html::default();
    }
    let reasons = entry.reports.iter().map(|report| {
        let values = [
            ("reason", &*texts.get(reason_key(report.reason))),
            ("n", &intl::number(texts.lang(), report.count)),
        ];
        html! { <li>{ texts.with("queue.report", &values) }</li> }
    });
    let length: usize = entry.notes.iter().map(|note| note.chars().count()).sum();
    let notes = entry.notes.iter();
    let notes = notes.map(|note| html! { <blockquote dir="auto">{ note.clone() }</blockquote> });
    html! {
        <div part="notice bad" class="reports">
            <strong>{ texts.get("queue.reported") }</strong>
            <ul>{ for reasons }</ul>
            if !entry.notes.is_empty() {
                <details open={length <= SHORT_NOTES}>
                    <summary>{ texts.get("queue.notes") }</summary>
                    { for notes }
                </details>
            }
        </div>
    }
}

/// The text; where it is to replace a public one, that one beside it.
pub fn text(texts: &Texts, entry: &QueueEntry) -> Html {
    let text = html! { <div part="text" dir="auto">{ rich_text(&entry.comment.body) }</div> };
    let Some(public) = entry.published_source.as_ref() else {
        return text;
    };
    html! {
        <div class="beside">
            <div>
                <p class="soft">{ texts.get("queue.new_text") }</p>
                { text }
            </div>
            <div>
                <p class="soft">{ texts.get("queue.public_text") }</p>
                <pre tabindex="0" dir="auto">{ public.clone() }</pre>
            </div>
        </div>
    }
}

/// A word about a comment that was public before.
pub fn kind(texts: &Texts, entry: &QueueEntry) -> Html {
    match entry.kind {
        QueueKind::Edit => html! { <span class="badge">{ texts.get("queue.edit") }</span> },
        QueueKind::New | QueueKind::Reported => Html::default(),
    }
}

/// The texts before this one.
pub fn earlier(texts: &Texts, entry: &QueueEntry) -> Html {
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
                    { timestamp(texts, &old.time, None, ZONE) }
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

/// The last decision: by whom, when and why.
pub fn decision(texts: &Texts, entry: &QueueEntry) -> Html {
    let Some(made) = &entry.decision else {
        return Html::default();
    };
    let key = match made.action {
        DecisionAction::Approve => "queue.by.approve",
        DecisionAction::Reject => "queue.by.reject",
        DecisionAction::Remove => "queue.by.remove",
        DecisionAction::Restore => "queue.by.restore",
        DecisionAction::Keep => "queue.by.keep",
        DecisionAction::Unknown => "queue.by.unknown",
    };
    html! {
        <p>
            <strong>{ texts.with(key, &[("name", &made.by)]) }</strong>
            { ", " }
            { timestamp(texts, &made.time, None, ZONE) }
            if let Some(reason) = &made.reason {
                <span class="soft reason-given">
                    { texts.with("status.rejected.reason", &[("reason", reason)]) }
                </span>
            }
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bedside_wire::moderation::AuthorHistory;

    #[test]
    fn nothing_is_said_of_an_author_whose_comments_are_not_known() {
        let texts = Texts::load("en");
        let of = |history: Option<AuthorHistory>| {
            let entry = QueueEntry {
                history,
                ..QueueEntry::default()
            };
            super::history(&texts, &entry)
        };
        assert_eq!(of(None), Html::default());
        let first = AuthorHistory {
            pending: 1,
            ..AuthorHistory::default()
        };
        let words = texts.get("queue.first");
        assert_eq!(of(Some(first)), html! { <p class="soft">{ words }</p> });
    }
}
