//! The pages where a sign-in starts: in a window, in place of the site's page,
//! behind an owner's link.

use super::begin::{choices, origin};
use crate::api::{RequestContext, RouteContext, body, html_response};
use crate::error::Result;
use crate::site::{Anyone, ReadTicket};
use bedside_domain::hashing::digest;
use bedside_domain::{DomainError, ErrorCode, return_address};
use bedside_i18n::Texts;
use bedside_widget::ssr::{
    OwnerInvitation, SignInStart, StartMode, owner_invitation, sign_in_start,
};
use worker::Response;

pub async fn show_start(ctx: RouteContext<Anyone>) -> Result<Response> {
    if ctx.head.query("mode").as_deref() != Some("popup") {
        // A full-page sign-in begins with a ticket, never with a link.
        return Err(DomainError::invalid("mode").into());
    }
    let origin = origin(&ctx, ctx.head.query("origin"))?;
    let hidden = ["thumbprint", "attempt", "window_hash"].map(|name| (name, String::new()));
    let more = [("mode", "popup".to_owned()), ("origin", origin.clone())];
    let fresh = fresh(ctx.head.query("fresh"));
    let hidden = hidden.into_iter().chain(more).chain(fresh).collect();
    let texts = ctx.words().await?.texts.clone();
    let start = show(&ctx, StartMode::Popup { origin }, hidden, texts).await?;
    html_response::keep_opener(start, true)
}

/// Shows the start of a full-page sign-in, which goes on by itself.
///
/// Only the ticket's own page may send this form. To ask the person where it came
/// from elsewhere would not do: a script of the host's can get a ticket for a key
/// of its own, and one press by somebody who was led there would give the session
/// to that key, by way of any open redirect of the host's. The widget's form
/// tells its origin on a page with `Referrer-Policy: no-referrer`, too.
pub async fn show_start_of_ticket(mut ctx: RouteContext<Anyone>) -> Result<Response> {
    let form = body::form(&mut ctx).await?;
    let ticket = form.text("ticket");
    let ticket_hash = digest(&ticket);
    let return_to = ctx.run(&ReadTicket { ticket_hash }).await?.return_to;
    if ctx.head.header("origin") != return_address::origin(&return_to) {
        return Err(ErrorCode::OriginNotAllowed.into());
    }
    let mut hidden = vec![
        ("mode", "redirect".into()),
        ("ticket", ticket),
        ("window_hash", String::new()),
    ];
    hidden.extend(fresh(form.get("fresh")));
    let lang = form.get("lang").unwrap_or_else(|| ctx.lang());
    let texts = ctx.words_in(&lang).await?.texts.clone();
    show(&ctx, StartMode::Redirect, hidden, texts).await
}

/// The field that has the provider ask anew who it is.
fn fresh(asked: Option<String>) -> Option<(&'static str, String)> {
    asked.map(|_| ("fresh", "true".to_owned()))
}

async fn show(
    ctx: &RequestContext,
    mode: StartMode,
    mut hidden: Vec<(&'static str, String)>,
    texts: Texts,
) -> Result<Response> {
    hidden.push(("lang", texts.lang().to_owned()));
    let page = SignInStart {
        build: ctx.build().await?,
        site_title: ctx.site_title(),
        mode,
        action: ctx.path("/sign-in"),
        hidden,
        providers: choices(ctx)?,
        texts,
    };
    html_response::html(200, sign_in_start(&page).await)
}

/// Shows the page of an owner's link. The token is in the fragment, which no
/// server sees; the page's form sends it.
pub async fn show_claim(ctx: RouteContext<Anyone>) -> Result<Response> {
    if ctx.head.query("token").is_some() {
        // In a query it was seen by proxies and is in the history.
        return Err(ErrorCode::LinkInvalid.into());
    }
    let texts = ctx.words().await?.texts.clone();
    let page = OwnerInvitation {
        build: ctx.build().await?,
        site_title: ctx.site_title(),
        action: ctx.path("/sign-in"),
        hidden: vec![
            ("mode", "claim".into()),
            ("token", String::new()),
            ("window_hash", String::new()),
            ("lang", texts.lang().to_owned()),
        ],
        providers: choices(&ctx)?,
        texts,
    };
    html_response::html(200, owner_invitation(&page).await)
}
