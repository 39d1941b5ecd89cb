//! The page that asks for the last word before a plain page's comment is
//! posted.

use crate::api::{RouteContext, html_response};
use crate::error::Result;
use crate::site::{Anyone, ReadConfirmation};
use bedside_domain::{Role, markdown};
use bedside_widget::ssr::{ConfirmComment, ConfirmName, confirm_comment};
use bedside_wire::Problem;
use worker::Response;

/// A remark beside the comment.
pub enum Remark {
    /// Nothing: it is shown for the first time.
    None,
    /// It was answered before it could be read.
    TooSoon,
    /// This name cannot be taken.
    NameRefused(String, Problem),
}

/// Shows the comment of a one-time code, as whom and where it would be posted.
///
/// # Errors
/// `sign_in_unknown`, or why the attempt is over.
pub async fn ask_to_confirm(
    ctx: &RouteContext<Anyone>,
    code: String,
    lang: &str,
    remark: Remark,
) -> Result<Response> {
    let read = ReadConfirmation { code };
    let seen = ctx.run(&read).await?;
    let texts = ctx.words_in(lang).await?.texts.clone();
    let info = seen.comment.page;
    let shown_page = match seen.page_title {
        Some(title) => format!("{title} ({})", info.key),
        None => info.key.clone(),
    };
    let back = [info.url.as_ref(), Some(&info.key)];
    let back = back.into_iter().flatten();
    let (again, refused) = match remark {
        Remark::None => (false, None),
        Remark::TooSoon => (true, None),
        Remark::NameRefused(name, problem) => (false, Some((name, problem))),
    };
    let (refused_name, problem) = refused.unzip();
    let status = problem.as_ref().map_or(200, |problem| problem.status);
    let name = if seen.name_is_suggested {
        // Nobody but staff themselves names staff.
        let typed = seen.comment.name.filter(|_| seen.role == Role::Member);
        let wanted = refused_name.or(typed);
        ConfirmName::Open(wanted.unwrap_or(seen.name))
    } else {
        ConfirmName::Chosen(seen.name)
    };
    let page = ConfirmComment {
        build: ctx.build().await?,
        action: ctx.path("/plain/confirm"),
        hidden: vec![
            ("code", read.code),
            ("page", info.key.clone()),
            ("lang", texts.lang().to_owned()),
        ],
        body: markdown::render(&seen.comment.body),
        name,
        role: seen.role.into(),
        page: shown_page,
        waits: seen.waits,
        again,
        problem,
        back: back.filter_map(|address| ctx.own_address(address)).next(),
        texts,
    };
    html_response::html(status, confirm_comment(&page).await)
}
