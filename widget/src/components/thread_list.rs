//! The comments, one below the other.

use crate::components::article::{CommentProps, ReplyControl};
use crate::components::composer::Composer;
use crate::components::more_menu::Menu;
use crate::components::paging;
use crate::components::remove_form::RemoveForm;
use crate::components::report_form::ReportForm;
use crate::components::standing::Rendered;
use crate::components::stretch::Stretch;
use crate::hooks::purpose::Purpose;
use crate::hooks::services::Services;
use crate::state::app::fold_id;
use crate::state::dispatch::Dispatch;
use crate::state::{App, ListedComment, LoadRequest, OpenForm, Thread};
use bedside_i18n::Texts;
use bedside_wire::CommentStatus;
use yew::prelude::*;

/// The comments and the form that is open below one of them, in the stretches
/// that they came in.
pub fn thread_list(
    texts: &Texts,
    rows: Vec<ListedComment>,
    app: &App,
    dispatch: &Dispatch,
    services: &Services,
    rendered: &Rendered,
    on_load: &Callback<LoadRequest>,
) -> Html {
    let stretches = app.thread.stretches(rows).into_iter().map(|(key, rows)| {
        let items = rows.into_iter().map(|row| {
            let fold = fold(texts, &row, app, on_load);
            let form = form(texts, app, &row, dispatch, services);
            let menu = Menu {
                open: app.menu.as_ref() == Some(&row.comment.id),
                staff: app.session.is_staff(),
            };
            let props = CommentProps {
                menu,
                rendered: rendered.clone(),
                children: form.unwrap_or_default(),
                ..comment(texts, row, &app.thread)
            };
            (props, fold)
        });
        html! { <Stretch {key} items={items.collect::<Vec<_>>()} /> }
    });
    html! { <div class="list">{ for stretches }</div> }
}

/// The comments of the list as it is shown first, to whoever reads.
pub fn comments(texts: &Texts, thread: &Thread) -> Vec<CommentProps> {
    let (rows, _) = thread.rows(&[]);
    let rows = rows.into_iter();
    rows.map(|row| comment(texts, row, thread)).collect()
}

/// A comment of the list, without a form.
fn comment(texts: &Texts, row: ListedComment, thread: &Thread) -> CommentProps {
    CommentProps {
        texts: texts.clone(),
        row,
        reply: ReplyControl::Form,
        votes: thread.votes,
        menu: Menu::default(),
        rendered: Rendered::default(),
        children: Html::default(),
    }
}

/// The button of what is folded after a comment.
fn fold(
    texts: &Texts,
    row: &ListedComment,
    app: &App,
    on_load: &Callback<LoadRequest>,
) -> Option<Html> {
    let place = &row.comment.tree_path;
    let fold = app.thread.folds.iter().find(|fold| fold.after == *place)?;
    let load = LoadRequest::Fold(place.clone().into());
    let label = paging::fold_label(texts, fold);
    let button = paging::button(texts, label, load, app, on_load);
    let id = fold_id(place);
    Some(html! { <div class="fold" key={&*id} id={id.clone()}>{ button }</div> })
}

/// The form that is open below a comment.
fn form(
    texts: &Texts,
    app: &App,
    row: &ListedComment,
    dispatch: &Dispatch,
    services: &Services,
) -> Option<Html> {
    let open = app.open.as_ref()?;
    if open.comment() != row.comment.id {
        return None;
    }
    let comment = row.comment.clone();
    match open {
        OpenForm::Report(_) => {
            Some(html! { <ReportForm {texts} {comment} {dispatch} {services} /> })
        }
        OpenForm::Remove(_) => {
            Some(html! { <RemoveForm {texts} {comment} {dispatch} {services} /> })
        }
        OpenForm::Reply(_) | OpenForm::Edit(_) => {
            let purpose = purpose(open, row)?;
            Some(composer(texts, purpose, app, dispatch, services))
        }
    }
}

/// A form for a purpose.
pub fn composer(
    texts: &Texts,
    purpose: Purpose,
    app: &App,
    dispatch: &Dispatch,
    services: &Services,
) -> Html {
    html! {
        <Composer
            {texts}
            {purpose}
            session={app.session.clone()}
            approve_first={app.thread.approve_first}
            {dispatch}
            {services}
        />
    }
}

/// The purpose of the open form of this comment.
fn purpose(open: &OpenForm, row: &ListedComment) -> Option<Purpose> {
    let OpenForm::Edit(id) = open else {
        return Some(Purpose::Reply {
            to: row.comment.id.clone().into(),
            author: row.comment.author.clone().into(),
        });
    };
    let own = row.own.as_ref()?;
    // What waits is edited again, not what it is to replace.
    let (revision, source) = match &own.waiting_edit {
        Some(edit) => (edit.revision, &edit.source),
        None => (own.comment.revision, &own.source),
    };
    Some(Purpose::Edit {
        id: id.clone().into(),
        revision,
        source: source.clone().into(),
        is_public: own.comment.status == CommentStatus::Published,
    })
}
