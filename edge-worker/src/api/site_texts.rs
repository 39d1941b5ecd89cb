//! The texts of a site: its owner's, else its deployment's, else Bedside's.
//!
//! The owner's are in the Site object. Each of its responses tells their newest
//! version; the isolate requests the texts when a version is new to it, and caches
//! them. So reading a thread costs no further request, and a site whose owner chose
//! none has nothing to request.

use crate::cached_body::{CachedBody, THOROUGH};
use crate::config::Config;
use crate::deployment_texts;
use crate::error::Result;
use crate::platform;
use crate::site::LoadTexts;
use crate::site::op::{self, OpResponse, Sender};
use bedside_domain::Millis;
use bedside_domain::limits::STALE_MS;
use bedside_domain::text_override::check;
use bedside_i18n::{Languages, Texts};
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use worker::Env;

/// Languages cached at most, those of all sites with texts of their own together:
/// 20 KB each, and as much again when they were requested as a file.
const MOST: usize = 256;

/// A site's texts in one language.
pub struct SiteTexts {
    /// The texts.
    pub texts: Texts,
    site: String,
    texts_version: String,
    file: OnceCell<Rc<CachedBody>>,
}

impl SiteTexts {
    fn of(config: &Config, site: &str, lang: &str, chosen: Chosen) -> Self {
        let mut texts = config.texts(site, lang);
        if !chosen.texts.is_empty() {
            // What was chosen before an update of Bedside may fit no more.
            let bedside = Texts::load(lang);
            let mut own = chosen.texts;
            own.retain(|key, own| check(key, own, |key| bedside.find(key)).is_ok());
            texts = texts.with_own(&own);
        }
        Self {
            texts,
            site: site.to_owned(),
            texts_version: [config.texts_version(site), &chosen.texts_version].concat(),
            file: OnceCell::new(),
        }
    }

    /// True where the site has texts of its own.
    pub fn are_own(&self) -> bool {
        !self.texts_version.is_empty()
    }

    /// The name under which these texts are fetched with a build.
    pub fn build(&self, build: &str) -> String {
        deployment_texts::build_for(build, &self.site, &self.texts_version)
    }

    /// The texts as a language file.
    pub fn file(&self) -> Rc<CachedBody> {
        let make = || Rc::new(CachedBody::new(self.texts.to_json().as_bytes(), THOROUGH));
        self.file.get_or_init(make).clone()
    }
}

/// The texts that a site's owner chose in one language.
#[derive(Default)]
struct Chosen {
    texts_version: String,
    texts: BTreeMap<String, String>,
}

/// The state of a site's texts in this isolate.
struct Known {
    /// The version that was heard last...
    texts_version: String,
    /// ...and when.
    heard: Millis,
    /// Its languages, as far as they were needed.
    languages: Vec<Rc<SiteTexts>>,
}

thread_local! {
    static KNOWN: RefCell<HashMap<String, Known>> = RefCell::default();
}

/// Notes the version that a response of a site's object carried.
pub fn hear(site: &str, texts_version: &str) {
    let heard = platform::now();
    KNOWN.with_borrow_mut(|all| match all.get_mut(site) {
        Some(known) if known.texts_version == texts_version => known.heard = heard,
        _ => {
            let known = Known {
                texts_version: texts_version.to_owned(),
                heard,
                languages: Vec::new(),
            };
            all.insert(site.to_owned(), known);
        }
    });
}

/// Removes the languages: the deployment has other texts.
pub fn clear() {
    KNOWN.with_borrow_mut(|all| all.values_mut().for_each(|known| known.languages.clear()));
}

/// The texts of this version, or newer ones.
pub async fn with_version(
    env: &Env,
    config: &Config,
    site: &str,
    lang: &str,
    texts_version: &str,
) -> Result<Rc<SiteTexts>> {
    let lang = Languages::pick(&[lang]);
    if let Some(words) = find(site, lang, texts_version) {
        return Ok(words);
    }
    if texts_version.is_empty() {
        return Ok(insert(config, site, lang, Chosen::default()));
    }
    newest(env, config, site, lang).await
}

/// The texts as they were at most [`STALE_MS`] ago.
pub async fn recent(env: &Env, config: &Config, site: &str, lang: &str) -> Result<Rc<SiteTexts>> {
    let now = platform::now();
    let texts_version = KNOWN.with_borrow(|all| {
        let fresh = all.get(site).filter(|known| now - known.heard < STALE_MS);
        fresh.map(|known| known.texts_version.clone())
    });
    match texts_version {
        Some(texts_version) => with_version(env, config, site, lang, &texts_version).await,
        None => newest(env, config, site, lang).await,
    }
}

/// The texts as they are, requested now.
pub async fn newest(env: &Env, config: &Config, site: &str, lang: &str) -> Result<Rc<SiteTexts>> {
    let lang = Languages::pick(&[lang]);
    let load = LoadTexts { lang: lang.into() };
    let OpResponse {
        outcome,
        texts_version,
    } = op::call(env, site, &load, &(), Sender::WORKER).await?;
    hear(site, &texts_version);
    let chosen = Chosen {
        texts: outcome?,
        texts_version,
    };
    Ok(find(site, lang, &chosen.texts_version)
        .unwrap_or_else(|| insert(config, site, lang, chosen)))
}

fn find(site: &str, lang: &str, texts_version: &str) -> Option<Rc<SiteTexts>> {
    KNOWN.with_borrow(|all| {
        let known = all
            .get(site)
            .filter(|known| known.texts_version == texts_version)?;
        let mut languages = known.languages.iter();
        languages.find(|words| words.texts.lang() == lang).cloned()
    })
}

/// Makes a language's texts, and caches a site's own unless another version was
/// heard of meanwhile.
fn insert(config: &Config, site: &str, lang: &str, chosen: Chosen) -> Rc<SiteTexts> {
    let texts_version = chosen.texts_version.clone();
    let words = Rc::new(SiteTexts::of(config, site, lang, chosen));
    if !words.are_own() {
        return words;
    }
    KNOWN.with_borrow_mut(|all| {
        let count = all.values().map(|known| known.languages.len());
        if count.sum::<usize>() >= MOST {
            all.values_mut().for_each(|known| known.languages.clear());
        }
        if let Some(known) = all
            .get_mut(site)
            .filter(|known| known.texts_version == texts_version)
        {
            known.languages.push(words.clone());
        }
    });
    words
}
