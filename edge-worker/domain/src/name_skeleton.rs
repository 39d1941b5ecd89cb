//! The look of a name, to find two names that people take for the same (UTS 39,
//! section 4: confusable detection).

use crate::display_name::is_unseen;
use icu_properties::props::{EnumeratedProperty, GeneralCategory, GeneralCategoryGroup};
use unicode_security::skeleton;

/// A name's looks. Two names are confusable where either is equal: the skeleton
/// of the name as it is written and that of its capitals, for small letters of
/// one script look like capitals of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skeleton {
    written: String,
    capital: String,
}

impl Skeleton {
    /// The looks of a name, its letters and digits only: spaces, signs and accents
    /// tell nobody apart at a glance.
    pub fn of(name: &str) -> Self {
        let letters = |folded: String| {
            let kept: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
            if kept.is_empty() {
                folded.split_whitespace().collect()
            } else {
                kept
            }
        };
        Self {
            written: letters(fold(name)),
            capital: letters(fold(&name.to_uppercase())),
        }
    }

    /// Tells whether people may take one for the other.
    pub fn is_confusable_with(&self, other: &Self) -> bool {
        self.written == other.written || self.capital == other.capital
    }

    /// Tells whether one begins or ends as the other.
    pub fn begins_or_ends_as(&self, other: &Self) -> bool {
        let either = |whole: &str, part: &str| whole.starts_with(part) || whole.ends_with(part);
        either(&self.written, &other.written) || either(&self.capital, &other.capital)
    }

    /// The number of its letters and digits.
    pub fn len(&self) -> usize {
        self.capital.chars().count()
    }

    /// Tells whether it has none.
    pub fn is_empty(&self) -> bool {
        self.capital.is_empty()
    }
}

impl<'a> FromIterator<&'a Skeleton> for Skeleton {
    /// The looks of words written as one.
    fn from_iter<T: IntoIterator<Item = &'a Skeleton>>(words: T) -> Self {
        let (mut written, mut capital) = (String::new(), String::new());
        for word in words {
            written.push_str(&word.written);
            capital.push_str(&word.capital);
        }
        Self { written, capital }
    }
}

/// The key by which a name of a thread is found: two names with the same key are
/// confusable. Accents count here, and so do vowel signs: in one thread `José`
/// and `Jose` may both write.
pub fn key(name: &str) -> String {
    let is_mark = |c| GeneralCategoryGroup::Mark.contains(GeneralCategory::for_char(c));
    let folded = fold(name);
    let kept: String = folded
        .chars()
        .filter(|&c| c.is_alphanumeric() || is_mark(c))
        .collect();
    if kept.is_empty() {
        folded.split_whitespace().collect()
    } else {
        kept
    }
}

/// The skeleton of a text whatever its case. A capital may have another prototype
/// than its small letter (`I` looks like `l`, `m` like `rn`), so skeletons are
/// taken before and after the case is folded.
fn fold(text: &str) -> String {
    let seen: String = text.chars().filter(|&c| !is_unseen(c)).collect();
    let small = skeleton(&seen).collect::<String>().to_lowercase();
    let folded = skeleton(&small).collect::<String>().to_lowercase();
    folded.replace('i', "l")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn confusable(a: &str, b: &str) -> bool {
        Skeleton::of(a).is_confusable_with(&Skeleton::of(b))
    }

    #[test]
    fn what_looks_the_same_is_found() {
        for twin in [
            "Mia",
            "mia",
            "MIA",
            "M\u{200B}ia",
            "Міа",
            "Mіa",
            "МІА",
            "міа",
            "𝗠𝗶𝗮",
            "✓ Mia",
            "M i a",
            "Mía",
            "Mla",
            "M1a",
            "Mia!",
            "Mia\u{E0041}",
            "Ｍｉａ",
        ] {
            assert!(confusable("Mia", twin), "{twin:?}");
        }
        assert!(confusable("Anna", "Аnnа") && confusable("Barn", "Bam"));
        for other in ["Mia Berg", "Maria", "Ma", "Mia 2", "Mira"] {
            assert!(!confusable("Mia", other), "{other:?}");
        }
    }

    #[test]
    fn names_of_one_thread_differ_by_their_accents() {
        assert_ne!(key("José"), key("Jose"));
        assert_ne!(key("सुमन"), key("समन"));
        assert_ne!(key("Anna 2"), key("Anna 3"));
        assert_eq!(key("Anna"), key("anna "));
        assert_eq!(key("Anna"), key("Аnnа"));
        assert_eq!(key("🌸"), key(" 🌸"));
        assert_ne!(key("🌸"), key("🌼"));
        assert_eq!(key("Jose\u{301}"), key("José"));
    }
}
