//! A site's own texts on its owner's screen.

use super::Trouble;
use crate::intl;
use crate::texts::Texts;
use bedside_domain::limits::OWN_TEXT_CHARS;
use bedside_domain::text::clean_line;
use bedside_domain::text_override::{TextFlaw, sanitize};
use bedside_wire::texts::{TextOverride, TextOverrides};
use std::rc::Rc;
use yew::{AttrValue, Reducible};

/// Texts that are shown at first, and that more are shown by.
pub const SOME: usize = 10;

/// Why a text was not saved.
#[derive(Debug, Clone, PartialEq)]
pub enum Remark {
    /// It cannot stand for Bedside's.
    Flaw(TextFlaw),
    /// It did not arrive, or was refused.
    Failed(Trouble),
}

/// What goes on with a text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draft {
    /// What is written in its field, where that was touched.
    pub written: Option<String>,
    /// It is on its way.
    pub saving: bool,
    /// What is written is saved.
    pub saved: bool,
    /// Why it was not.
    pub remark: Option<Remark>,
    /// How often it was not: each time the field takes the focus.
    pub refusals: u32,
}

/// A text with what goes on with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The text.
    pub text: Rc<TextOverride>,
    /// What goes on.
    pub draft: Draft,
}

impl Row {
    /// What stands in the field.
    pub fn written(&self) -> &str {
        match &self.draft.written {
            Some(written) => written,
            None => said(&self.text),
        }
    }
}

/// What readers see.
pub fn said(text: &TextOverride) -> &str {
    text.own.as_deref().unwrap_or(text.standard())
}

/// The texts of one language as far as they are looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnTextsState {
    /// The language.
    pub lang: String,
    /// What is looked for; everything where it is empty.
    pub search: String,
    /// Why the texts did not come.
    pub trouble: Option<Trouble>,
    /// All texts, by key; nothing before they came.
    texts: Option<Vec<Rc<TextOverride>>>,
    /// Which of them are found, in their order. It stays while texts are saved:
    /// nothing moves under the owner's eyes.
    found: Vec<usize>,
    /// How many of them are shown.
    shown: usize,
    /// With language and key, those that were touched: a few.
    drafts: Vec<(String, String, Draft)>,
}

/// What can happen to the texts.
#[derive(Debug, Clone)]
pub enum OwnTextsAct {
    /// The owner looks at this language.
    Choose(String),
    /// The texts of a language came.
    Loaded(String, TextOverrides),
    /// They did not.
    LoadFailed(String, Trouble),
    /// The owner looks for these words.
    Search(String),
    /// The owner wants to see more of what was found.
    More,
    /// The owner writes a text for this key.
    Write(String, String),
    /// The text of this key is on its way.
    Saving(String),
    /// The worker took a text of this language; as it is now.
    Saved(String, TextOverride),
    /// The text of this language and key was not saved.
    Refused(String, String, Remark),
}

impl OwnTextsState {
    /// The texts of a language, before they came.
    pub fn new(lang: &str) -> Self {
        Self {
            lang: lang.to_owned(),
            search: String::new(),
            trouble: None,
            texts: None,
            found: Vec::new(),
            shown: SOME,
            drafts: Vec::new(),
        }
    }

    /// True once the texts are there.
    pub fn is_loaded(&self) -> bool {
        self.texts.is_some()
    }

    /// How many texts are found.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// True where more are found than are shown.
    pub fn has_more(&self) -> bool {
        self.shown < self.count()
    }

    /// The texts that are shown.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        let texts = self.texts.as_deref().unwrap_or_default();
        let shown = self.found.iter().take(self.shown);
        shown.filter_map(|at| texts.get(*at)).map(|text| Row {
            text: text.clone(),
            draft: self.draft(&text.key).cloned().unwrap_or_default(),
        })
    }

    /// What is to be saved for a key: the text in its field, or nothing where
    /// that is the standard one.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn change(&self, key: &str) -> Result<Option<String>, TextFlaw> {
        let text = self.text(key).ok_or(TextFlaw::Unknown)?;
        let written = self.draft(key).and_then(|draft| draft.written.as_deref());
        let bedside = |key: &str| self.text(key).map(|text| text.bedside.as_str());
        let own = sanitize(key, written.unwrap_or(said(text)), bedside)?;
        Ok((own != text.standard()).then_some(own))
    }

    /// True while the text of a key is on its way.
    pub fn is_saving(&self, key: &str) -> bool {
        self.draft(key).is_some_and(|draft| draft.saving)
    }

    fn text(&self, key: &str) -> Option<&TextOverride> {
        let texts = self.texts.as_deref().unwrap_or_default();
        texts
            .iter()
            .map(|text| &**text)
            .find(|text| text.key == key)
    }

    fn draft(&self, key: &str) -> Option<&Draft> {
        let mut drafts = self.drafts.iter();
        let draft = drafts.find(|(lang, of, _)| *lang == self.lang && of == key);
        draft.map(|(.., draft)| draft)
    }

    fn draft_mut(&mut self, lang: String, key: String) -> &mut Draft {
        let mut drafts = self.drafts.iter();
        let at = drafts.position(|(of, known, _)| *of == lang && *known == key);
        let at = at.unwrap_or_else(|| {
            self.drafts.push((lang, key, Draft::default()));
            self.drafts.len() - 1
        });
        &mut self.drafts[at].2
    }

    /// Finds what the owner looks for: first what is being written and what the
    /// site says in its own words.
    fn find(&mut self) {
        let words = intl::lower(self.search.trim());
        let texts = self.texts.as_deref().unwrap_or_default();
        let has = |text: &str| intl::lower(text).contains(&words);
        let is_written = |text: &TextOverride| {
            let draft = self.draft(&text.key);
            draft.is_some_and(|draft| draft.written.is_some())
        };
        let found = (0..texts.len()).filter(|at| {
            let text = &texts[*at];
            is_written(text) || has(&text.key) || has(text.standard()) || has(said(text))
        });
        let (mut first, others): (Vec<usize>, Vec<usize>) = found.partition(|at| {
            let text = &texts[*at];
            is_written(text) || text.own.is_some()
        });
        first.extend(others);
        self.found = first;
        self.shown = SOME;
    }
}

impl Reducible for OwnTextsState {
    type Action = OwnTextsAct;

    fn reduce(self: Rc<Self>, act: OwnTextsAct) -> Rc<Self> {
        let mut next = Rc::unwrap_or_clone(self);
        match act {
            OwnTextsAct::Choose(lang) => {
                next.lang = lang;
                next.trouble = None;
                next.texts = None;
                next.found.clear();
            }
            // The owner may look at another language by now.
            OwnTextsAct::Loaded(lang, _) | OwnTextsAct::LoadFailed(lang, _)
                if lang != next.lang => {}
            OwnTextsAct::Loaded(_, texts) => {
                next.trouble = None;
                next.texts = Some(texts.items.into_iter().map(Rc::new).collect());
                next.find();
            }
            OwnTextsAct::LoadFailed(_, trouble) => next.trouble = Some(trouble),
            OwnTextsAct::Search(words) => {
                next.search = words;
                next.find();
            }
            OwnTextsAct::More => next.shown += SOME,
            OwnTextsAct::Write(key, written) => {
                let lang = next.lang.clone();
                let draft = next.draft_mut(lang, key);
                draft.written = Some(written);
                draft.saved = false;
            }
            OwnTextsAct::Saving(key) => {
                let lang = next.lang.clone();
                let draft = next.draft_mut(lang, key);
                draft.saving = true;
                draft.saved = false;
                draft.remark = None;
            }
            OwnTextsAct::Saved(lang, text) => {
                let is_shown = lang == next.lang;
                let draft = next.draft_mut(lang, text.key.clone());
                // What was written meanwhile is not saved.
                let written = draft.written.take();
                let written = written.filter(|written| clean_line(written) != said(&text));
                *draft = Draft {
                    saved: written.is_none(),
                    written,
                    ..Draft::default()
                };
                let mut texts = next.texts.iter_mut().flatten();
                let old = texts.find(|old| is_shown && old.key == text.key);
                if let Some(old) = old {
                    *old = Rc::new(text);
                }
            }
            OwnTextsAct::Refused(lang, key, remark) => {
                let draft = next.draft_mut(lang, key);
                draft.saving = false;
                draft.remark = Some(remark);
                draft.refusals += 1;
            }
        }
        Rc::new(next)
    }
}

/// What is wrong with a text, and what to do.
pub fn sentence(texts: &Texts, flaw: &TextFlaw) -> AttrValue {
    let named = |key: &str, name: &str| {
        let name = ["{", name, "}"].concat();
        texts.with(key, &[("name", &name)])
    };
    match flaw {
        TextFlaw::Unknown => texts.get("words.unknown"),
        TextFlaw::Blank => texts.get("words.blank"),
        TextFlaw::TooLong => {
            let limit = intl::number(texts.lang(), OWN_TEXT_CHARS as u64);
            texts.with("words.too_long", &[("limit", &limit)])
        }
        TextFlaw::Missing(name) => named("words.missing", name),
        TextFlaw::Extra(name) => named("words.extra", name),
    }
}

#[cfg(test)]
#[path = "own_texts_tests.rs"]
mod tests;
