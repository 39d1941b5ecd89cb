//! What owners do with the words of their site.

use super::{Call, body, session};
use crate::error::{self, Outcome};
use crate::site::{ReadTexts, WriteTexts, Written};
use bedside_domain::DomainError;
use bedside_domain::limits::OWN_TEXTS_AT_ONCE;
use bedside_domain::text_override::{TextFlaw, accept};
use bedside_widget::texts::{Languages, Texts};
use bedside_wire::texts::{ChangeTexts, TextOverride, TextOverrides};
use std::collections::BTreeMap;
use worker::Response;

pub async fn read_texts(call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let lang = lang(&call)?;
    let read = ReadTexts {
        caller,
        lang: lang.to_owned(),
    };
    let mut own = call.run(&read).await?;
    let bedside = Texts::load(lang);
    let items = bedside
        .keys()
        .map(|key| said(&call, lang, key, own.remove(key)));
    let items = items.collect();
    session::private(200, &TextOverrides { items })
}

pub async fn change_texts(mut call: Call) -> Outcome<Response> {
    let caller = session::caller(&call).await?;
    let lang = lang(&call)?;
    let (ChangeTexts { texts }, body) = body::json(&mut call).await?;
    let write = session::write(&call, &body)?;
    if texts.len() > OWN_TEXTS_AT_ONCE {
        return Err(DomainError::too_long("texts", OWN_TEXTS_AT_ONCE).into());
    }
    let bedside = Texts::load(lang);
    let mut accepted = BTreeMap::new();
    for (key, text) in texts {
        let own = match text {
            Some(text) => accept(&key, &text, |key| bedside.find(key)).map(Some),
            None if bedside.find(&key).is_some() => Ok(None),
            None => Err(TextFlaw::Unknown),
        };
        match own {
            Ok(own) => accepted.insert(key, own),
            Err(flaw) => {
                return Err(error::unfit(&key, &flaw, &call.words().await?.texts));
            }
        };
    }
    let change = WriteTexts {
        caller,
        write,
        lang: lang.to_owned(),
        texts: accepted,
    };
    let Written { answer, replayed } = call.run(&change).await?;
    let items = answer.into_iter();
    let items = items
        .map(|(key, own)| said(&call, lang, &key, own))
        .collect();
    session::written(
        200,
        &Written {
            answer: TextOverrides { items },
            replayed,
        },
    )
}

/// The language in the path.
fn lang(call: &Call) -> Outcome<&'static str> {
    let asked = call.part("lang");
    let mut known = Languages::ALL.iter().copied();
    Ok(known
        .find(|lang| *lang == asked)
        .ok_or_else(|| DomainError::invalid("lang"))?)
}

/// Who says what under a key.
fn said(call: &Call, lang: &str, key: &str, own: Option<String>) -> TextOverride {
    let bedside = Texts::load(lang).find(key).unwrap_or_default();
    let deployment = call.config.texts(call.site_id(), lang).find(key);
    let deployment = deployment.filter(|text| *text != bedside);
    TextOverride {
        key: key.to_owned(),
        bedside: bedside.to_string(),
        deployment: deployment.map(|text| text.to_string()),
        own,
    }
}
