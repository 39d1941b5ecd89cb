//! A site's own texts on its owner's screen.

use super::UiError;
use bedside_domain::text::clean_line;
use bedside_domain::text_override::{TextFlaw, sanitize};
use bedside_i18n::intl;
use bedside_wire::texts::{TextOverride, TextOverrides};
use std::rc::Rc;
use yew::Reducible;

/// Texts that are shown at first, and that more are shown by.
pub const SOME: usize = 10;

/// Why a text was not saved.
#[derive(Debug, Clone, PartialEq)]
pub enum OverrideError {
    /// The text cannot stand for Bedside's.
    Flaw(TextFlaw),
    /// The request failed, or was refused.
    Failed(UiError),
}

/// The editing state of a text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OverrideDraft {
    /// The field's text, where that was touched.
    pub written: Option<String>,
    /// True while the request is under way.
    pub saving: bool,
    /// True once the field's text is saved.
    pub saved: bool,
    /// Why it was not.
    pub error: Option<OverrideError>,
    /// Counts the failures: each time the field takes the focus.
    pub refusals: u32,
}

/// A text with what goes on with it.
#[derive(Debug, Clone, PartialEq)]
pub struct TextOverrideRow {
    /// The text.
    pub text: Rc<TextOverride>,
    /// Its editing state.
    pub draft: OverrideDraft,
}

impl TextOverrideRow {
    /// The text in the field.
    pub fn written(&self) -> &str {
        match &self.draft.written {
            Some(written) => written,
            None => said(&self.text),
        }
    }
}

/// Returns the readers' text.
pub fn said(text: &TextOverride) -> &str {
    text.own.as_deref().unwrap_or(text.standard())
}

/// The texts of one language as far as they are looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct TextOverridesState {
    /// The language.
    pub lang: String,
    /// The words of the search; all texts where it is empty.
    pub search: String,
    /// Why the texts did not come.
    pub error: Option<UiError>,
    /// All texts, by key; nothing before they came.
    texts: Option<Vec<Rc<TextOverride>>>,
    /// Which of them are found, in their order. It stays while texts are saved:
    /// nothing moves under the owner's eyes.
    found: Vec<usize>,
    /// The number of them that are shown.
    shown: usize,
    /// With language and key, those that were touched: a few.
    drafts: Vec<(String, String, OverrideDraft)>,
}

/// Actions on the texts.
#[derive(Debug, Clone)]
pub enum TextOverridesAction {
    /// The owner looks at this language.
    Choose(String),
    /// The texts of a language came.
    Loaded(String, TextOverrides),
    /// They did not.
    LoadFailed(String, UiError),
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
    Refused(String, String, OverrideError),
}

impl TextOverridesState {
    /// The texts of a language, before they came.
    pub fn new(lang: &str) -> Self {
        Self {
            lang: lang.to_owned(),
            search: String::new(),
            error: None,
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

    /// The number of texts found.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// True where more are found than are shown.
    pub fn has_more(&self) -> bool {
        self.shown < self.count()
    }

    /// The texts that are shown.
    pub fn rows(&self) -> impl Iterator<Item = TextOverrideRow> {
        let texts = self.texts.as_deref().unwrap_or_default();
        let shown = self.found.iter().take(self.shown);
        shown
            .filter_map(|at| texts.get(*at))
            .map(|text| TextOverrideRow {
                text: text.clone(),
                draft: self.draft(&text.key).cloned().unwrap_or_default(),
            })
    }

    /// The change to save for a key: the text in its field, or nothing where
    /// that is the standard one.
    ///
    /// # Errors
    /// The text's error.
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

    fn draft(&self, key: &str) -> Option<&OverrideDraft> {
        let mut drafts = self.drafts.iter();
        let draft = drafts.find(|(lang, of, _)| *lang == self.lang && of == key);
        draft.map(|(.., draft)| draft)
    }

    fn draft_mut(&mut self, lang: String, key: String) -> &mut OverrideDraft {
        let mut drafts = self.drafts.iter();
        let at = drafts.position(|(of, known, _)| *of == lang && *known == key);
        let at = at.unwrap_or_else(|| {
            self.drafts.push((lang, key, OverrideDraft::default()));
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

impl Reducible for TextOverridesState {
    type Action = TextOverridesAction;

    fn reduce(self: Rc<Self>, action: TextOverridesAction) -> Rc<Self> {
        let mut next = Rc::unwrap_or_clone(self);
        match action {
            TextOverridesAction::Choose(lang) => {
                next.lang = lang;
                next.error = None;
                next.texts = None;
                next.found.clear();
            }
            // The owner may look at another language by now.
            TextOverridesAction::Loaded(lang, _) | TextOverridesAction::LoadFailed(lang, _)
                if lang != next.lang => {}
            TextOverridesAction::Loaded(_, texts) => {
                next.error = None;
                next.texts = Some(texts.items.into_iter().map(Rc::new).collect());
                next.find();
            }
            TextOverridesAction::LoadFailed(_, error) => next.error = Some(error),
            TextOverridesAction::Search(words) => {
                next.search = words;
                next.find();
            }
            TextOverridesAction::More => next.shown += SOME,
            TextOverridesAction::Write(key, written) => {
                let lang = next.lang.clone();
                let draft = next.draft_mut(lang, key);
                draft.written = Some(written);
                draft.saved = false;
            }
            TextOverridesAction::Saving(key) => {
                let lang = next.lang.clone();
                let draft = next.draft_mut(lang, key);
                draft.saving = true;
                draft.saved = false;
                draft.error = None;
            }
            TextOverridesAction::Saved(lang, text) => {
                let is_shown = lang == next.lang;
                let draft = next.draft_mut(lang, text.key.clone());
                // What was written meanwhile is not saved.
                let written = draft.written.take();
                let written = written.filter(|written| clean_line(written) != said(&text));
                *draft = OverrideDraft {
                    saved: written.is_none(),
                    written,
                    ..OverrideDraft::default()
                };
                let mut texts = next.texts.iter_mut().flatten();
                let old = texts.find(|old| is_shown && old.key == text.key);
                if let Some(old) = old {
                    *old = Rc::new(text);
                }
            }
            TextOverridesAction::Refused(lang, key, error) => {
                let draft = next.draft_mut(lang, key);
                draft.saving = false;
                draft.error = Some(error);
                draft.refusals += 1;
            }
        }
        Rc::new(next)
    }
}

#[cfg(test)]
#[path = "text_overrides_tests.rs"]
mod tests;
