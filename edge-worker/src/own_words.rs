//! The languages that sites speak, and words of their own in them.

use bedside_domain::deployment::{Deployment, DeploymentError, Site};
use bedside_domain::own_words::{TextFlaw, check};
use bedside_domain::secret::digest;
use bedside_widget::texts::{Languages, Texts};
use std::collections::BTreeMap;

/// Stands between a build, a site and the mark of its words in an asset's
/// address; no build, site or mark contains it.
const BETWEEN: char = '~';
/// Characters of a mark: a change of words that gives the same one, and so
/// leaves the old words in caches, happens once in 2^60.
const MARK: usize = 10;

/// A site's own words.
pub struct OwnWords {
    /// Whole languages, by tag.
    texts: BTreeMap<String, Texts>,
    /// Another one for other words.
    mark: String,
}

impl OwnWords {
    /// A language, where the site has words of its own in it.
    pub fn texts(&self, lang: &str) -> Option<Texts> {
        self.texts.get(Languages::pick(&[lang])).cloned()
    }

    /// The name under which the assets of a build are fetched for the site.
    pub fn build_for(&self, site: &str, build: &str) -> String {
        let Self { mark, .. } = self;
        format!("{build}{BETWEEN}{site}{BETWEEN}{mark}")
    }
}

/// The site for which assets are asked for, where the build's name says one.
pub fn site_of(build: &str) -> Option<&str> {
    build.split(BETWEEN).nth(1)
}

/// The own words of all sites that have some.
///
/// # Errors
/// The first language or text that is wrong, by name.
pub fn of(deployment: &Deployment) -> Result<BTreeMap<String, OwnWords>, DeploymentError> {
    let mut all = BTreeMap::new();
    for (id, site) in &deployment.sites {
        let primary = site.lang.split('-').next().unwrap_or_default();
        if !Languages::ALL.contains(&primary.to_lowercase().as_str()) {
            return Err(DeploymentError::Lang(id.clone(), site.lang.clone()));
        }
        if !site.texts.is_empty() {
            all.insert(id.clone(), words(id, site)?);
        }
    }
    Ok(all)
}

fn words(id: &str, site: &Site) -> Result<OwnWords, DeploymentError> {
    let mut texts = BTreeMap::new();
    for (lang, own) in &site.texts {
        if !Languages::ALL.contains(&lang.as_str()) {
            return Err(DeploymentError::TextsLang(id.into(), lang.clone()));
        }
        let bedside = Texts::load(lang);
        for (key, text) in own {
            fits(&bedside, key, text).map_err(|flaw| {
                DeploymentError::Text(id.into(), lang.clone(), key.clone(), flaw)
            })?;
        }
        texts.insert(lang.clone(), bedside.with_own(own));
    }
    let mut mark = digest(&format!("{:?}", site.texts));
    mark.truncate(MARK);
    Ok(OwnWords { texts, mark })
}

fn fits(bedside: &Texts, key: &str, own: &str) -> Result<(), TextFlaw> {
    let text = bedside.find(key).ok_or(TextFlaw::Unknown)?;
    let general = key.rsplit_once('.');
    let general = general.and_then(|(base, _)| bedside.find(&[base, ".other"].concat()));
    check(key, own, &text, general.as_deref().unwrap_or(&text))
}
