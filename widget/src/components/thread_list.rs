//! The comments, one below the other.

use crate::components::article::{CommentProps, Reply};
use crate::components::composer::Composer;
use crate::components::paging;
use crate::components::standing::Rendered;
use crate::components::stretch::Stretch;
use crate::hooks::remote::Remote;
use crate::hooks::use_send::Purpose;
use crate::state::app::fold_id;
use crate::state::dispatch::Dispatch;
use crate::state::{App, Load, Open, Row, Thread};
use crate::texts::Texts;
use yew::prelude::*;

/// The comments and the form that is open below one of them, in the stretches
/// that they came in.
pub fn thread_list(
    texts: &Texts,
    rows: Vec<Row>,
    app: &App,
    dispatch: &Dispatch,
    remote: &Remote,
    rendered: &Rendered,
    on_load: &Callback<Load>,
) -> Html {
    let stretches = app.thread.stretches(rows).into_iter().map(|(key, rows)| {
        let items = rows.into_iter().map(|row| {
            let fold = fold(texts, &row, app, on_load);
            let form = purpose(app.open.as_ref(), &row)
                .map(|purpose| composer(texts, purpose, app, dispatch, remote));
            let props = CommentProps {
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
fn comment(texts: &Texts, row: Row, thread: &Thread) -> CommentProps {
    CommentProps {
        texts: texts.clone(),
        row,
        reply: Reply::Form,
        votes: thread.votes,
        rendered: Rendered::default(),
        children: Html::default(),
    }
}

/// The button of what is folded after a comment.
fn fold(texts: &Texts, row: &Row, app: &App, on_load: &Callback<Load>) -> Option<Html> {
    let place = &row.comment.place;
    let fold = app.thread.folds.iter().find(|fold| fold.after == *place)?;
    let load = Load::Fold(place.clone().into());
    let label = paging::fold_label(texts, fold);
    let button = paging::button(texts, label, load, app, on_load);
    let id = fold_id(place);
    Some(html! { <div class="fold" key={&*id} id={id.clone()}>{ button }</div> })
}

/// A form for a purpose.
pub fn composer(
    texts: &Texts,
    purpose: Purpose,
    app: &App,
    dispatch: &Dispatch,
    remote: &Remote,
) -> Html {
    html! {
        <Composer
            {texts}
            {purpose}
            session={app.session.clone()}
            approve_first={app.thread.approve_first}
            {dispatch}
            {remote}
        />
    }
}

/// What the open form is for, where it belongs to this comment.
fn purpose(open: Option<&Open>, row: &Row) -> Option<Purpose> {
    match open? {
        Open::Reply(id) if *id == row.comment.id => Some(Purpose::Reply {
            to: id.clone().into(),
            author: row.comment.author.clone().into(),
        }),
        Open::Edit(id) if *id == row.comment.id => {
            let own = row.own.as_ref()?;
            Some(Purpose::Edit {
                id: id.clone().into(),
                revision: own.comment.revision,
                source: own.source.clone().into(),
            })
        }
        _ => None,
    }
}
