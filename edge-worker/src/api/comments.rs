//! What signed-in people do.

use super::{RequestContext, auth, body, feed};
use crate::error::Result;
use crate::site::{
    self, ChangeComment, ChangeMyName, DeleteComment, EndReplyFeed, MakeReplyFeed, ReadMe, Report,
    WriteComment, WriteOutcome,
};
use bedside_domain::ErrorCode;
use bedside_domain::{DomainError, ids};
use bedside_wire::comment::UndeleteComment;
use bedside_wire::report::ReportComment;
use bedside_wire::viewer::ChangeName;
use bedside_wire::vote::CastVote;
use bedside_wire::{EditComment, PostComment};
use worker::{Response, ResponseBuilder};

pub async fn read_me(ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    let page = ctx.page()?;
    auth::private(200, &ctx.run(&ReadMe { caller, page }).await?)
}

pub async fn change_name(mut ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    let (ChangeName { name }, body) = body::json(&mut ctx).await?;
    let write = auth::write(&ctx, &body)?;
    auth::written(
        200,
        &ctx.run(&ChangeMyName {
            caller,
            write,
            name,
        })
        .await?,
    )
}

pub async fn post_comment(mut ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    let (post, _) = body::json::<PostComment>(&mut ctx).await?;
    // What makes it the same comment. A browser that was reloaded before the
    // answer came has the text and its key; the name may be known by now, and
    // the page may have another title.
    let parent = post.parent.as_deref().unwrap_or_default();
    let comment = [&post.page.key, parent, &post.body].join("\n");
    let write = auth::write(&ctx, &comment)?;
    auth::written(
        201,
        &ctx.run(&WriteComment {
            caller,
            write,
            post: post.into(),
        })
        .await?,
    )
}

pub async fn edit_comment(mut ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    let id = comment_id(&ctx)?;
    let (edit, body) = body::json::<EditComment>(&mut ctx).await?;
    let write = auth::write(&ctx, &body)?;
    auth::written(
        200,
        &ctx.run(&ChangeComment {
            caller,
            write,
            id,
            edit,
        })
        .await?,
    )
}

pub async fn delete_comment(ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    let id = comment_id(&ctx)?;
    let write = auth::write(&ctx, "")?;
    let delete = DeleteComment { caller, write, id };
    auth::written(200, &ctx.run(&delete).await?)
}

pub async fn undelete_comment(mut ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    let id = comment_id(&ctx)?;
    let (UndeleteComment {}, body) = body::json(&mut ctx).await?;
    let write = auth::write(&ctx, &body)?;
    let undelete = site::UndeleteComment { caller, write, id };
    auth::written(200, &ctx.run(&undelete).await?)
}

/// Takes a report of anybody's: danger is not to wait for a sign-in.
pub async fn report_comment(mut ctx: RequestContext) -> Result<Response> {
    let caller = match ctx.head.header("authorization").is_empty() {
        true => None,
        false => Some(auth::caller(&ctx).await?),
    };
    let id = comment_id(&ctx)?;
    let (report, body) = body::json::<ReportComment>(&mut ctx).await?;
    let write = auth::write(&ctx, &body)?;
    let report = Report {
        caller,
        write,
        id,
        report,
    };
    auth::written(202, &ctx.run(&report).await?)
}

pub async fn cast_vote(mut ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    let id = comment_id(&ctx)?;
    let (CastVote { vote }, body) = body::json(&mut ctx).await?;
    let write = auth::write(&ctx, &body)?;
    let cast = site::CastVote {
        caller,
        write,
        id,
        vote: vote.into(),
    };
    auth::written(200, &ctx.run(&cast).await?)
}

pub async fn make_reply_feed(ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    let write = auth::write(&ctx, "")?;
    let made = ctx.run(&MakeReplyFeed { caller, write }).await?;
    let feed = feed::of_replies(&ctx, &made.outcome);
    let written = WriteOutcome {
        outcome: feed,
        replayed: made.replayed,
    };
    auth::written(201, &written)
}

pub async fn end_reply_feed(ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    ctx.run(&EndReplyFeed { caller }).await?;
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
