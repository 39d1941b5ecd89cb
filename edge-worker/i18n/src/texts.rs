//! The texts of one language.
//!
//! A language file is a flat map from key to text. A text may hold `{name}`
//! placeholders; a text that depends on a number has one variant per plural
//! category of the language (`comments.one`, `comments.other`).

#[cfg(feature = "all")]
use crate::Languages;
use crate::intl;
use bedside_domain::bidi;
use bedside_wire::ProblemCode;
use implicit_clone::ImplicitClone;
use implicit_clone::unsync::IString;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use std::rc::Rc;

/// A text that is cheap to clone: what Yew takes as an attribute or as content.
pub type Text = IString;

/// The direction a language is written in: `ltr` or `rtl`.
pub fn dir(lang: &str) -> &'static str {
    let primary = lang.split(['-', '_']).next().unwrap_or_default();
    match primary {
        "ar" | "ckb" | "dv" | "fa" | "he" | "ps" | "sd" | "ug" | "ur" | "yi" => "rtl",
        _ => "ltr",
    }
}

struct Content {
    lang: Text,
    /// By key.
    list: Vec<(String, Text)>,
}

/// The texts of a language file, sorted by their keys. Reads a flat map.
pub struct TextList(Vec<(String, Text)>);

impl<'de> Deserialize<'de> for TextList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading;

        impl<'de> Visitor<'de> for Reading {
            type Value = TextList;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a map of texts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<TextList, A::Error> {
                let mut list: Vec<(String, Text)> = Vec::new();
                while let Some((key, text)) = map.next_entry::<String, String>()? {
                    let at = list.partition_point(|(known, _)| *known < key);
                    list.insert(at, (key, text.into()));
                }
                Ok(TextList(list))
            }
        }

        deserializer.deserialize_map(Reading)
    }
}

/// One language's texts. Cloning is cheap.
#[derive(Clone)]
pub struct Texts(Rc<Content>);

impl ImplicitClone for Texts {}

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
    /// Returns the texts of a language file.
    pub fn new(lang: &str, TextList(list): TextList) -> Self {
        Self(Rc::new(Content {
            lang: Text::from(lang.to_owned()),
            list,
        }))
    }

    /// The texts of a language, or of the first one where it is not spoken.
    /// Each file is parsed once per thread.
    #[cfg(feature = "all")]
    pub fn load(lang: &str) -> Self {
        thread_local! {
            static LOADED: std::cell::RefCell<Vec<Texts>> = const { std::cell::RefCell::new(Vec::new()) };
        }
        let lang = Languages::pick(&[lang]);
        LOADED.with_borrow_mut(|loaded| {
            if let Some(texts) = loaded.iter().find(|texts| texts.lang() == lang) {
                return texts.clone();
            }
            // A file that does not parse shows keys instead of texts; a test
            // prevents that.
            let list = serde_json::from_str(Languages::file(lang));
            let texts = list.map_or_else(|_| Self::empty(lang), |list| Self::new(lang, list));
            loaded.push(texts.clone());
            texts
        })
    }

    /// These texts with some replaced; a text of a key that is not here is
    /// left out.
    #[cfg(feature = "all")]
    pub fn with_own(&self, own: &std::collections::BTreeMap<String, String>) -> Self {
        let list = self.0.list.iter().map(|(key, text)| {
            let text = own
                .get(key)
                .map_or_else(|| text.clone(), |own| own.clone().into());
            (key.clone(), text)
        });
        Self(Rc::new(Content {
            lang: self.0.lang.clone(),
            list: list.collect(),
        }))
    }

    /// The texts as a language file, which [`TextList`] reads.
    #[cfg(feature = "all")]
    pub fn to_json(&self) -> String {
        let map = self
            .0
            .list
            .iter()
            .map(|(key, text)| (key.as_str(), &**text));
        let map: std::collections::BTreeMap<_, _> = map.collect();
        // A map of strings always serialises.
        serde_json::to_string(&map).unwrap_or_default()
    }

    /// No texts at all: every text reads as its key.
    pub fn empty(lang: &str) -> Self {
        Self::new(lang, TextList(Vec::new()))
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
    pub fn get(&self, key: &str) -> Text {
        self.find(key).unwrap_or_else(|| Text::from(key.to_owned()))
    }

    /// A text, where there is one.
    pub fn find(&self, key: &str) -> Option<Text> {
        let list = &self.0.list;
        let at = list
            .binary_search_by(|(known, _)| known.as_str().cmp(key))
            .ok()?;
        Some(list[at].1.clone())
    }

    /// A text with its placeholders filled.
    pub fn with(&self, key: &str, values: &[(&str, &str)]) -> Text {
        Text::from(self.fill_isolated(&self.get(key), values))
    }

    /// A text about `n` things and more.
    pub fn count_with(&self, key: &str, n: u64, values: &[(&str, &str)]) -> Text {
        Text::from(self.fill_isolated(&self.count(key, n), values))
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
    pub fn count(&self, key: &str, n: u64) -> Text {
        let variant = [key, ".", &intl::plural(self.lang(), n)].concat();
        let text = self
            .find(&variant)
            .unwrap_or_else(|| self.get(&[key, ".other"].concat()));
        Text::from(fill(&text, &[("n", &intl::number(self.lang(), n))]))
    }

    /// The text of a problem for people: what is wrong and what to do. A text for
    /// the field in question goes before the general one.
    pub fn problem(&self, code: &ProblemCode, field: Option<&str>, limit: Option<u64>) -> Text {
        let key = ["problem.", code.as_str()].concat();
        let text = field
            .and_then(|field| self.find(&[&key, ".", field].concat()))
            .unwrap_or_else(|| self.get(&key));
        let field = field.unwrap_or_default();
        let field_label = self
            .find(&["field.", field].concat())
            .unwrap_or_else(|| Text::from(field.to_owned()));
        let limit = limit
            .map(|n| intl::number(self.lang(), n))
            .unwrap_or_default();
        Text::from(fill(&text, &[("field", &field_label), ("limit", &limit)]))
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

#[cfg(all(test, feature = "all"))]
#[path = "texts_tests.rs"]
mod tests;
