//! Changes of a thread since a version, and the page of a comment.

use super::super::access::Anyone;
use super::super::comment_store::{self, CommentRow};
use super::super::context::Context;
use super::super::op::{Effect, Op};
use super::super::{comment_queries_store, thread_store, vote_store};
use crate::error::Result;
use bedside_domain::ErrorCode;
use bedside_domain::limits::CHANGES_PAGE;
use bedside_wire::ThreadChanges;
use serde::{Deserialize, Serialize};

/// Reads the changes since a version.
#[derive(Serialize, Deserialize)]
pub struct ReadChanges {
    /// The page's key.
    pub page: String,
    /// The version the reader has.
    pub since: u64,
}

impl Op for ReadChanges {
    const NAME: &'static str = "read_changes";
    const EFFECT: Effect = Effect::Nothing;
    type Access = Anyone;
    type Outcome = ThreadChanges;

    fn run(self, ctx: &Context<'_>, _: Anyone) -> Result<ThreadChanges> {
        let thread = match thread_store::by_page(ctx.db, &self.page)? {
            Some(thread) => thread,
            // A page without comments is read as an empty thread, and nothing
            // changed in it. A client that knows a version read another thread.
            None if self.since == 0 => return Ok(ThreadChanges::default()),
            None => return Err(ErrorCode::ThreadUnknown.into()),
        };
        let mut rows =
            comment_queries_store::changed(ctx.db, thread.id, self.since, CHANGES_PAGE + 1)?;
        let mut voted = vote_store::changed(ctx.db, thread.id, self.since, CHANGES_PAGE + 1)?;
        // Up to which version both lists have all: one more was fetched than is
        // sent, and no more than that share a version.
        let ends = [
            rows.get(CHANGES_PAGE).map(|row| row.version - 1),
            voted.get(CHANGES_PAGE).map(|voted| voted.voted - 1),
        ];
        let end = ends.into_iter().flatten().min();
        if let Some(end) = end {
            rows.retain(|row| row.version <= end);
            voted.retain(|voted| voted.voted <= end);
        }
        voted.retain(|voted| rows.iter().all(|row| row.id != voted.id));
        let (public, hidden): (Vec<_>, Vec<_>) = rows
            .into_iter()
            .partition(|row: &CommentRow| row.is_listed());
        let votes = ctx.settings.votes;
        let mut items: Vec<_> = public.iter().map(|row| row.view(votes)).collect();
        items.sort_by(|a, b| a.tree_path.cmp(&b.tree_path));
        let removed = hidden.into_iter().map(|row| row.id).collect();
        Ok(ThreadChanges {
            version: end.unwrap_or(thread.version),
            total: thread.published_count,
            items,
            removed,
            votes: voted.into_iter().map(|voted| voted.view(votes)).collect(),
            more: end.is_some(),
        })
    }
}

/// Finds the page of a comment that readers' lists have.
#[derive(Serialize, Deserialize)]
pub struct FindComment {
    /// The comment's id.
    pub id: String,
}

impl Op for FindComment {
    const NAME: &'static str = "find_comment";
    const EFFECT: Effect = Effect::Nothing;
    type Access = Anyone;
    /// The page's key.
    type Outcome = String;

    fn run(self, ctx: &Context<'_>, _: Anyone) -> Result<String> {
        let row = comment_store::by_id(ctx.db, &self.id)?
            .filter(|row| row.is_listed())
            .ok_or(ErrorCode::CommentUnknown)?;
        Ok(thread_store::by_id(ctx.db, row.thread_id)?.page)
    }
}
