//! What owners do.

use super::{RequestContext, auth, body};
use crate::error::Result;
use crate::site::{ReadPeople, ReadSettings, WriteRole, WriteSettings};
use bedside_wire::settings::{ChangeRole, ChangeSettings};
use worker::Response;

pub async fn read_settings(ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    auth::private(200, &ctx.run(&ReadSettings { caller }).await?)
}

pub async fn change_settings(mut ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    let (change, body) = body::json::<ChangeSettings>(&mut ctx).await?;
    let write = auth::write(&ctx, &body)?;
    auth::written(
        200,
        &ctx.run(&WriteSettings {
            caller,
            write,
            change,
        })
        .await?,
    )
}

pub async fn read_people(ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    let cursor = ctx.head.query("cursor");
    auth::private(200, &ctx.run(&ReadPeople { caller, cursor }).await?)
}

pub async fn change_role(mut ctx: RequestContext) -> Result<Response> {
    let caller = auth::caller(&ctx).await?;
    let (ChangeRole { role }, body) = body::json(&mut ctx).await?;
    let write = auth::write(&ctx, &body)?;
    let id = ctx.part("id").to_owned();
    auth::written(
        200,
        &ctx.run(&WriteRole {
            caller,
            write,
            id,
            role: role.into(),
        })
        .await?,
    )
}
