//! The menu of a comment: rarely wanted actions behind one button.

use crate::components::article::{CommentProps, ReplyControl};
use crate::components::button::Button;
use crate::state::comment_row::Absence;
use crate::state::{CommentAction, ListedComment};
use bedside_wire::CommentStatus;
use yew::prelude::*;

/// The state of a comment's menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Menu {
    /// True while the menu is open.
    pub open: bool,
    /// The reader may decide about comments.
    pub staff: bool,
}

/// The choices of a comment's menu; none where there is nothing to choose.
fn choices(row: &ListedComment, menu: Menu) -> &'static [(CommentAction, &'static str)] {
    let staff = menu.staff;
    match row.absence() {
        Some(Absence::Removed) if staff => &[(CommentAction::Restore, "restore")],
        Some(_) => &[],
        None if row.own.is_some() => &[(CommentAction::Delete, "delete")],
        None if row.comment.status != CommentStatus::Published => &[],
        None if staff => &[
            (CommentAction::Report, "report"),
            (CommentAction::Remove, "remove"),
        ],
        None => &[(CommentAction::Report, "report")],
    }
}

/// The button and, while it is open, the menu: buttons one below the other. On
/// the page without scripts there is none, for it would do nothing.
pub fn more_menu(props: &CommentProps) -> Html {
    let CommentProps {
        texts, row, menu, ..
    } = props;
    let choices = choices(row, *menu);
    if props.reply != ReplyControl::Form || choices.is_empty() {
        return Html::default();
    }
    let says = |action: CommentAction, key: &str, expanded: Option<bool>| {
        Button {
            expanded,
            of: Some(row.comment.author.clone().into()),
            asks: Some(action),
            danger: matches!(action, CommentAction::Delete | CommentAction::Remove),
            ..Button::default()
        }
        .says(texts.get(key))
    };
    let items = choices.iter().map(|(action, key)| says(*action, key, None));
    html! {
        <div class="more">
            { says(CommentAction::Menu, "more", Some(menu.open)) }
            if menu.open {
                <div class="menu" role="group" aria-label={texts.get("more")}>{ for items }</div>
            }
        </div>
    }
}
