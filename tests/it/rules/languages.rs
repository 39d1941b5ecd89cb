//! The language files: every problem has words, and every language says the
//! same things.

use crate::sources::{below, refuse};
use bedside_wire::ProblemCode;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The categories of CLDR's plural rules; how many of them a language has is
/// its own affair, but `other` it must have.
const PLURALS: &[&str] = &["zero", "one", "two", "few", "many", "other"];

type Words = BTreeMap<String, String>;

fn languages() -> BTreeMap<String, Words> {
    let files = below("edge-worker/i18n/lang")
        .into_iter()
        .filter(|s| s.path.ends_with(".json"));
    let languages: BTreeMap<_, _> = files
        .map(|source| {
            let json: Value = serde_json::from_str(&source.text)
                .unwrap_or_else(|e| panic!("{}: {e}", source.path));
            let mut words = Words::new();
            flatten("", &json, &mut words);
            (source.path, words)
        })
        .collect();
    assert!(
        languages.len() >= 2,
        "at least English and Swedish: {:?}",
        languages.keys()
    );
    languages
}

/// `{"a": {"b": "x"}}` and `{"a.b": "x"}` are the same key, `a.b`.
fn flatten(prefix: &str, value: &Value, words: &mut Words) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let key = if prefix.is_empty() {
                    key.clone()
                } else {
                    format!("{prefix}.{key}")
                };
                flatten(&key, value, words);
            }
        }
        Value::String(text) => {
            words.insert(prefix.to_owned(), text.clone());
        }
        other => panic!("{prefix}: {other} is no text"),
    }
}

/// A key without its plural category.
fn base(key: &str) -> &str {
    match key.rsplit_once('.') {
        Some((base, category)) if PLURALS.contains(&category) => base,
        _ => key,
    }
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    let parts = text.split('{').skip(1);
    parts
        .filter_map(|part| part.split_once('}').map(|(name, _)| name))
        .collect()
}

#[test]
fn every_problem_has_words_in_every_language() {
    let mut found = Vec::new();
    for (file, words) in languages() {
        for code in ProblemCode::ALL.iter().chain([&ProblemCode::Unknown]) {
            let key = format!("problem.{}", code.as_str());
            if words.get(&key).is_none_or(|text| text.trim().is_empty()) {
                found.push(format!("{file}: {key}"));
            }
        }
    }
    refuse("a problem without words", found);
}

#[test]
fn no_language_has_words_for_a_problem_that_is_gone() {
    let codes = ProblemCode::ALL.iter().chain([&ProblemCode::Unknown]);
    let codes: BTreeSet<_> = codes.map(|code| code.as_str()).collect();
    let mut found = Vec::new();
    for (file, words) in languages() {
        let keys = words.keys().filter_map(|key| key.strip_prefix("problem."));
        // `problem.CODE.FIELD` is a code's sentence for one field.
        let gone = keys.filter(|key| !codes.contains(key.split('.').next().unwrap_or_default()));
        found.extend(gone.map(|key| format!("{file}: problem.{key}")));
    }
    refuse("words for nothing", found);
}

#[test]
fn every_language_has_the_same_keys() {
    let languages = languages();
    let keys = |words: &Words| {
        words
            .keys()
            .map(|key| base(key).to_owned())
            .collect::<BTreeSet<_>>()
    };
    let all: BTreeSet<_> = languages.values().flat_map(keys).collect();
    let mut found = Vec::new();
    for (file, words) in &languages {
        let missing = all.difference(&keys(words)).cloned().collect::<Vec<_>>();
        found.extend(missing.into_iter().map(|key| format!("{file}: {key}")));
    }
    refuse("missing in this language", found);
}

#[test]
fn every_language_fills_in_the_same_things() {
    let languages = languages();
    // Plural forms together: a "one" may say "a comment" where others say "{n}".
    let gather = |words: &Words| {
        let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (key, text) in words {
            let names = placeholders(text).into_iter().map(str::to_owned);
            all.entry(base(key).to_owned()).or_default().extend(names);
        }
        all
    };
    let english = gather(&languages["edge-worker/i18n/lang/en.json"]);
    let mut found = Vec::new();
    for (file, words) in &languages {
        for (key, names) in gather(words) {
            let expected = english.get(&key).cloned().unwrap_or_default();
            if names != expected {
                found.push(format!(
                    "{file}: {key} fills {names:?}, English {expected:?}"
                ));
            }
        }
    }
    refuse("different placeholders", found);
}

#[test]
fn every_plural_has_its_general_form() {
    let mut found = Vec::new();
    for (file, words) in languages() {
        for key in words.keys().filter(|key| base(key) != key.as_str()) {
            if !words.contains_key(&format!("{}.other", base(key))) {
                found.push(format!("{file}: {key} without `other`"));
            }
        }
    }
    refuse("a plural that some numbers cannot use", found);
}
