//! The owner's texts, which replace the deployment's and Bedside's.

use super::access::{Anyone, FreshOwner, Owner};
use super::context::Context;
use super::db::Db;
use super::idempotent::{Once, WriteOutcome};
use super::op::{Effect, Op};
use super::{audit_store, setting_store, text_override_store};
use crate::deployment_texts;
use crate::error::Result;
use bedside_domain::site_settings::Choices;
use bedside_i18n::Languages;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The key under which the version of the site's own texts is stored.
const VERSION: &str = "texts";

/// The version of the texts that the site's owner chose; empty without any.
pub fn texts_version(choices: &Choices) -> String {
    choices.get(VERSION).cloned().unwrap_or_default()
}

/// The owner's texts of a language, by key: for the API, which writes them into
/// pages. Their version comes with every response of the object.
#[derive(Serialize, Deserialize)]
pub struct LoadTexts {
    /// The language.
    pub lang: String,
}

impl Op for LoadTexts {
    const NAME: &'static str = "load_texts";
    const EFFECT: Effect = Effect::Nothing;
    type Access = Anyone;
    type Outcome = BTreeMap<String, String>;

    fn run(self, ctx: &Context<'_>, _: Anyone) -> Result<Self::Outcome> {
        text_override_store::of(ctx.db, &self.lang)
    }
}

/// The same, for the owner.
#[derive(Serialize, Deserialize)]
pub struct ReadTexts {
    /// The language.
    pub lang: String,
}

impl Op for ReadTexts {
    const NAME: &'static str = "read_texts";
    const EFFECT: Effect = Effect::Nothing;
    type Access = Owner;
    type Outcome = BTreeMap<String, String>;

    fn run(self, ctx: &Context<'_>, _: Owner) -> Result<Self::Outcome> {
        text_override_store::of(ctx.db, &self.lang)
    }
}

/// Changes texts of a language. The API has checked them against Bedside's.
#[derive(Serialize, Deserialize)]
pub struct WriteTexts {
    /// The language.
    pub lang: String,
    /// By key, the owner's text; nothing for the standard one.
    pub texts: BTreeMap<String, Option<String>>,
}

impl Op for Once<WriteTexts> {
    const NAME: &'static str = "write_texts";
    type Access = FreshOwner;
    /// The texts as they are stored now.
    type Outcome = WriteOutcome<BTreeMap<String, Option<String>>>;

    fn run(self, ctx: &Context<'_>, owner: FreshOwner) -> Result<Self::Outcome> {
        let Self { write, op } = self;
        let owner_id = owner.account.id.as_str();
        let written = ctx.idempotent(owner_id, &write, || {
            for (key, text) in &op.texts {
                let text = text.as_deref();
                text_override_store::set(ctx.db, owner.permission, &op.lang, key, text)?;
                let target = [&op.lang, "/", key].concat();
                let detail = text.unwrap_or_default();
                audit_store::append(ctx.db, ctx.now, owner_id, "text", &target, detail)?;
            }
            let version = new_texts_version(ctx.db)?;
            setting_store::set(ctx.db, owner.permission, VERSION, &version)?;
            Ok(op.texts.clone())
        })?;
        ctx.cache.forget_settings();
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
