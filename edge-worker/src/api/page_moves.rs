//! How owners move pages.

use super::{RequestContext, auth, body};
use crate::error::Result;
use crate::site::{MergePages, ReadPagesLeft, RemapPages};
use bedside_wire::pages::MovePages;
use worker::Response;

pub async fn merge_pages(mut ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    let (asked, body) = body::json::<MovePages>(&mut ctx).await?;
    let write = auth::write(&ctx, &body)?;
    auth::written(
        200,
        &ctx.run(&MergePages {
            caller,
            write,
            asked,
        })
        .await?,
    )
}

pub async fn remap_pages(mut ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    let (asked, body) = body::json::<MovePages>(&mut ctx).await?;
    let write = auth::write(&ctx, &body)?;
    auth::written(
        200,
        &ctx.run(&RemapPages {
            caller,
            write,
            asked,
        })
        .await?,
    )
}

pub async fn read_pages_left(ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    auth::private(200, &ctx.run(&ReadPagesLeft { caller }).await?)
}
