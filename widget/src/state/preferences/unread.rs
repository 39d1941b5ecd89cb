//! Comments that are new to a reader who came back, and the way from one to the
//! next.

use std::collections::BTreeMap;

/// A comment that is loaded, as the keys see it.
#[derive(Debug, Clone)]
pub struct Target {
    /// Its id.
    pub id: String,
    /// It is in a branch that the reader folded.
    pub folded: bool,
}

/// Comments that are new or changed since the last visit.
#[derive(Debug, Clone, Default)]
pub struct Unread {
    /// Each by its id, and whether the reader has not been to it.
    ids: BTreeMap<String, bool>,
    /// The comment that the reader went to last.
    last: Option<String>,
    /// The reader does not want to be told any more.
    dismissed: bool,
}

impl Unread {
    /// Adds comments that are new or changed.
    pub fn add(&mut self, ids: impl IntoIterator<Item = String>) {
        for id in ids {
            self.ids.entry(id).or_insert(true);
        }
    }

    /// Takes out a comment that the reader wrote: it is not new to them.
    pub fn forget(&mut self, id: &str) {
        self.ids.remove(id);
    }

    /// True for a comment that is new or changed.
    pub fn has(&self, id: &str) -> bool {
        self.ids.contains_key(id)
    }

    /// True for one that the reader has not been to.
    pub fn is_unread(&self, id: &str) -> bool {
        self.ids.get(id) == Some(&true)
    }

    /// The reader is at a comment.
    pub fn visit(&mut self, id: &str) {
        if let Some(unread) = self.ids.get_mut(id) {
            *unread = false;
        }
        self.last = Some(id.to_owned());
    }

    /// The comment that the reader went to last.
    pub fn last(&self) -> Option<&str> {
        self.last.as_deref()
    }

    /// The number that the reader has not been to, while they want to be told. Nobody
    /// is told of comments that they folded: they chose not to read them.
    pub fn to_tell<'a>(&self, folded: impl IntoIterator<Item = &'a str>) -> usize {
        if self.dismissed {
            return 0;
        }
        let folded = folded.into_iter().filter(|id| self.is_unread(id)).count();
        self.unread().count() - folded
    }

    /// The reader is not told again.
    pub fn dismiss(&mut self) {
        self.dismissed = true;
    }

    fn unread(&self) -> impl Iterator<Item = &String> {
        let unread = self.ids.iter().filter(|(_, unread)| **unread);
        unread.map(|(id, _)| id)
    }

    /// The comment that the keys lead to from another one, or from the top: the
    /// next or the previous one that is unread; where nothing is new, any. After
    /// the last one come those that are not loaded, then those above. Folded
    /// comments are passed over.
    pub fn next(&self, loaded: &[Target], from: Option<&str>, forward: bool) -> Option<String> {
        let at = from.and_then(|from| loaded.iter().position(|target| target.id == from));
        let leads = |id: &str| self.ids.is_empty() || self.is_unread(id);
        let wanted = |target: &&Target| !target.folded && leads(&target.id);
        if !forward {
            let above = &loaded[..at.unwrap_or(0)];
            let found = above.iter().rev().find(wanted);
            return found.map(|target| target.id.clone());
        }
        let below = &loaded[at.map_or(0, |at| at + 1)..];
        if let Some(target) = below.iter().find(wanted) {
            return Some(target.id.clone());
        }
        let known = |id: &String| loaded.iter().find(|target| target.id == *id);
        let away = self.unread().find(|id| known(id).is_none());
        let open = |id: &&String| known(id).is_some_and(|target| !target.folded);
        away.or_else(|| self.unread().find(open)).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loaded(folded: &[&str]) -> Vec<Target> {
        let target = |id: &str| Target {
            id: id.to_owned(),
            folded: folded.contains(&id),
        };
        ["a", "b", "c", "d"].map(target).to_vec()
    }

    fn shown() -> Vec<Target> {
        loaded(&[])
    }

    fn told(unread: &Unread) -> usize {
        unread.to_tell([])
    }

    fn unread(ids: &[&str]) -> Unread {
        let mut unread = Unread::default();
        unread.add(ids.iter().map(|id| (*id).to_owned()));
        unread
    }

    #[test]
    fn the_keys_lead_through_what_is_unread_and_then_beyond_what_is_loaded() {
        let mut unread = unread(&["b", "d", "z"]);
        let mut way = Vec::new();
        let mut at: Option<String> = None;
        while let Some(id) = unread.next(&shown(), at.as_deref(), true) {
            unread.visit(&id);
            way.push(id.clone());
            at = Some(id);
        }
        assert_eq!(way, ["b", "d", "z"]);
        assert_eq!(told(&unread), 0);
    }

    #[test]
    fn what_is_above_comes_last() {
        let unread = unread(&["a"]);
        assert_eq!(unread.next(&shown(), Some("c"), true).as_deref(), Some("a"));
        assert_eq!(
            unread.next(&shown(), Some("c"), false).as_deref(),
            Some("a")
        );
        assert_eq!(unread.next(&shown(), None, false), None);
    }

    #[test]
    fn without_news_every_comment_is_on_the_way() {
        let unread = Unread::default();
        assert_eq!(unread.next(&shown(), None, true).as_deref(), Some("a"));
        assert_eq!(unread.next(&shown(), Some("b"), true).as_deref(), Some("c"));
        assert_eq!(
            unread.next(&shown(), Some("b"), false).as_deref(),
            Some("a")
        );
        assert_eq!(unread.next(&shown(), Some("d"), true), None);
    }

    #[test]
    fn who_knows_is_not_told() {
        let mut unread = unread(&["a", "b"]);
        assert_eq!(told(&unread), 2);
        unread.dismiss();
        assert_eq!(told(&unread), 0);
        assert!(unread.has("a"));
    }

    #[test]
    fn what_is_folded_is_neither_led_to_nor_told_nor_read() {
        let mut unread = unread(&["b", "c"]);
        let folded = loaded(&["b"]);
        assert_eq!(unread.to_tell(["b"]), 1);
        assert_eq!(unread.next(&folded, Some("a"), true).as_deref(), Some("c"));
        unread.visit("c");
        assert_eq!(unread.to_tell(["b"]), 0);
        for forward in [true, false] {
            for from in [None, Some("b"), Some("c"), Some("d")] {
                assert_eq!(unread.next(&folded, from, forward), None);
            }
        }
        // It is still there for who unfolds the branch.
        assert_eq!(told(&unread), 1);
        assert_eq!(unread.next(&shown(), Some("d"), true).as_deref(), Some("b"));
    }

    #[test]
    fn without_news_the_way_leads_around_what_is_folded() {
        let unread = Unread::default();
        let folded = loaded(&["b", "c"]);
        assert_eq!(unread.next(&folded, Some("a"), true).as_deref(), Some("d"));
        assert_eq!(unread.next(&folded, Some("d"), false).as_deref(), Some("a"));
    }

    #[test]
    fn an_own_comment_is_no_news() {
        let mut unread = unread(&["a", "b"]);
        unread.forget("a");
        assert_eq!(told(&unread), 1);
        assert!(!unread.has("a"));
        assert_eq!(unread.next(&shown(), None, true).as_deref(), Some("b"));
    }
}
