//! Routes of signed-in people.

use super::write::{once, response, write, write_without_body};
use super::{RequestContext, RouteContext, auth, body, feed};
use crate::error::Result;
use crate::site::{
    self, AnyoneOrSignedIn, ChangeComment, ChangeMyName, DeleteComment, EndReplyFeed,
    MakeReplyFeed, ReadMe, Report, SignedIn, WriteComment,
};
use bedside_domain::{DomainError, ErrorCode, ids};
use bedside_wire::PostComment;
use bedside_wire::comment::UndeleteComment;
use bedside_wire::viewer::ChangeName;
use bedside_wire::vote::CastVote;
use worker::{Response, ResponseBuilder};

pub async fn read_me(ctx: RouteContext<SignedIn>) -> Result<Response> {
    let page = ctx.page()?;
    auth::private(200, &ctx.run(&ReadMe { page }).await?)
}

pub async fn change_name(ctx: RouteContext<SignedIn>) -> Result<Response> {
    write(ctx, 200, |ChangeName { name }| ChangeMyName { name }).await
}

pub async fn post_comment(mut ctx: RouteContext<SignedIn>) -> Result<Response> {
    let (post, _) = body::json::<PostComment>(&mut ctx).await?;
    // What makes it the same comment. A browser that was reloaded before the
    // answer came has the text and its key; the name may be known by now, and
    // the page may have another title.
    let parent = post.parent.as_deref().unwrap_or_default();
    let comment = [&post.page.key, parent, &post.body].join("\n");
    response(
        201,
        &once(&ctx, WriteComment { post: post.into() }, &comment).await?,
    )
}

pub async fn edit_comment(ctx: RouteContext<SignedIn>) -> Result<Response> {
    let id = comment_id(&ctx)?;
    write(ctx, 200, |edit| ChangeComment { id, edit }).await
}

pub async fn delete_comment(ctx: RouteContext<SignedIn>) -> Result<Response> {
    let id = comment_id(&ctx)?;
    write_without_body(ctx, 200, DeleteComment { id }).await
}

pub async fn undelete_comment(ctx: RouteContext<SignedIn>) -> Result<Response> {
    let id = comment_id(&ctx)?;
    write(ctx, 200, |UndeleteComment {}| site::UndeleteComment { id }).await
}

/// Takes a report of anybody's: danger is not to wait for a sign-in.
pub async fn report_comment(ctx: RouteContext<AnyoneOrSignedIn>) -> Result<Response> {
    let id = comment_id(&ctx)?;
    write(ctx, 202, |report| Report { id, report }).await
}

pub async fn cast_vote(ctx: RouteContext<SignedIn>) -> Result<Response> {
    let id = comment_id(&ctx)?;
    write(ctx, 200, |CastVote { vote }| {
        let vote = vote.into();
        site::CastVote { id, vote }
    })
    .await
}

pub async fn make_reply_feed(ctx: RouteContext<SignedIn>) -> Result<Response> {
    let made = once(&ctx, MakeReplyFeed {}, "").await?;
    response(201, &made.map(|token| feed::of_replies(&ctx, &token)))
}

pub async fn end_reply_feed(ctx: RouteContext<SignedIn>) -> Result<Response> {
    ctx.run(&EndReplyFeed {}).await?;
    Ok(ResponseBuilder::new().with_status(204).empty())
}

/// The comment's id in the path.
///
/// # Errors
/// `comment_unknown` for text that is no id.
pub fn comment_id(ctx: &RequestContext) -> Result<String> {
    let id = ctx.part("id");
    if ids::is_id(id) {
        Ok(id.to_owned())
    } else {
        Err(DomainError::new(ErrorCode::CommentUnknown).into())
    }
}
