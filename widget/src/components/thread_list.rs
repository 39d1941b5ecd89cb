//! The comments, one below the other.

use crate::components::comment::{Comment, Reply};
use crate::components::composer::Composer;
use crate::hooks::remote::Remote;
use crate::hooks::use_send::Purpose;
use crate::state::{App, Open, Row};
use crate::texts::Texts;
use yew::prelude::*;

/// Props of [`ThreadList`].
#[derive(Properties, PartialEq)]
pub struct ThreadListProps {
    /// Words.
    pub texts: Texts,
    /// The comments to show.
    pub rows: Vec<Row>,
    /// The whole state, for the form that may be open.
    pub app: UseReducerHandle<App>,
    /// The way to the worker.
    pub remote: Remote,
}

/// The comments and the form that is open below one of them.
#[component]
pub fn ThreadList(props: &ThreadListProps) -> Html {
    let ThreadListProps { texts, app, .. } = props;
    let rows = props.rows.iter().map(|row| {
        let form = purpose(app.open.as_ref(), row).map(|purpose| {
            html! {
                <Composer
                    {texts}
                    {purpose}
                    session={app.session.clone()}
                    approve_first={app.thread.approve_first}
                    dispatch={app.dispatcher()}
                    remote={props.remote.clone()}
                />
            }
        });
        html! {
            <Comment
                key={row.comment.id.clone()}
                {texts}
                row={row.clone()}
                reply={Reply::Form}
                dispatch={app.dispatcher()}
            >
                { form.unwrap_or_default() }
            </Comment>
        }
    });
    html! { <div class="list">{ for rows }</div> }
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
