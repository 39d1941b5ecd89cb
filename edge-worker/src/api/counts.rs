//! The numbers of pages' comments.

use super::{RouteContext, auth, body};
use crate::error::Result;
use crate::site::{Anyone, CountComments};
use bedside_domain::limits::{COUNT_BYTES, COUNT_PAGES};
use bedside_domain::{DomainError, page};
use bedside_wire::counts::{AskCounts, Counts, PageCount};
use worker::Response;

pub async fn count_comments(mut ctx: RouteContext<Anyone>) -> Result<Response> {
    let (AskCounts { pages }, _) = body::json_within::<AskCounts>(&mut ctx, COUNT_BYTES).await?;
    if pages.len() > COUNT_PAGES {
        return Err(DomainError::too_long("pages", COUNT_PAGES).into());
    }
    // A page whose key cannot be one has no comments; the others are counted.
    let keys = pages.iter().map(|said| page::key(said).unwrap_or_default());
    let keys = keys.collect();
    let totals = ctx.run(&CountComments { pages: keys }).await?;
    let texts = &ctx.words().await?.texts;
    let items = pages
        .into_iter()
        .zip(totals)
        .map(|(page, total)| PageCount {
            page,
            total,
            text: texts.count("comments_count", total).to_string(),
        });
    let counts = Counts {
        items: items.collect(),
    };
    auth::private(200, &counts)
}
