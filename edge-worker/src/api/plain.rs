//! Commenting without scripts: a form, a sign-in by redirect, a page to
//! confirm. No session comes of it and nothing is kept in the browser.

use super::sign_in::{self, Remark, ask_to_confirm};
use super::{RouteContext, body, html_response};
use crate::error::{self, HttpError, Result};
use crate::site::{Anyone, ConfirmPlain, ReadThread, ReadThreadOutcome};
use bedside_domain::comment::{self, NewComment};
use bedside_domain::page::PageInfo;
use bedside_domain::page::title as title_of;
use bedside_domain::{ErrorCode, ids};
use bedside_http::thread_query::Posted;
use bedside_widget::ssr::{PlainPageContext, RefusedForm, plain_page};
use bedside_wire::CommentStatus;
use bedside_wire::embed::FragmentState;
use body::Form;
use worker::Response;

pub async fn post_comment(mut ctx: RouteContext<Anyone>) -> Result<Response> {
    let form = body::own_form(&mut ctx).await?;
    let comment = NewComment {
        page: PageInfo {
            key: form.text("page"),
            url: form.get("url"),
            title: form.get("title"),
        },
        parent: form.get("parent"),
        body: form.text("body"),
        name: form.get("name"),
    };
    match comment::sanitize(comment) {
        Ok(sanitized) => sign_in::begin_plain(ctx, sanitized, form.get("lang")).await,
        Err(refusal) => refused(ctx, form, refusal.into()).await,
    }
}

/// The thread's page again, with what is wrong and all that was written.
async fn refused(ctx: RouteContext<Anyone>, form: Form, failure: HttpError) -> Result<Response> {
    let read = ReadThread {
        site: ctx.site_id().to_owned(),
        page: bedside_domain::page::key(&form.text("page"))?,
        sort: None,
        flat: false,
        search: None,
        cursor: None,
        // The form names the comment that it answers.
        around: form.get("parent").filter(|id| ids::is_id(id)),
        strict: false,
        began: false,
        if_none_match: None,
    };
    let ReadThreadOutcome::View(seen) = ctx.run(&read).await? else {
        return Err(ErrorCode::Internal.into());
    };
    let mut view = seen.view;
    let texts = ctx.words().await?.texts.clone();
    // Anybody can make an address of the page with another in it.
    if let Some(url) = form.get("url").and_then(|url| ctx.own_address(&url)) {
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
        ctx.build().await?,
    );
    let state = FragmentState {
        view,
        lang,
        dir,
        build,
    };
    let context = PlainPageContext {
        texts,
        site_title: ctx.site_title(),
        cursor: None,
        began: None,
        index: false,
        reply: form.get("parent"),
        refused: Some(RefusedForm {
            problem,
            body: form.text("body"),
            name: form.text("name"),
        }),
        notice: None,
    };
    html_response::html(status, plain_page(&state, &context).await)
}

pub async fn confirm_comment(mut ctx: RouteContext<Anyone>) -> Result<Response> {
    let form = body::own_form(&mut ctx).await?;
    let (code, lang) = (form.text("code"), form.text("lang"));
    let confirm = ConfirmPlain {
        code: code.clone(),
        name: form.get("name"),
    };
    let posted = match ctx.run(&confirm).await {
        Ok(Some(written)) => written.outcome.comment,
        Ok(None) => return ask_to_confirm(&ctx, code, &lang, Remark::TooSoon).await,
        Err(HttpError::Refused(problem)) if problem.field.as_deref() == Some("name") => {
            let refused = Remark::NameRefused(form.text("name"), problem);
            return ask_to_confirm(&ctx, code, &lang, refused).await;
        }
        Err(failure) => return Err(failure),
    };
    let status = match posted.status {
        CommentStatus::Published => Posted::Published,
        _ => Posted::Pending,
    };
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("page", &form.text("page"))
        .append_pair("lang", &lang)
        .append_pair("posted", status.as_str())
        .finish();
    html_response::go(&format!("{}?{query}", ctx.path("/thread")))
}
