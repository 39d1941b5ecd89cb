//! The parts of a comment that follow from the reader's preferences.

use crate::components::article::author_id;
use crate::components::button::Button;
use crate::state::{CommentAction, ListedComment};
use bedside_i18n::Texts;
use yew::prelude::*;

/// The badge of a comment that is new or changed since the last visit.
pub fn new(texts: &Texts, row: &ListedComment) -> Html {
    if !row.marks.new {
        return Html::default();
    }
    html! { <span class="badge new">{ texts.get("new") }</span> }
}

/// The line in place of a muted comment's text.
pub fn muted(texts: &Texts, row: &ListedComment) -> Html {
    if !row.marks.muted {
        return Html::default();
    }
    let reveal = button(row, CommentAction::Reveal, texts.get("muted.show"));
    html! {
        <p class="muted soft"><span>{ texts.get("muted") }</span>{ reveal }</p>
    }
}

/// The buttons to mute the author and to fold the replies.
pub fn buttons(texts: &Texts, row: &ListedComment) -> Html {
    let replies = row.marks.shows_replies.map(|shown| match shown {
        true => texts.get("branch.fold"),
        false => texts.get("branch.unfold"),
    });
    html! {
        <>
            if row.marks.can_mute {
                { button(row, CommentAction::Mute, texts.get("mute")) }
            }
            if let Some(words) = replies {
                { button(row, CommentAction::ToggleReplies, words) }
            }
        </>
    }
}

fn button(row: &ListedComment, action: CommentAction, words: AttrValue) -> Html {
    Button {
        described_by: Some(author_id(&row.comment.tree_path)),
        asks: Some(action),
        ..Button::default()
    }
    .says(words)
}
