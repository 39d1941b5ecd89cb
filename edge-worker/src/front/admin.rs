//! Health, assets, and what the deployment's administrator does.

use super::{Answer, Call, body, session};
use crate::assets;
use crate::error::Outcome;
use crate::metrics;
use crate::platform;
use crate::site::{Import, MakeOwnerLink};
use bedside_domain::hashing::digest;
use bedside_domain::limits::IMPORT_BYTES;
use bedside_domain::metrics::MEDIA_TYPE;
use bedside_wire::{ProblemCode, Role};
use serde_json::json;
use worker::{Response, ResponseBuilder};

pub async fn health(call: Call) -> Outcome<Response> {
    let build = call.build().await?;
    session::private(200, &json!({ "status": "ok", "build": build }))
}

pub async fn loader(call: Call) -> Outcome<Answer> {
    assets::script(&call.env, "embed.js", &call.asked.encodings).await
}

pub async fn count_tag(call: Call) -> Outcome<Answer> {
    assets::script(&call.env, "count.js", &call.asked.encodings).await
}

pub async fn recent_tag(call: Call) -> Outcome<Answer> {
    assets::script(&call.env, "recent.js", &call.asked.encodings).await
}

pub async fn asset(call: Call) -> Outcome<Answer> {
    assets::file(
        &call.env,
        &call.config,
        call.part("build"),
        call.part("file"),
        &call.asked.encodings,
    )
    .await
}

/// Proof that the administrator calls.
struct AdministratorAccess(());

impl AdministratorAccess {
    fn of(call: &Call) -> Outcome<Self> {
        let header = call.asked.header("authorization");
        let token = header.strip_prefix("Bearer ").unwrap_or_default();
        // Digests are compared, so the time it takes tells nothing of the token.
        if digest(token) == digest(call.config.operator_token.expose()) {
            Ok(Self(()))
        } else {
            Err(ProblemCode::NotAllowed.into())
        }
    }
}

/// Proof that somebody calls who may read what is counted.
struct MetricsAccess(());

impl MetricsAccess {
    fn of(call: &Call) -> Outcome<Self> {
        let header = call.asked.header("authorization");
        let token = header.strip_prefix("Bearer ").unwrap_or_default();
        let known = call.config.metrics_token.as_ref();
        if known.is_some_and(|known| digest(token) == digest(known.expose())) {
            return Ok(Self(()));
        }
        AdministratorAccess::of(call).map(|_| Self(()))
    }
}

pub async fn read_metrics(call: Call) -> Outcome<Response> {
    let _access = MetricsAccess::of(&call)?;
    let text = metrics::text(&call.build().await?);
    Ok(ResponseBuilder::new()
        .with_header("content-type", MEDIA_TYPE)?
        .with_header("cache-control", "no-store")?
        .fixed(text.into_bytes()))
}

pub async fn make_owner_link(call: Call) -> Outcome<Response> {
    let _access = AdministratorAccess::of(&call)?;
    let link = owner_link(&call, false).await?;
    session::private(201, &json!({ "link": link }))
}

/// Makes a link for the call's site. `is_first` makes none where the site has an
/// owner.
async fn owner_link(call: &Call, is_first: bool) -> Outcome<Option<String>> {
    let token = platform::new_secret();
    let make = MakeOwnerLink {
        token_hash: digest(&token),
        is_first,
    };
    let path = call.path("/claim");
    let address = || call.config.address(&format!("{path}#token={token}"));
    Ok(call.run(&make).await?.then(address))
}

/// Links made by one request at most.
const LINKS: usize = 20;

/// Makes a link for each site that nobody owns: neither by its object nor by the
/// deployment's document.
pub async fn make_first_owner_links(mut call: Call) -> Outcome<Response> {
    let _access = AdministratorAccess::of(&call)?;
    let config = call.config.clone();
    let sites = config.deployment.sites.iter();
    let unowned = sites.filter(|(_, site)| site.staff.iter().all(|s| s.role != Role::Owner));
    let mut links = Vec::new();
    for (id, _) in unowned {
        if links.len() == LINKS {
            break;
        }
        call = call.about(id)?;
        if let Some(link) = owner_link(&call, true).await? {
            links.push(json!({ "link": link, "site": id }));
        }
    }
    session::private(201, &json!({ "links": links }))
}

pub async fn import_comments(mut call: Call) -> Outcome<Response> {
    let _access = AdministratorAccess::of(&call)?;
    let (import, _) = body::json_within::<Import>(&mut call, IMPORT_BYTES).await?;
    session::private(200, &call.run(&import).await?)
}
