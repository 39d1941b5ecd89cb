//! Whom and what a reader does not want to read.

use crate::intl::Finder;

/// A reader's list, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Muting {
    /// Without the `@`.
    names: Vec<String>,
    words: Option<Finder>,
}

impl Muting {
    /// From words and `@names` with commas between. Commas of other scripts do
    /// as well.
    pub fn new(list: &str) -> Self {
        let entries = list.split([',', '،', '、']).map(str::trim);
        let (names, words): (Vec<&str>, Vec<&str>) = entries
            .filter(|entry| !entry.is_empty())
            .partition(|entry| entry.starts_with('@'));
        let names = names.into_iter().map(|name| name[1..].trim().to_owned());
        Self {
            names: names.collect(),
            words: (!words.is_empty()).then(|| Finder::new(&words)),
        }
    }

    /// True for a comment by one of the names, or with one of the words in it.
    pub fn hides(&self, author: &str, text: &str) -> bool {
        self.names.iter().any(|name| name == author)
            || self.words.as_ref().is_some_and(|words| words.finds(text))
    }
}

/// A list with one more name.
pub fn with_name(list: &str, name: &str) -> String {
    match list.trim() {
        "" => ["@", name].concat(),
        list => [list, ", @", name].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hide_by_author_and_words_by_text() {
        let muting = Muting::new(" @Ana Bell , fasting,Keto diet");
        assert!(muting.hides("Ana Bell", "hello"));
        assert!(!muting.hides("Ana", "Ana Bell said so"));
        assert!(muting.hides("Ben", "Fasting, again"));
        assert!(!muting.hides("Ben", "breakfasting"));
        assert!(!Muting::new(" , ,").hides("Ben", "anything"));
    }

    #[test]
    fn a_name_is_added_to_any_list() {
        assert_eq!(with_name("  ", "Ana"), "@Ana");
        assert_eq!(with_name("keto", "Ana"), "keto, @Ana");
    }
}
