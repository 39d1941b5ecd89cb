//! Commenting without scripts: a form, a sign-in by redirect, a page to
//! confirm. No session comes of it and nothing is kept in the browser.

use super::wish::Posted;
use super::{Call, body, page, sign_in};
use crate::error::{self, Failure, Outcome};
use crate::site::{ConfirmPlain, ReadThread, ThreadAnswer};
use bedside_domain::page::title as title_of;
use bedside_domain::{comment, ids};
use bedside_widget::ssr::{DocumentContext, Refused, document};
use bedside_wire::comment::PageInfo;
use bedside_wire::embed::FragmentState;
use bedside_wire::{CommentStatus, PostComment, ProblemCode};
use body::Form;
use worker::Response;

pub async fn post_comment(mut call: Call) -> Outcome<Response> {
    let form = body::form(&mut call).await?;
    let comment = PostComment {
        page: PageInfo {
            key: form.text("page"),
            url: form.get("url"),
            title: form.get("title"),
        },
        parent: form.get("parent"),
        body: form.text("body"),
        name: form.get("name"),
    };
    match comment::accept(comment.clone()) {
        Ok(_) => sign_in::begin_plain(call, &comment, form.get("lang")).await,
        Err(refusal) => refused(call, form, refusal.into()).await,
    }
}

/// The thread's page again, with what is wrong and all that was written.
async fn refused(call: Call, form: Form, failure: Failure) -> Outcome<Response> {
    let read = ReadThread {
        site: call.site_id().to_owned(),
        page: bedside_domain::page::key(&form.text("page"))?,
        sort: None,
        flat: false,
        search: None,
        cursor: None,
        // The form names the comment that it answers.
        around: form.get("parent").filter(|id| ids::is_id(id)),
        strict: false,
        began: false,
        known: None,
    };
    let ThreadAnswer::View(seen) = call.run(&read).await? else {
        return Err(ProblemCode::Internal.into());
    };
    let mut view = seen.view;
    let texts = call.words().await?.texts.clone();
    // Any site's page can send such a form here.
    if let Some(url) = form.get("url").and_then(|url| call.own_address(&url)) {
        view.url = url;
    }
    if let Some(title) = form.get("title").and_then(|title| title_of(&title)) {
        view.title = title;
    }
    let problem = error::worded(failure, &texts);
    let status = problem.status;
    let (lang, dir, build) = (
        texts.lang().to_owned(),
        texts.dir().to_owned(),
        call.build().await?,
    );
    let state = FragmentState {
        view,
        lang,
        dir,
        build,
    };
    let context = DocumentContext {
        texts,
        site_title: call.site_title(),
        cursor: None,
        began: None,
        index: false,
        reply: form.get("parent"),
        refused: Some(Refused {
            problem,
            body: form.text("body"),
            name: form.text("name"),
        }),
        notice: None,
    };
    page::html(status, document(&state, &context).await)
}

pub async fn confirm_comment(mut call: Call) -> Outcome<Response> {
    let form = body::form(&mut call).await?;
    let confirm = ConfirmPlain {
        code: form.text("code"),
        name: form.get("name"),
    };
    let posted = call.run(&confirm).await?.answer.comment;
    let status = match posted.status {
        CommentStatus::Published => Posted::Published,
        _ => Posted::Pending,
    };
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("page", &form.text("page"))
        .append_pair("lang", &form.text("lang"))
        .append_pair("posted", status.as_str())
        .finish();
    page::go(&format!("{}?{query}", call.path("/thread")))
}
