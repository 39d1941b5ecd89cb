//! Routes of owners about the texts of their site.

use super::write::{once, response};
use super::{RequestContext, RouteContext, auth, body};
use crate::error::{self, Result};
use crate::site::{FreshOwner, Owner, ReadTexts, WriteTexts};
use bedside_domain::DomainError;
use bedside_domain::limits::OWN_TEXTS_AT_ONCE;
use bedside_domain::text_override::{TextFlaw, sanitize};
use bedside_i18n::{Languages, Texts};
use bedside_wire::texts::{ChangeTexts, TextOverride, TextOverrides};
use std::collections::BTreeMap;
use worker::Response;

pub async fn read_texts(ctx: RouteContext<Owner>) -> Result<Response> {
    let lang = lang(&ctx)?;
    let read = ReadTexts {
        lang: lang.to_owned(),
    };
    let mut own = ctx.run(&read).await?;
    let bedside = Texts::load(lang);
    let items = bedside
        .keys()
        .map(|key| said(&ctx, lang, key, own.remove(key)));
    let items = items.collect();
    auth::private(200, &TextOverrides { items })
}

pub async fn change_texts(mut ctx: RouteContext<FreshOwner>) -> Result<Response> {
    let lang = lang(&ctx)?;
    let (ChangeTexts { texts }, body) = body::json(&mut ctx).await?;
    if texts.len() > OWN_TEXTS_AT_ONCE {
        return Err(DomainError::too_long("texts", OWN_TEXTS_AT_ONCE).into());
    }
    let bedside = Texts::load(lang);
    let mut accepted = BTreeMap::new();
    for (key, text) in texts {
        let own = match text {
            Some(text) => sanitize(&key, &text, |key| bedside.find(key)).map(Some),
            None if bedside.find(&key).is_some() => Ok(None),
            None => Err(TextFlaw::Unknown),
        };
        match own {
            Ok(own) => accepted.insert(key, own),
            Err(flaw) => {
                return Err(error::unfit(&key, &flaw, &ctx.words().await?.texts));
            }
        };
    }
    let change = WriteTexts {
        lang: lang.to_owned(),
        texts: accepted,
    };
    let written = once(&ctx, change, &body).await?.map(|texts| {
        let items = texts.into_iter();
        let items = items.map(|(key, own)| said(&ctx, lang, &key, own));
        TextOverrides {
            items: items.collect(),
        }
    });
    response(200, &written)
}

/// The language in the path.
fn lang(ctx: &RequestContext) -> Result<&'static str> {
    let asked = ctx.part("lang");
    let mut known = Languages::ALL.iter().copied();
    Ok(known
        .find(|lang| *lang == asked)
        .ok_or_else(|| DomainError::invalid("lang"))?)
}

/// A text as each of its three sources has it.
fn said(ctx: &RequestContext, lang: &str, key: &str, own: Option<String>) -> TextOverride {
    let bedside = Texts::load(lang).find(key).unwrap_or_default();
    let deployment = ctx.config.texts(ctx.site_id(), lang).find(key);
    let deployment = deployment.filter(|text| *text != bedside);
    TextOverride {
        key: key.to_owned(),
        bedside: bedside.to_string(),
        deployment: deployment.map(|text| text.to_string()),
        own,
    }
}
