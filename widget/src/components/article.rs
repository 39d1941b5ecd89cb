//! A comment as it is shown.

use crate::components::button::Button;
use crate::components::more_menu::{Menu, more_menu};
use crate::components::placeholder;
use crate::components::rich_text::rich_text;
use crate::components::standing::Rendered;
use crate::components::timestamp::{ZONE, timestamp};
use crate::state::app::article_id;
use crate::state::{CommentAction, ListedComment};
use bedside_domain::limits::DEPTH_MOST;
use bedside_i18n::Texts;
use bedside_i18n::intl;
use bedside_wire::report::ReportReason;
use bedside_wire::{CommentStatus, Role, Vote, Votes};
use yew::prelude::*;

/// The control to reply with.
#[derive(Debug, Clone, PartialEq)]
pub enum ReplyControl {
    /// By a form that opens below it.
    Form,
    /// By a link to a page with the form: only in the page without scripts.
    #[cfg(feature = "ssr")]
    Link(AttrValue),
}

/// Props of [`article`].
#[derive(Properties, Clone, PartialEq)]
pub struct CommentProps {
    /// Texts.
    pub texts: Texts,
    /// The comment.
    pub row: ListedComment,
    /// The control to reply with.
    pub reply: ReplyControl,
    /// Which votes may be given.
    #[prop_or_default]
    pub votes: Votes,
    /// Its menu.
    #[prop_or_default]
    pub menu: Menu,
    /// The comments that stand already.
    #[prop_or_default]
    pub rendered: Rendered,
    /// The form that is open below it.
    #[prop_or_default]
    pub children: Html,
}

/// A comment's indentation, as an attribute for the style.
const DEPTHS: [&str; DEPTH_MOST as usize] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];

/// The element id of the name of the author of the comment at a place: as unique
/// as the comment's id, and a fifth of its length.
pub fn author_id(place: &str) -> AttrValue {
    AttrValue::from(["by-", place].concat())
}

/// A comment as an article, named by its author, the author of the comment that
/// it answers, and its time.
pub fn article(props: &CommentProps) -> Html {
    let CommentProps { texts, row, .. } = props;
    let comment = &*row.comment;
    let author_id = author_id(&comment.tree_path);
    let absence = row.absence();
    let time_id = AttrValue::from(["at-", &comment.tree_path].concat());
    let reply_name = reply_name(texts, row);
    let name_id = match reply_name {
        Some(_) => AttrValue::from(["re-", &comment.tree_path].concat()),
        None => author_id.clone(),
    };
    let zone = match props.reply {
        #[cfg(feature = "ssr")]
        ReplyControl::Link(_) => intl::Zone::UtcForGood,
        ReplyControl::Form => ZONE,
    };
    // No dynamic class anywhere: it would bring Yew's set of classes.
    let depth = row.indent.unwrap_or(0);
    let depth = DEPTHS.get(usize::from(depth).wrapping_sub(1));
    html! {
        <article
            id={article_id(&comment.id)}
            part="comment"
            data-depth={depth.copied()}
            data-own={row.own.as_ref().map(|_| "true")}
            tabindex="-1"
            aria-labelledby={[&*name_id, " ", &*time_id].concat()}
        >
            <header>
                { author(texts, row, &author_id) }
                if let Some(name) = reply_name {
                    <span id={name_id} hidden=true>{ name }</span>
                }
                if absence.is_none() {
                    { role(texts, comment.role) }
                }
                <a part="time" href={["#comment-", &comment.id].concat()}>
                    { timestamp(texts, &comment.time, Some(time_id), zone) }
                </a>
                if comment.edited.is_some() && absence.is_none() {
                    <span class="soft">{ texts.get("edited") }</span>
                }
            </header>
            { parent(texts, row) }
            { placeholder::mark(texts, row) }
            { placeholder::removal(texts, row) }
            <div part="text" dir="auto">
                if absence.is_none() {
                    { rich_text(&comment.body) }
                }
            </div>
            { acts(props) }
            if let Some(reason) = row.reported {
                <p part="notice good">{ texts.get("report.thanks") }</p>
                if reason == ReportReason::Danger {
                    <p class="urgent">{ texts.get("report.danger.hint") }</p>
                }
            }
            { props.children.clone() }
        </article>
    }
}

/// The author's name, or why the comment is not shown.
fn author(texts: &Texts, row: &ListedComment, id: &AttrValue) -> Html {
    let id = id.clone();
    match row.absence() {
        Some(absence) => html! {
            <span class="absent" {id}>{ placeholder::words(texts, row, absence) }</span>
        },
        None => html! {
            <b part="author" dir="auto" {id}>{ row.comment.author.clone() }</b>
        },
    }
}

/// The text that stands beside the name of somebody with this role.
pub fn role_key(role: Role) -> Option<&'static str> {
    match role {
        Role::Owner => Some("role.owner"),
        Role::Moderator => Some("role.moderator"),
        Role::Member => None,
    }
}

fn role(texts: &Texts, role: Role) -> Html {
    match role_key(role) {
        Some(key) => html! { <span part="role">{ texts.get(key) }</span> },
        None => Html::default(),
    }
}

/// The beginning of a reply's name: its author, and the author whom it answers.
fn reply_name(texts: &Texts, row: &ListedComment) -> Option<AttrValue> {
    let parent = row.parent_author()?;
    let name = match row.absence() {
        Some(absence) => placeholder::words(texts, row, absence),
        None => row.comment.author.clone().into(),
    };
    Some(texts.with("reply_named", &[("name", &name), ("parent", parent)]))
}

/// "In reply to NAME", for those only who do not see it where the indentation
/// shows it, or a short form of it: nesting alone tells a screen reader nothing
/// (WCAG 1.3.1).
fn parent(texts: &Texts, row: &ListedComment) -> Html {
    let (Some(id), Some(name)) = (&row.comment.parent, row.parent_author()) else {
        return match row.comment.parent {
            Some(_) if row.name_parent => {
                html! { <p class="soft">{ texts.get("in_reply_to_gone") }</p> }
            }
            Some(_) => html! { <p class="unseen">{ texts.get("in_reply_to_gone") }</p> },
            None => Html::default(),
        };
    };
    let words = texts.with("in_reply_to", &[("name", name)]);
    let href = ["#comment-", id].concat();
    if !row.name_parent {
        return html! { <p class="unseen">{ words }</p> };
    }
    match row.indent {
        Some(_) => html! { <p class="soft"><a {href}>{ words }</a></p> },
        None => html! {
            <>
                <p class="unseen">{ words }</p>
                <p class="soft"><a {href}>{ ["@", name].concat() }</a></p>
            </>
        },
    }
}

/// A comment that a moderator took down stays as it is.
fn can_be_edited(row: &ListedComment) -> bool {
    row.comment.status != CommentStatus::Removed
}

fn acts(props: &CommentProps) -> Html {
    let CommentProps { row, texts, .. } = props;
    let is_here = row.absence().is_none();
    let answerable = row.comment.status == CommentStatus::Published && is_here;
    let reply = match &props.reply {
        ReplyControl::Form if answerable => Button {
            of: Some(row.comment.author.clone().into()),
            asks: Some(CommentAction::Reply),
            ..Button::default()
        }
        .says(texts.get("reply")),
        #[cfg(feature = "ssr")]
        ReplyControl::Link(href) if answerable => {
            let label = [&*texts.get("reply"), ", ", &row.comment.author].concat();
            html! {
            <a part="button" href={href.clone()} rel="nofollow" aria-label={label}>
                { texts.get("reply") }
            </a>
            }
        }
        _ => Html::default(),
    };
    let edit = Button {
        of: Some(row.comment.author.clone().into()),
        asks: Some(CommentAction::Edit),
        ..Button::default()
    };
    html! {
        <div part="actions">
            { reply }
            if answerable {
                { votes(props) }
            }
            if let Some(own) = row.own.as_ref().filter(|_| is_here && can_be_edited(row)) {
                { edit.says(placeholder::edit_words(texts, own)) }
            }
            { placeholder::undo(texts, row) }
            { more_menu(props) }
        </div>
    }
}

/// The votes, and the buttons to give one. Nobody votes on what they wrote.
fn votes(props: &CommentProps) -> Html {
    let kinds: &[Vote] = match props.votes {
        Votes::Off => &[],
        Votes::Up => &[Vote::Up],
        Votes::UpDown => &[Vote::Up, Vote::Down],
    };
    let CommentProps { row, texts, .. } = props;
    let show = |kind: &Vote| {
        let (key, n) = match kind {
            Vote::Down => ("vote.down", row.comment.down),
            _ => ("vote.up", row.comment.up),
        };
        let words = match n {
            0 => texts.get(key),
            n => {
                let number = intl::number(texts.lang(), u64::from(n));
                AttrValue::from([&*texts.get(key), " ", &number].concat())
            }
        };
        match props.reply {
            ReplyControl::Form if row.own.is_none() => Button {
                pressed: Some(row.vote == *kind),
                of: Some(row.comment.author.clone().into()),
                asks: Some(CommentAction::Vote(*kind)),
                ..Button::default()
            }
            .says(words),
            _ if n > 0 => html! { <span class="soft">{ words }</span> },
            _ => Html::default(),
        }
    };
    let shown = kinds.iter().map(show);
    html! { <>{ for shown }</> }
}
