//! Health, assets, and what the deployment's administrator does.

use super::{Answer, Call, body, session};
use crate::assets;
use crate::error::Outcome;
use crate::platform;
use crate::site::{Import, MakeOwnerLink};
use bedside_domain::limits::IMPORT_BYTES;
use bedside_domain::secret::digest;
use bedside_wire::ProblemCode;
use serde_json::json;
use worker::Response;

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
        if digest(token) == digest(call.config.admin_token.reveal()) {
            Ok(Self(()))
        } else {
            Err(ProblemCode::NotAllowed.into())
        }
    }
}

pub async fn make_owner_link(call: Call) -> Outcome<Response> {
    let _access = AdministratorAccess::of(&call)?;
    let token = platform::new_secret();
    call.run(&MakeOwnerLink {
        token_hash: digest(&token),
    })
    .await?;
    let link = call
        .config
        .address(&format!("{}#token={token}", call.path("/claim")));
    session::private(201, &json!({ "link": link }))
}

pub async fn import_comments(mut call: Call) -> Outcome<Response> {
    let _access = AdministratorAccess::of(&call)?;
    let (import, _) = body::json_within::<Import>(&mut call, IMPORT_BYTES).await?;
    session::private(200, &call.run(&import).await?)
}
