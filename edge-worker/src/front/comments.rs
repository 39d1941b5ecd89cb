//! What signed-in people do.

use super::{Call, body, feed, session};
use crate::error::Outcome;
use crate::site::{
    self, ChangeComment, ChangeMyName, DeleteComment, EndReplyFeed, MakeReplyFeed, ReadMe, Report,
    WriteComment, Written,
};
use bedside_domain::{DomainError, ids};
use bedside_wire::comment::UndeleteComment;
use bedside_wire::report::ReportComment;
use bedside_wire::viewer::ChangeName;
use bedside_wire::vote::CastVote;
use bedside_wire::{EditComment, PostComment, ProblemCode};
use worker::{Response, ResponseBuilder};

pub async fn read_me(call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let page = call.page()?;
    session::private(200, &call.run(&ReadMe { caller, page }).await?)
}

pub async fn change_name(mut call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let (ChangeName { name }, body) = body::json(&mut call).await?;
    let write = session::write(&call, &body)?;
    session::written(
        200,
        &call
            .run(&ChangeMyName {
                caller,
                write,
                name,
            })
            .await?,
    )
}

pub async fn post_comment(mut call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let (post, _) = body::json::<PostComment>(&mut call).await?;
    // What makes it the same comment. A browser that was reloaded before the
    // answer came has the text and its key; the name may be known by now, and
    // the page may have another title.
    let parent = post.parent.as_deref().unwrap_or_default();
    let comment = [&post.page.key, parent, &post.body].join("\n");
    let write = session::write(&call, &comment)?;
    session::written(
        201,
        &call
            .run(&WriteComment {
                caller,
                write,
                post,
            })
            .await?,
    )
}

pub async fn edit_comment(mut call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let id = comment_id(&call)?;
    let (edit, body) = body::json::<EditComment>(&mut call).await?;
    let write = session::write(&call, &body)?;
    session::written(
        200,
        &call
            .run(&ChangeComment {
                caller,
                write,
                id,
                edit,
            })
            .await?,
    )
}

pub async fn delete_comment(call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let id = comment_id(&call)?;
    let write = session::write(&call, "")?;
    let delete = DeleteComment { caller, write, id };
    session::written(200, &call.run(&delete).await?)
}

pub async fn undelete_comment(mut call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let id = comment_id(&call)?;
    let (UndeleteComment {}, body) = body::json(&mut call).await?;
    let write = session::write(&call, &body)?;
    let undelete = site::UndeleteComment { caller, write, id };
    session::written(200, &call.run(&undelete).await?)
}

/// Takes a report of anybody's: danger is not to wait for a sign-in.
pub async fn report_comment(mut call: Call) -> Outcome<Response> {
    let caller = match call.asked.header("authorization").is_empty() {
        true => None,
        false => Some(session::caller(&call).await?),
    };
    let id = comment_id(&call)?;
    let (report, body) = body::json::<ReportComment>(&mut call).await?;
    let write = session::write(&call, &body)?;
    let report = Report {
        caller,
        write,
        id,
        report,
    };
    session::written(202, &call.run(&report).await?)
}

pub async fn cast_vote(mut call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let id = comment_id(&call)?;
    let (CastVote { vote }, body) = body::json(&mut call).await?;
    let write = session::write(&call, &body)?;
    let cast = site::CastVote {
        caller,
        write,
        id,
        vote,
    };
    session::written(200, &call.run(&cast).await?)
}

pub async fn make_reply_feed(call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let write = session::write(&call, "")?;
    let made = call.run(&MakeReplyFeed { caller, write }).await?;
    let feed = feed::of_replies(&call, &made.answer);
    let written = Written {
        answer: feed,
        replayed: made.replayed,
    };
    session::written(201, &written)
}

pub async fn end_reply_feed(call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    call.run(&EndReplyFeed { caller }).await?;
    Ok(ResponseBuilder::new().with_status(204).empty())
}

/// The comment's id in the path.
///
/// # Errors
/// `comment_unknown` for text that is no id.
pub fn comment_id(call: &Call) -> Outcome<String> {
    let id = call.part("id");
    if ids::is_id(id) {
        Ok(id.to_owned())
    } else {
        Err(DomainError::new(ProblemCode::CommentUnknown).into())
    }
}
