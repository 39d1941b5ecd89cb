//! What is rarely wanted of a comment, behind one button.

use crate::components::article::{CommentProps, Reply};
use crate::components::button::Button;
use crate::state::row::Absence;
use crate::state::{Ask, Row};
use bedside_wire::CommentStatus;
use yew::prelude::*;

/// The state of a comment's menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Menu {
    /// It is open.
    pub open: bool,
    /// The reader may decide about comments.
    pub staff: bool,
}

/// The choices of a comment's menu; none where there is nothing to choose.
fn choices(row: &Row, menu: Menu) -> &'static [(Ask, &'static str)] {
    let staff = menu.staff;
    match row.absence() {
        Some(Absence::Removed) if staff => &[(Ask::Restore, "restore")],
        Some(_) => &[],
        None if row.own.is_some() => &[(Ask::Delete, "delete")],
        None if row.comment.status != CommentStatus::Published => &[],
        None if staff => &[(Ask::Report, "report"), (Ask::Remove, "remove")],
        None => &[(Ask::Report, "report")],
    }
}

/// The button and, while it is open, the menu: buttons one below the other. On
/// the page without scripts there is none, for it would do nothing.
pub fn more_menu(props: &CommentProps) -> Html {
    let CommentProps {
        texts, row, menu, ..
    } = props;
    let choices = choices(row, *menu);
    if props.reply != Reply::Form || choices.is_empty() {
        return Html::default();
    }
    let says = |ask: Ask, key: &str, expanded: Option<bool>| {
        Button {
            expanded,
            of: Some(row.comment.author.clone().into()),
            asks: Some(ask),
            danger: matches!(ask, Ask::Delete | Ask::Remove),
            ..Button::default()
        }
        .says(texts.get(key))
    };
    let items = choices.iter().map(|(ask, key)| says(*ask, key, None));
    html! {
        <div class="more">
            { says(Ask::Menu, "more", Some(menu.open)) }
            if menu.open {
                <div class="menu" role="group" aria-label={texts.get("more")}>{ for items }</div>
            }
        </div>
    }
}
