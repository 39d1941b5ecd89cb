//! The owner's texts in place of the deployment's and Bedside's.

use super::context::{Caller, Context, Write, Written};
use super::db::Db;
use super::op::{Effect, Op};
use super::{audit_store, own_text_store, setting_store};
use crate::error::Outcome;
use crate::own_words;
use bedside_domain::access::OwnerAccess;
use bedside_widget::texts::Languages;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where the mark of the site's own texts is kept.
const MARK: &str = "texts";

/// The mark of the texts that the site's owner chose; empty without any.
///
/// # Errors
/// Our own fault only.
pub fn mark(db: &Db) -> Outcome<String> {
    Ok(setting_store::all(db)?.remove(MARK).unwrap_or_default())
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
    type Answer = BTreeMap<String, String>;

    fn run(self, site: &Context<'_>) -> Outcome<Self::Answer> {
        own_text_store::of(site.db, &self.lang)
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
    type Answer = BTreeMap<String, String>;

    fn run(self, site: &Context<'_>) -> Outcome<Self::Answer> {
        OwnerAccess::of(site.account(&self.caller)?.role)?;
        own_text_store::of(site.db, &self.lang)
    }
}

/// Changes texts of a language. The front has held them against Bedside's.
#[derive(Serialize, Deserialize)]
pub struct WriteTexts {
    /// Who.
    pub caller: Caller,
    /// Once.
    pub write: Write,
    /// The language.
    pub lang: String,
    /// By key, the owner's text; nothing for the standard one.
    pub texts: BTreeMap<String, Option<String>>,
}

impl Op for WriteTexts {
    const NAME: &'static str = "write_texts";
    /// As they are kept now.
    type Answer = Written<BTreeMap<String, Option<String>>>;

    fn run(self, site: &Context<'_>) -> Outcome<Self::Answer> {
        let (owner, _access) = site.fresh_owner(&self.caller)?;
        let written = site.once(&owner.id, &self.write, || {
            for (key, text) in &self.texts {
                let text = text.as_deref();
                own_text_store::set(site.db, &self.lang, key, text)?;
                let target = [&self.lang, "/", key].concat();
                let detail = text.unwrap_or_default();
                audit_store::append(site.db, site.now, &owner.id, "text", &target, detail)?;
            }
            setting_store::set(site.db, MARK, &new_mark(site.db)?)?;
            Ok(self.texts.clone())
        })?;
        // Only what is committed is told.
        site.memory.words.replace(mark(site.db)?);
        // Roles may be called otherwise now.
        site.memory.reserved.take();
        Ok(written)
    }
}

fn new_mark(db: &Db) -> Outcome<String> {
    let mut all = BTreeMap::new();
    for lang in Languages::ALL {
        all.insert((*lang).to_owned(), own_text_store::of(db, lang)?);
    }
    Ok(own_words::mark(&all))
}
