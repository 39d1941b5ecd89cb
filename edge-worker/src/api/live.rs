//! The way into a page's LiveRoom.

use super::RouteContext;
use crate::error::{HttpError, Result};
use crate::live_room::{self, RoomAddress, budget};
use crate::platform::{self, RawRequest};
use crate::site::{Anyone, FindPage};
use bedside_domain::ErrorCode;
use bedside_domain::limits::{LIVE_SOCKETS, LIVE_SOCKETS_OF_A_ROOM};
use worker::Response;

pub async fn enter_room(ctx: RouteContext<Anyone>) -> Result<Response> {
    let page = ctx.page()?;
    if !ctx.head.header("upgrade").eq_ignore_ascii_case("websocket") {
        return Err(ErrorCode::UpgradeNeeded.into());
    }
    let asked = FindPage { page: page.clone() };
    let room = match ctx.run(&asked).await? {
        Some(page) => RoomAddress::of(ctx.site_id(), &page),
        None => RoomAddress::shared(ctx.site_id(), &page),
    };
    let is_cloudflare = RawRequest::from(&ctx.request).connection().is_cloudflare;
    let usual = match is_cloudflare {
        true => LIVE_SOCKETS_OF_A_ROOM,
        false => LIVE_SOCKETS,
    };
    let most = ctx.config.deployment.live_sockets.unwrap_or(usual);
    // On bare workerd the rooms are in this process.
    if !is_cloudflare && !budget::wakes(room.room(), most, platform::now()) {
        return Err(ErrorCode::RoomFull.into());
    }
    let response = live_room::enter(&ctx.env, &room, most).await?;
    match response.status_code() {
        101 => Ok(response),
        503 => Err(ErrorCode::RoomFull.into()),
        status => Err(HttpError::Internal(format!("the room answered {status}"))),
    }
}
