//! The way into a page's Room.

use super::Call;
use crate::error::{Failure, Outcome};
use crate::platform;
use crate::room::{self, Place};
use crate::site::FindPage;
use bedside_domain::limits::{LIVE_SOCKETS, LIVE_SOCKETS_OF_A_ROOM};
use bedside_wire::ProblemCode;
use worker::Response;

pub async fn enter_room(call: Call) -> Outcome<Response> {
    let page = call.page()?;
    if !call
        .asked
        .header("upgrade")
        .eq_ignore_ascii_case("websocket")
    {
        return Err(ProblemCode::UpgradeNeeded.into());
    }
    let asked = FindPage { page: page.clone() };
    let place = match call.run(&asked).await? {
        Some(page) => Place::of(call.site_id(), &page),
        None => Place::shared(call.site_id(), &page),
    };
    let usual = match platform::connection(call.request.inner()).is_cloudflare {
        true => LIVE_SOCKETS_OF_A_ROOM,
        false => LIVE_SOCKETS,
    };
    let most = call.config.deployment.live_sockets.unwrap_or(usual);
    let answer = room::enter(&call.env, &place, most).await?;
    match answer.status_code() {
        101 => Ok(answer),
        503 => Err(ProblemCode::RoomFull.into()),
        status => Err(Failure::Broken(format!("the room answered {status}"))),
    }
}
