//! Pages that owners move.

use super::write::write;
use super::{RouteContext, auth};
use crate::error::Result;
use crate::site::{MergePages, Owner, ReadPagesLeft, RemapPages};
use worker::Response;

pub async fn merge_pages(ctx: RouteContext<Owner>) -> Result<Response> {
    write(ctx, 200, |asked| MergePages { asked }).await
}

pub async fn remap_pages(ctx: RouteContext<Owner>) -> Result<Response> {
    write(ctx, 200, |asked| RemapPages { asked }).await
}

pub async fn read_pages_left(ctx: RouteContext<Owner>) -> Result<Response> {
    auth::private(200, &ctx.run(&ReadPagesLeft {}).await?)
}
