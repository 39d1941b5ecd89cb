//! The comments, one below the other.

use crate::components::comment::{Comment, Reply};
use crate::components::composer::Composer;
use crate::hooks::remote::Remote;
use crate::hooks::use_send::Purpose;
use crate::state::app::Dispatch;
use crate::state::{App, Open, Row};
use crate::texts::Texts;
use yew::prelude::*;
use yew::virtual_dom::Key;

/// The comments and the form that is open below one of them.
pub fn thread_list(
    texts: &Texts,
    rows: Vec<Row>,
    app: &App,
    dispatch: &Dispatch,
    remote: &Remote,
) -> Html {
    let rows = rows.into_iter().map(|row| {
        let form = purpose(app.open.as_ref(), &row)
            .map(|purpose| composer(texts, purpose, app, dispatch, remote));
        let key = Key::from(row.comment.id.as_str());
        html! {
            <Comment
                {key}
                {texts}
                {row}
                reply={Reply::Form}
                dispatch={Some(dispatch.clone())}
            >
                { form.unwrap_or_default() }
            </Comment>
        }
    });
    html! { <div class="list">{ for rows }</div> }
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
