//! The way into a page's Room.

use super::Call;
use crate::error::{Failure, Outcome};
use crate::platform;
use crate::room::{self, Place, budget};
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
    let is_cloudflare = platform::connection(call.request.inner()).is_cloudflare;
    let usual = match is_cloudflare {
        true => LIVE_SOCKETS_OF_A_ROOM,
        false => LIVE_SOCKETS,
    };
    let most = call.config.deployment.live_sockets.unwrap_or(usual);
    // On bare workerd the rooms are in this process.
    if !is_cloudflare && !budget::wakes(place.room(), most, platform::now()) {
        return Err(ProblemCode::RoomFull.into());
    }
    let answer = room::enter(&call.env, &place, most).await?;
    match answer.status_code() {
        101 => Ok(answer),
        503 => Err(ProblemCode::RoomFull.into()),
        status => Err(Failure::Broken(format!("the room answered {status}"))),
    }
}
