//! How owners move pages.

use super::{Call, body, session};
use crate::error::Outcome;
use crate::site::{MergePages, ReadPagesLeft, RemapPages};
use bedside_wire::pages::MovePages;
use worker::Response;

pub async fn merge_pages(mut call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let (asked, body) = body::json::<MovePages>(&mut call).await?;
    let write = session::write(&call, &body)?;
    session::written(
        200,
        &call
            .run(&MergePages {
                caller,
                write,
                asked,
            })
            .await?,
    )
}

pub async fn remap_pages(mut call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let (asked, body) = body::json::<MovePages>(&mut call).await?;
    let write = session::write(&call, &body)?;
    session::written(
        200,
        &call
            .run(&RemapPages {
                caller,
                write,
                asked,
            })
            .await?,
    )
}

pub async fn read_pages_left(call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    session::private(200, &call.run(&ReadPagesLeft { caller }).await?)
}
