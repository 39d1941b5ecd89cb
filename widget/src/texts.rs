//! Every word a person reads, in their language.
//!
//! A language file is a flat map from key to text. A text may hold `{name}`
//! placeholders; a text that depends on a number has one variant per plural
//! category of the language (`comments.one`, `comments.other`).

use crate::intl;
use bedside_domain::bidi;
use bedside_wire::ProblemCode;
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::AttrValue;

/// The languages Bedside speaks.
#[derive(Debug, Clone, Copy)]
pub struct Languages;

impl Languages {
    /// Their tags. The first is the one to use when nothing fits.
    pub const ALL: &'static [&'static str] =
        &["en", "ar", "de", "es", "fr", "he", "it", "nl", "pt", "sv"];

    /// The first language that is wanted and spoken. An entry may be one tag
    /// (`sv-FI`) or a whole `Accept-Language` list, whose order counts and
    /// whose weights do not.
    pub fn pick(requested: &[&str]) -> &'static str {
        requested
            .iter()
            .flat_map(|list| list.split(','))
            .filter_map(|entry| {
                let tag = entry.split(';').next().unwrap_or_default().trim();
                let primary = tag.split(['-', '_']).next().unwrap_or_default();
                Self::ALL
                    .iter()
                    .find(|lang| lang.eq_ignore_ascii_case(primary))
            })
            .next()
            .copied()
            .unwrap_or(Self::ALL[0])
    }
}

/// The direction a language is written in: `ltr` or `rtl`.
pub fn dir(lang: &str) -> &'static str {
    let primary = lang.split(['-', '_']).next().unwrap_or_default();
    match primary {
        "ar" | "ckb" | "dv" | "fa" | "he" | "ps" | "sd" | "ug" | "ur" | "yi" => "rtl",
        _ => "ltr",
    }
}

/// The file of a language that is spoken.
#[cfg(feature = "ssr")]
fn file(lang: &str) -> &'static str {
    match lang {
        "ar" => include_str!("../lang/ar.json"),
        "de" => include_str!("../lang/de.json"),
        "es" => include_str!("../lang/es.json"),
        "fr" => include_str!("../lang/fr.json"),
        "he" => include_str!("../lang/he.json"),
        "it" => include_str!("../lang/it.json"),
        "nl" => include_str!("../lang/nl.json"),
        "pt" => include_str!("../lang/pt.json"),
        "sv" => include_str!("../lang/sv.json"),
        _ => include_str!("../lang/en.json"),
    }
}

struct Catalogue {
    lang: AttrValue,
    /// By key, sorted.
    list: Vec<(String, AttrValue)>,
}

/// One language's texts. Cloning is cheap.
#[derive(Clone)]
pub struct Texts(Rc<Catalogue>);

impl yew::html::ImplicitClone for Texts {}

impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Texts(")?;
        f.write_str(&self.0.lang)?;
        f.write_str(")")
    }
}

impl Texts {
    /// Reads a language file. `None` when it is not a flat map of texts.
    pub fn parse(lang: &str, json: &str) -> Option<Self> {
        let map: BTreeMap<String, String> = crate::json::read(json)?;
        let list = map.into_iter().map(|(key, text)| (key, text.into()));
        let list = list.collect();
        Some(Self(Rc::new(Catalogue {
            lang: AttrValue::from(lang.to_owned()),
            list,
        })))
    }

    /// The texts of a language, or of the first one where it is not spoken.
    /// Each file is parsed once per thread.
    #[cfg(feature = "ssr")]
    pub fn load(lang: &str) -> Self {
        thread_local! {
            static LOADED: std::cell::RefCell<Vec<Texts>> = const { std::cell::RefCell::new(Vec::new()) };
        }
        let lang = Languages::pick(&[lang]);
        LOADED.with_borrow_mut(|loaded| {
            if let Some(texts) = loaded.iter().find(|texts| texts.lang() == lang) {
                return texts.clone();
            }
            // A file that does not parse shows keys instead of words; a test
            // keeps that from happening.
            let texts = Self::parse(lang, file(lang)).unwrap_or_else(|| Self::empty(lang));
            loaded.push(texts.clone());
            texts
        })
    }

    /// These texts with some replaced; a text of a key that is not here is
    /// left out.
    #[cfg(feature = "ssr")]
    pub fn with_overrides(&self, own: &BTreeMap<String, String>) -> Self {
        let list = self.0.list.iter().map(|(key, text)| {
            let text = own
                .get(key)
                .map_or_else(|| text.clone(), |own| own.clone().into());
            (key.clone(), text)
        });
        Self(Rc::new(Catalogue {
            lang: self.0.lang.clone(),
            list: list.collect(),
        }))
    }

    /// The texts as a language file, which [`Texts::parse`] reads.
    #[cfg(feature = "ssr")]
    pub fn to_json(&self) -> String {
        let map = self
            .0
            .list
            .iter()
            .map(|(key, text)| (key.as_str(), &**text));
        let map: BTreeMap<_, _> = map.collect();
        // A map of strings always serialises.
        serde_json::to_string(&map).unwrap_or_default()
    }

    /// No texts at all: every text reads as its key.
    pub fn empty(lang: &str) -> Self {
        Self(Rc::new(Catalogue {
            lang: AttrValue::from(lang.to_owned()),
            list: Vec::new(),
        }))
    }

    /// The language's tag.
    pub fn lang(&self) -> &str {
        &self.0.lang
    }

    /// The direction the language is written in.
    pub fn dir(&self) -> &'static str {
        dir(self.lang())
    }

    /// A text; the key itself where there is none, so that a gap is seen.
    pub fn get(&self, key: &str) -> AttrValue {
        self.find(key)
            .unwrap_or_else(|| AttrValue::from(key.to_owned()))
    }

    /// A text, where there is one.
    pub fn find(&self, key: &str) -> Option<AttrValue> {
        let list = &self.0.list;
        let at = list
            .binary_search_by(|(known, _)| known.as_str().cmp(key))
            .ok()?;
        Some(list[at].1.clone())
    }

    /// A text with its placeholders filled.
    pub fn with(&self, key: &str, values: &[(&str, &str)]) -> AttrValue {
        AttrValue::from(self.fill_isolated(&self.get(key), values))
    }

    /// A text about `n` things and more.
    pub fn count_with(&self, key: &str, n: u64, values: &[(&str, &str)]) -> AttrValue {
        AttrValue::from(self.fill_isolated(&self.count(key, n), values))
    }

    /// Fills in what people wrote, so that it moves nothing around it.
    fn fill_isolated(&self, text: &str, values: &[(&str, &str)]) -> String {
        let rtl = self.dir() == "rtl";
        let isolated = values.iter().map(|(_, value)| bidi::isolated(value, rtl));
        let isolated: Vec<String> = isolated.collect();
        let names = values.iter().map(|(name, _)| *name);
        let values: Vec<_> = names.zip(isolated.iter().map(String::as_str)).collect();
        fill(text, &values)
    }

    /// A text about `n` things, with `{n}` filled, in the plural form that the
    /// language wants.
    pub fn count(&self, key: &str, n: u64) -> AttrValue {
        let variant = [key, ".", &intl::plural(self.lang(), n)].concat();
        let text = self
            .find(&variant)
            .unwrap_or_else(|| self.get(&[key, ".other"].concat()));
        AttrValue::from(fill(&text, &[("n", &intl::number(self.lang(), n))]))
    }

    /// The sentence about a problem: what is wrong and what to do. A
    /// text for the field in question goes before the general one.
    pub fn problem(
        &self,
        code: &ProblemCode,
        field: Option<&str>,
        limit: Option<u64>,
    ) -> AttrValue {
        let key = ["problem.", code.as_str()].concat();
        let text = field
            .and_then(|field| self.find(&[&key, ".", field].concat()))
            .unwrap_or_else(|| self.get(&key));
        let field = field.unwrap_or_default();
        let field_label = self
            .find(&["field.", field].concat())
            .unwrap_or_else(|| AttrValue::from(field.to_owned()));
        let limit = limit
            .map(|n| intl::number(self.lang(), n))
            .unwrap_or_default();
        AttrValue::from(fill(&text, &[("field", &field_label), ("limit", &limit)]))
    }

    /// All keys, for tests.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.list.iter().map(|(key, _)| key.as_str())
    }
}

/// Puts values into `{name}` placeholders; an unknown one stays as it is.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        filled.push_str(before);
        let Some(close) = from.find('}') else {
            rest = from;
            break;
        };
        let name = &from[1..close];
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.push_str(&from[..=close]),
        }
        rest = &from[close + 1..];
    }
    filled.push_str(rest);
    filled
}

#[cfg(all(test, feature = "ssr"))]
#[path = "texts_tests.rs"]
mod tests;
