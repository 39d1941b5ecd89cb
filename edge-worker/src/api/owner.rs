//! Routes of owners.

use super::write::write;
use super::{RouteContext, auth};
use crate::error::Result;
use crate::site::{FreshOwner, Owner, ReadPeople, ReadSettings, WriteRole, WriteSettings};
use bedside_wire::settings::ChangeRole;
use worker::Response;

pub async fn read_settings(ctx: RouteContext<Owner>) -> Result<Response> {
    auth::private(200, &ctx.run(&ReadSettings {}).await?)
}

pub async fn change_settings(ctx: RouteContext<Owner>) -> Result<Response> {
    write(ctx, 200, |change| WriteSettings { change }).await
}

pub async fn read_people(ctx: RouteContext<Owner>) -> Result<Response> {
    let cursor = ctx.head.query("cursor");
    auth::private(200, &ctx.run(&ReadPeople { cursor }).await?)
}

pub async fn change_role(ctx: RouteContext<FreshOwner>) -> Result<Response> {
    let id = ctx.part("id").to_owned();
    write(ctx, 200, |ChangeRole { role }| {
        let role = role.into();
        WriteRole { id, role }
    })
    .await
}
