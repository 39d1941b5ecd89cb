//! The words that a name is made of.

use crate::name_skeleton::Skeleton;
use crate::reserved_words::{PARTICLES, QUALIFIERS};
use std::sync::LazyLock;

/// Signs that set a part of a name off from the rest.
pub(crate) const SEPARATORS: &[char] = &[
    '·', '•', '|', '/', '\\', '–', '—', '-', ',', ':', ';', '(', ')', '[', ']', '{', '}', '<', '>',
    '@', '&', '+', '~', '*', '_', '#', '=', '.', '"', '«', '»', '“', '”',
];

/// Skeletons of the words that may stand beside a name of staff.
struct Table {
    qualifiers: Vec<Skeleton>,
    particles: Vec<Skeleton>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let skeletons = |lines: &[&str]| {
        let all = lines.iter().flat_map(|words| words.split(' '));
        all.map(Skeleton::of).collect()
    };
    Table {
        qualifiers: skeletons(QUALIFIERS),
        particles: skeletons(PARTICLES),
    }
});

/// The part of a word in the name that it stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A number, or that the name is the right one.
    Qualifier,
    /// A word that says nothing alone.
    Particle,
    /// A word that says who it is.
    Name,
}

/// A name without the numbers and qualifiers at its ends, in each way that it may
/// be meant: a number may belong to it. None where it has no such words.
pub(crate) fn without_qualifiers(name: &str) -> Vec<Skeleton> {
    let apart = apart(name);
    let words: Vec<(Kind, Skeleton)> = apart
        .split(|c: char| c.is_whitespace() || SEPARATORS.contains(&c) || is_apostrophe(c))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| (kind(word), Skeleton::of(word)))
        .collect();
    let kinds = words.iter().map(|(kind, _)| *kind);
    let before = kinds.clone().take_while(|kind| *kind != Kind::Name).count();
    let after = kinds
        .rev()
        .take_while(|kind| *kind == Kind::Qualifier)
        .count();
    let mut names = Vec::new();
    for from in 0..=before {
        for to in words.len() - after..=words.len() {
            if from < to && says_no_more(&words[..from], &words[to..]) {
                names.push(words[from..to].iter().map(|(_, word)| word).collect());
            }
        }
    }
    names
}

/// Tells whether words beside a name leave it the same name.
fn says_no_more(before: &[(Kind, Skeleton)], after: &[(Kind, Skeleton)]) -> bool {
    let mut all = before.iter().chain(after);
    before.len() > 1 || all.any(|(kind, _)| *kind == Kind::Qualifier)
}

fn kind(word: &str) -> Kind {
    if !word.chars().any(char::is_alphabetic) {
        return Kind::Qualifier;
    }
    let word = Skeleton::of(word);
    let is_among = |all: &[Skeleton]| all.iter().any(|one| one.is_confusable_with(&word));
    if is_among(&TABLE.qualifiers) {
        Kind::Qualifier
    } else if is_among(&TABLE.particles) {
        Kind::Particle
    } else {
        Kind::Name
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´')
}

/// A name with spaces between its words where capitals or digits begin or end
/// them: `Real Mia 2` for `RealMia2`.
pub(crate) fn apart(name: &str) -> String {
    spaced(&humps_apart(name), |before, c, _| {
        c.is_numeric() && before.is_alphabetic() || c.is_alphabetic() && before.is_numeric()
    })
}

/// A name with spaces where a capital begins a word inside a word: `Dr Ben` for
/// `DrBen`, `MD Ben` for `MDBen`.
pub(crate) fn humps_apart(name: &str) -> String {
    spaced(name, |before, c, after| {
        let ends_capitals = before.is_uppercase() && after.is_some_and(char::is_lowercase);
        c.is_uppercase() && (before.is_lowercase() || ends_capitals)
    })
}

/// A text with a space before each character that begins a word, as told by it and
/// its neighbours.
fn spaced(text: &str, begins: impl Fn(char, char, Option<char>) -> bool) -> String {
    let mut spaced = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if begins(before, c, chars.peek().copied()) {
            spaced.push(' ');
        }
        spaced.push(c);
        before = c;
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_begin_with_capitals_and_end_before_digits() {
        for (name, words) in [
            ("RealMia2", "Real Mia 2"),
            ("DrBen", "Dr Ben"),
            ("MDBen", "MD Ben"),
            ("BenMD", "Ben MD"),
            ("MIA", "MIA"),
            ("ÉvaÁdám", "Éva Ádám"),
            ("2Mia3", "2 Mia 3"),
            ("مينا٢", "مينا ٢"),
        ] {
            assert_eq!(apart(name), words);
        }
    }

    #[test]
    fn what_remains_of_a_name_is_all_that_may_be_meant() {
        let expect = |name: &str, all: &[&str]| {
            let all: Vec<_> = all.iter().map(|name| Skeleton::of(name)).collect();
            assert_eq!(without_qualifiers(name), all, "{name}");
        };
        expect("The Mia 2", &["The Mia", "Mia", "Mia 2"]);
        expect("Mia", &[]);
        expect("Le Mia", &[]);
        expect("Mia the", &["Mia"]);
        expect("", &[]);
        expect("7", &[]);
    }
}
