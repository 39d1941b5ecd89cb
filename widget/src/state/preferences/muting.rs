//! The people and the words that a reader does not want to read.

use bedside_domain::plain_text::plain_text;
use bedside_i18n::intl::Finder;
use bedside_wire::CommentView;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Separators of a list's entries: commas of several scripts.
const COMMAS: [char; 3] = [',', '،', '、'];

/// A reader's list, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Muting {
    /// Without the `@`.
    names: Vec<String>,
    words: Option<Finder>,
    /// Verdicts by the comments' ids. To look for words in a text takes long,
    /// and a thread of thousands is laid out again with each press.
    verdicts: Rc<RefCell<BTreeMap<String, Verdict>>>,
}

/// A comment, and whether it is hidden.
type Verdict = (Rc<CommentView>, bool);

impl Muting {
    /// From words and `@names` with commas between. A name with a comma in it
    /// stands in quotes, `@"Ana Lee, MD"`, where two quotes mean one.
    pub fn new(list: &str) -> Self {
        let (names, words): (Vec<&str>, Vec<&str>) = entries(list)
            .into_iter()
            .partition(|entry| entry.starts_with('@'));
        // Before there were quotes, they were part of the name: both are meant.
        let as_written = names.iter().map(|entry| entry[1..].trim().to_owned());
        Self {
            names: names.iter().copied().map(name).chain(as_written).collect(),
            words: (!words.is_empty()).then(|| Finder::new(&words)),
            verdicts: Rc::default(),
        }
    }

    /// True where nobody and nothing is muted.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.words.is_none()
    }

    /// True for a comment by one of the names, or with one of the words in it.
    pub fn mutes(&self, comment: &Rc<CommentView>) -> bool {
        if self.is_empty() {
            return false;
        }
        let mut verdicts = self.verdicts.borrow_mut();
        match verdicts.get(&comment.id) {
            Some((judged, hidden)) if Rc::ptr_eq(judged, comment) => *hidden,
            _ => {
                let hidden = self.hides(&comment.author, &plain_text(&comment.body));
                verdicts.insert(comment.id.clone(), (Rc::clone(comment), hidden));
                hidden
            }
        }
    }

    fn hides(&self, author: &str, text: &str) -> bool {
        self.names.iter().any(|name| name == author)
            || self.words.as_ref().is_some_and(|words| words.finds(text))
    }
}

/// A list with one more name, unless it is there.
pub fn with_name(list: &str, added: &str) -> String {
    let list = list.trim();
    let mut names = entries(list).into_iter().filter(|it| it.starts_with('@'));
    if names.any(|entry| name(entry) == added) {
        return list.to_owned();
    }
    let entry = match added.contains(COMMAS) || added.starts_with('"') {
        true => ["@\"", &added.replace('"', "\"\""), "\""].concat(),
        false => ["@", added].concat(),
    };
    match list {
        "" => entry,
        list => [list, ", ", &entry].concat(),
    }
}

/// Merges two edits of a list that was `before`: this tab's, `edited`, and another
/// tab's, which left `now`. The result has what either of them added, and not what
/// either of them took away.
pub fn merged(before: &str, edited: &str, now: &str) -> String {
    if before.trim() == now.trim() {
        return edited.trim().to_owned();
    }
    let (before, now) = (entries(before), entries(now));
    let mut merged = entries(edited);
    merged.retain(|entry| now.contains(entry) || !before.contains(entry));
    for entry in now {
        if !before.contains(&entry) && !merged.contains(&entry) {
            merged.push(entry);
        }
    }
    merged.join(", ")
}

/// The entries of a list, as they are written.
fn entries(mut list: &str) -> Vec<&str> {
    let mut entries = Vec::new();
    while !list.is_empty() {
        list = list.trim_start();
        let from = quoted(list).unwrap_or(0);
        let (entry, rest) = match list[from..].split_once(COMMAS) {
            Some((end, rest)) => (&list[..from + end.len()], rest),
            None => (list, ""),
        };
        entries.push(entry.trim());
        list = rest;
    }
    entries.retain(|entry| !entry.is_empty());
    entries
}

/// The length in bytes of the name in quotes that a list begins with, quotes
/// included: where nothing but a comma follows them. Other quotes are part of the
/// name.
fn quoted(list: &str) -> Option<usize> {
    let name = list.strip_prefix("@\"")?;
    let mut end = 0;
    loop {
        end += name[end..].find('"')?;
        if !name[end + 1..].starts_with('"') {
            break;
        }
        end += 2;
    }
    let after = name[end + 1..].trim_start();
    (after.is_empty() || after.starts_with(COMMAS)).then_some("@\"\"".len() + end)
}

/// The name that an entry means.
fn name(entry: &str) -> String {
    match quoted(entry) {
        Some(end) => entry[2..end - 1].replace("\"\"", "\""),
        None => entry[1..].trim().to_owned(),
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
        assert!(Muting::new(" , ,").is_empty() && !muting.is_empty());
    }

    #[test]
    fn a_name_is_added_to_any_list_once() {
        assert_eq!(with_name("  ", "Ana"), "@Ana");
        assert_eq!(with_name("keto", "Ana"), "keto, @Ana");
        assert_eq!(with_name("@ Ana ,keto", "Ana"), "@ Ana ,keto");
        let twice = with_name(&with_name("", "Ana Lee, MD"), "Ana Lee, MD");
        assert_eq!(twice, "@\"Ana Lee, MD\"");
    }

    #[test]
    fn a_name_with_commas_is_one_name() {
        let hard = [
            "Ana Lee, MD",
            "\"Bo\"",
            "\"Bo\", the 2nd",
            "a\"b, c",
            "x، y、 z",
            "\"",
            ",",
        ];
        let list = hard.into_iter().fold("fasting".to_owned(), |list, name| {
            let list = with_name(&list, name);
            // As it comes back from the field.
            merged("", &list, "")
        });
        let muting = Muting::new(&with_name(&list, "Olu"));
        for name in hard.into_iter().chain(["Olu"]) {
            assert!(muting.hides(name, ""), "{name:?} in {list}");
        }
        assert!(!muting.hides("Ana Lee", "She is an MD."));
        assert!(muting.hides("Mia", "Fasting, no."));
    }

    #[test]
    fn what_was_kept_before_there_were_quotes_means_the_same() {
        let muting = Muting::new("@Ana Lee, MD, @\"Bo\", @\"Al\" Ames, @\"open, @Cy");
        for name in ["Ana Lee", "\"Bo\"", "\"Al\" Ames", "\"open", "Cy"] {
            assert!(muting.hides(name, ""), "{name}");
        }
        assert!(muting.hides("Mia", "An MD."));
    }

    #[test]
    fn two_tabs_change_one_list() {
        assert_eq!(merged("a", " a, b ", "a"), "a, b");
        // The other one added a name, and took away a word.
        assert_eq!(merged("a, b", "a, b, c", "b, @\"X, Y\""), "b, c, @\"X, Y\"");
        // Both added the same.
        assert_eq!(merged("", "a", "a"), "a");
        // An empty list takes away only what was seen in it.
        assert_eq!(merged("a", " ", "a, b"), "b");
    }
}
