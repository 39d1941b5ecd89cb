//! Health, assets, and what the deployment's operator does.

use super::{HttpResponse, RouteContext, auth, body};
use crate::assets;
use crate::error::Result;
use crate::metrics;
use crate::platform;
use crate::site::{Anyone, Import, MakeOwnerLink, Metrics, Operator};
use bedside_domain::Role;
use bedside_domain::hashing::digest;
use bedside_domain::limits::IMPORT_BYTES;
use bedside_domain::metrics::MEDIA_TYPE;
use schemars::JsonSchema;
use serde::Serialize;
use worker::{Response, ResponseBuilder};

/// That the worker answers.
#[derive(Serialize, JsonSchema)]
pub struct Health {
    /// `ok`.
    status: &'static str,
    /// The build of the assets.
    build: String,
}

/// An owner's link.
#[derive(Serialize, JsonSchema)]
pub struct OwnerLink {
    /// Its address.
    link: Option<String>,
}

/// Owner's links of sites that nobody owns.
#[derive(Serialize, JsonSchema)]
pub struct OwnerLinks {
    /// One for each site.
    links: Vec<OwnerLinkOfSite>,
}

/// A site's owner's link.
#[derive(Serialize, JsonSchema)]
struct OwnerLinkOfSite {
    /// Its address.
    link: String,
    /// The site's id.
    site: String,
}

pub async fn health(ctx: RouteContext<Anyone>) -> Result<Response> {
    let build = ctx.build().await?;
    let status = "ok";
    auth::private(200, &Health { status, build })
}

pub async fn loader(ctx: RouteContext<Anyone>) -> Result<HttpResponse> {
    assets::script(&ctx.env, "embed.js", &ctx.head.encodings).await
}

pub async fn count_tag(ctx: RouteContext<Anyone>) -> Result<HttpResponse> {
    assets::script(&ctx.env, "count.js", &ctx.head.encodings).await
}

pub async fn recent_tag(ctx: RouteContext<Anyone>) -> Result<HttpResponse> {
    assets::script(&ctx.env, "recent.js", &ctx.head.encodings).await
}

pub async fn asset(ctx: RouteContext<Anyone>) -> Result<HttpResponse> {
    assets::file(
        &ctx.env,
        &ctx.config,
        ctx.part("build"),
        ctx.part("file"),
        &ctx.head.encodings,
    )
    .await
}

pub async fn read_metrics(ctx: RouteContext<Metrics>) -> Result<Response> {
    let text = metrics::text(&ctx.build().await?);
    Ok(ResponseBuilder::new()
        .with_header("content-type", MEDIA_TYPE)?
        .with_header("cache-control", "no-store")?
        .fixed(text.into_bytes()))
}

pub async fn make_owner_link(ctx: RouteContext<Operator>) -> Result<Response> {
    let link = owner_link(&ctx, false).await?;
    auth::private(201, &OwnerLink { link })
}

/// Makes a link for the call's site. `is_first` makes none where the site has an
/// owner.
async fn owner_link(ctx: &RouteContext<Operator>, is_first: bool) -> Result<Option<String>> {
    let token = platform::new_secret();
    let make = MakeOwnerLink {
        token_hash: digest(&token),
        is_first,
    };
    let path = ctx.path("/claim");
    let address = || ctx.config.address(&format!("{path}#token={token}"));
    Ok(ctx.run(&make).await?.then(address))
}

/// Links made by one request at most.
const LINKS: usize = 20;

/// Makes a link for each site that nobody owns: neither by its object nor by the
/// deployment's document.
pub async fn make_first_owner_links(mut ctx: RouteContext<Operator>) -> Result<Response> {
    let config = ctx.config.clone();
    let sites = config.deployment.sites.iter();
    let unowned = sites.filter(|(_, site)| site.staff.iter().all(|s| s.role != Role::Owner));
    let mut links = Vec::new();
    for (id, _) in unowned {
        if links.len() == LINKS {
            break;
        }
        ctx = ctx.about(id)?;
        if let Some(link) = owner_link(&ctx, true).await? {
            let site = id.clone();
            links.push(OwnerLinkOfSite { link, site });
        }
    }
    auth::private(201, &OwnerLinks { links })
}

pub async fn import_comments(mut ctx: RouteContext<Operator>) -> Result<Response> {
    let (import, _) = body::json_within::<Import>(&mut ctx, IMPORT_BYTES).await?;
    auth::private(200, &ctx.run(&import).await?)
}
