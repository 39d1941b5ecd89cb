//! The owner's texts in place of the deployment's and Bedside's.

use super::context::{Caller, Context, IdempotentRequest, WriteOutcome};
use super::db::Db;
use super::op::{Effect, Op};
use super::{audit_store, setting_store, text_override_store};
use crate::deployment_texts;
use crate::error::Result;
use bedside_domain::access::OwnerAccess;
use bedside_i18n::Languages;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where the mark of the site's own texts is kept.
const VERSION_CHARS: &str = "texts";

/// The mark of the texts that the site's owner chose; empty without any.
pub fn texts_version(db: &Db) -> Result<String> {
    Ok(setting_store::all(db)?
        .remove(VERSION_CHARS)
        .unwrap_or_default())
}

/// The owner's texts of a language, by key: for the front, which speaks them.
/// Their mark comes with every answer of the object.
#[derive(Serialize, Deserialize)]
pub struct LoadTexts {
    /// The language.
    pub lang: String,
}

impl Op for LoadTexts {
    const NAME: &'static str = "load_texts";
    const EFFECT: Effect = Effect::Nothing;
    type Outcome = BTreeMap<String, String>;

    fn run(self, ctx: &Context<'_>) -> Result<Self::Outcome> {
        text_override_store::of(ctx.db, &self.lang)
    }
}

/// The same, for the owner.
#[derive(Serialize, Deserialize)]
pub struct ReadTexts {
    /// Who.
    pub caller: Caller,
    /// The language.
    pub lang: String,
}

impl Op for ReadTexts {
    const NAME: &'static str = "read_texts";
    const EFFECT: Effect = Effect::Nothing;
    type Outcome = BTreeMap<String, String>;

    fn run(self, ctx: &Context<'_>) -> Result<Self::Outcome> {
        OwnerAccess::of(ctx.account(&self.caller)?.role)?;
        text_override_store::of(ctx.db, &self.lang)
    }
}

/// Changes texts of a language. The front has held them against Bedside's.
#[derive(Serialize, Deserialize)]
pub struct WriteTexts {
    /// Who.
    pub caller: Caller,
    /// Once.
    pub write: IdempotentRequest,
    /// The language.
    pub lang: String,
    /// By key, the owner's text; nothing for the standard one.
    pub texts: BTreeMap<String, Option<String>>,
}

impl Op for WriteTexts {
    const NAME: &'static str = "write_texts";
    /// As they are kept now.
    type Outcome = WriteOutcome<BTreeMap<String, Option<String>>>;

    fn run(self, ctx: &Context<'_>) -> Result<Self::Outcome> {
        let (owner, _access) = ctx.fresh_owner(&self.caller)?;
        let written = ctx.idempotent(&owner.id, &self.write, || {
            for (key, text) in &self.texts {
                let text = text.as_deref();
                text_override_store::set(ctx.db, &self.lang, key, text)?;
                let target = [&self.lang, "/", key].concat();
                let detail = text.unwrap_or_default();
                audit_store::append(ctx.db, ctx.now, &owner.id, "text", &target, detail)?;
            }
            setting_store::set(ctx.db, VERSION_CHARS, &new_texts_version(ctx.db)?)?;
            Ok(self.texts.clone())
        })?;
        // Only what is committed is told.
        ctx.cache.texts_version.replace(texts_version(ctx.db)?);
        // Roles may be called otherwise now.
        ctx.cache.reserved.take();
        Ok(written)
    }
}

fn new_texts_version(db: &Db) -> Result<String> {
    let mut all = BTreeMap::new();
    for lang in Languages::ALL {
        all.insert((*lang).to_owned(), text_override_store::of(db, lang)?);
    }
    Ok(deployment_texts::texts_version(&all))
}
