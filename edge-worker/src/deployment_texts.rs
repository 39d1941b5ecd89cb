//! A site's own texts, as its deployment overrides them, and the versions that tell
//! them from others.

use bedside_domain::deployment::{Deployment, DeploymentError, Site};
use bedside_domain::hashing::digest;
use bedside_domain::text_override::check;
use bedside_i18n::{Languages, Texts};
use std::collections::BTreeMap;

/// Separates a build, a site and the version of its texts in an asset's address; no
/// build, site or version contains it.
const BETWEEN: char = '~';
/// Characters of a version: two different sets of texts share one, which leaves the
/// old texts in caches, once in 2^60.
const VERSION_CHARS: usize = 10;

/// A site's texts by language and key.
pub type ByLanguage = BTreeMap<String, BTreeMap<String, String>>;

/// A site's texts with the deployment's overrides.
pub struct DeploymentTexts {
    /// Whole languages, by tag.
    texts: BTreeMap<String, Texts>,
    /// The version of these texts.
    pub texts_version: String,
}

impl DeploymentTexts {
    /// The texts of a language, where the site overrides some in it.
    pub fn texts(&self, lang: &str) -> Option<Texts> {
        self.texts.get(Languages::pick(&[lang])).cloned()
    }
}

/// The version of these texts: another one for others, empty for none.
pub fn texts_version(texts: &ByLanguage) -> String {
    if texts.values().all(BTreeMap::is_empty) {
        return String::new();
    }
    let mut texts_version = digest(&format!("{texts:?}"));
    texts_version.truncate(VERSION_CHARS);
    texts_version
}

/// The name under which a site's texts are fetched with a build: the build's own,
/// or where they have a version, one that changes with it.
pub fn build_for(build: &str, site: &str, texts_version: &str) -> String {
    if texts_version.is_empty() {
        build.to_owned()
    } else {
        format!("{build}{BETWEEN}{site}{BETWEEN}{texts_version}")
    }
}

/// The site whose assets are requested, where the build's name says one.
pub fn site_of(build: &str) -> Option<&str> {
    build.split(BETWEEN).nth(1)
}

/// True for a name that can be one of [`build_for`]'s: another spelling of it would
/// only fill caches on the way.
pub fn is_build(name: &str) -> bool {
    name.chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | BETWEEN))
}

/// The text overrides of all sites that have some.
///
/// # Errors
/// The first language or text that is wrong, by name.
pub fn of(deployment: &Deployment) -> Result<BTreeMap<String, DeploymentTexts>, DeploymentError> {
    let mut all = BTreeMap::new();
    for (id, site) in &deployment.sites {
        let primary = site.lang.split('-').next().unwrap_or_default();
        if !Languages::ALL.contains(&primary.to_lowercase().as_str()) {
            return Err(DeploymentError::Lang(id.clone(), site.lang.clone()));
        }
        if !site.texts.is_empty() {
            all.insert(id.clone(), overrides(id, site)?);
        }
    }
    Ok(all)
}

fn overrides(id: &str, site: &Site) -> Result<DeploymentTexts, DeploymentError> {
    let mut texts = BTreeMap::new();
    for (lang, own) in &site.texts {
        if !Languages::ALL.contains(&lang.as_str()) {
            return Err(DeploymentError::TextsLang(id.into(), lang.clone()));
        }
        let bedside = Texts::load(lang);
        for (key, text) in own {
            check(key, text, |key| bedside.find(key)).map_err(|flaw| {
                DeploymentError::Text(id.into(), lang.clone(), key.clone(), flaw)
            })?;
        }
        texts.insert(lang.clone(), bedside.with_own(own));
    }
    let texts_version = texts_version(&site.texts);
    Ok(DeploymentTexts {
        texts,
        texts_version,
    })
}
