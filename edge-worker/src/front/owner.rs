//! What owners do.

use super::{Call, body, session};
use crate::error::Outcome;
use crate::site::{ReadPeople, ReadSettings, WriteRole, WriteSettings};
use bedside_wire::settings::{ChangeRole, ChangeSettings};
use worker::Response;

pub async fn read_settings(call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    session::private(200, &call.run(&ReadSettings { caller }).await?)
}

pub async fn change_settings(mut call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let (change, body) = body::json::<ChangeSettings>(&mut call).await?;
    let write = session::write(&call, &body)?;
    session::written(
        200,
        &call
            .run(&WriteSettings {
                caller,
                write,
                change,
            })
            .await?,
    )
}

pub async fn read_people(call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let cursor = call.asked.query("cursor");
    session::private(200, &call.run(&ReadPeople { caller, cursor }).await?)
}

pub async fn change_role(mut call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let (ChangeRole { role }, body) = body::json(&mut call).await?;
    let write = session::write(&call, &body)?;
    let id = call.part("id").to_owned();
    session::written(
        200,
        &call
            .run(&WriteRole {
                caller,
                write,
                id,
                role,
            })
            .await?,
    )
}
