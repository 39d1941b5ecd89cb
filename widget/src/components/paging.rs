//! The buttons at both ends of the list and at its folds; plain links where
//! scripts are off.

use crate::components::article::author_id;
use crate::components::button::Button;
use crate::components::notice;
use crate::state::{App, CommentAction, LoadRequest};
use bedside_domain::tree_path::root_of;
use bedside_i18n::Texts;
use bedside_wire::{CollapsedReplies, Sort};
use yew::prelude::*;

/// The label of an order.
pub fn order_label(texts: &Texts, sort: Sort) -> AttrValue {
    texts.get(match sort {
        Sort::Newest => "sort.newest",
        Sort::Top => "sort.top",
        Sort::Controversial => "sort.controversial",
        Sort::MostReplies => "sort.replies",
        Sort::StaffFirst => "sort.staff",
        Sort::Oldest | Sort::Unknown => "sort.oldest",
    })
}

/// The label of a fold's button.
pub fn fold_label(texts: &Texts, fold: &CollapsedReplies) -> AttrValue {
    match fold.more {
        0 => texts.get("more_replies_uncounted"),
        n => texts.count("more_replies", n),
    }
}

/// The link of the plain page.
pub fn link(rel: Option<&'static str>, label: AttrValue, href: String) -> Html {
    html! { <a part="button" {rel} {href}>{ label }</a> }
}

/// The button, or why it did not work and the button to try again.
///
/// A fold's has no listener of its own, so that two that look alike are equal:
/// a stretch of the list is not shown again for nothing.
pub fn button(
    texts: &Texts,
    label: AttrValue,
    load: LoadRequest,
    app: &App,
    on_load: &Callback<LoadRequest>,
) -> Html {
    let busy = app.loading.as_ref() == Some(&load);
    let failed = app.load_failed.as_ref().filter(|(what, _)| *what == load);
    // The same words may stand below many discussions.
    let described_by = match &load {
        LoadRequest::Fold(place) => Some(author_id(root_of(place))),
        _ => None,
    };
    let onclick = on_load.reform(move |_: MouseEvent| load.clone());
    if let Some((_, error)) = failed {
        return notice::retry(texts, error, onclick);
    }
    let label = if busy { texts.get("loading") } else { label };
    let is_fold = described_by.is_some();
    Button {
        busy,
        described_by,
        asks: is_fold.then_some(CommentAction::More),
        onclick: (!is_fold).then_some(onclick),
        ..Button::default()
    }
    .says(label)
}
