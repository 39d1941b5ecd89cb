//! What is new to a reader who came back, and the way from one to the next.

/// Comments that are new or changed since the last visit.
#[derive(Debug, Clone, Default)]
pub struct News {
    ids: Vec<String>,
    /// Those that the reader has not been to.
    unread: Vec<String>,
    /// Where the reader went last.
    last: Option<String>,
    /// The reader does not want to be told any more.
    known: bool,
}

impl News {
    /// These are new or changed.
    pub fn add(&mut self, ids: impl IntoIterator<Item = String>) {
        for id in ids {
            if !self.ids.contains(&id) {
                self.unread.push(id.clone());
                self.ids.push(id);
            }
        }
    }

    /// True for a comment that is new or changed.
    pub fn has(&self, id: &str) -> bool {
        self.ids.iter().any(|known| known == id)
    }

    /// The reader is at a comment.
    pub fn visit(&mut self, id: &str) {
        self.unread.retain(|unread| unread != id);
        self.last = Some(id.to_owned());
    }

    /// Where the reader went last.
    pub fn last(&self) -> Option<&str> {
        self.last.as_deref()
    }

    /// How many the reader has not been to, while they want to be told.
    pub fn to_tell(&self) -> usize {
        if self.known { 0 } else { self.unread.len() }
    }

    /// The reader knows, and is not told again.
    pub fn know(&mut self) {
        self.known = true;
    }

    /// Where the keys lead from a comment, or from the top: to the next or the
    /// previous one that is unread; where nothing is new, to any. After the
    /// last one come those that are not loaded, then those above.
    pub fn next(&self, shown: &[String], from: Option<&str>, forward: bool) -> Option<String> {
        let at = from.and_then(|from| shown.iter().position(|id| id == from));
        let wanted = |id: &&String| self.ids.is_empty() || self.unread.contains(id);
        if !forward {
            let above = &shown[..at.unwrap_or(0)];
            return above.iter().rev().find(wanted).cloned();
        }
        let below = &shown[at.map_or(0, |at| at + 1)..];
        let away = || self.unread.iter().find(|id| !shown.contains(id));
        let found = below.iter().find(wanted).or_else(away);
        found.or_else(|| self.unread.first()).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown() -> Vec<String> {
        ["a", "b", "c", "d"].map(str::to_owned).to_vec()
    }

    fn news(ids: &[&str]) -> News {
        let mut news = News::default();
        news.add(ids.iter().map(|id| (*id).to_owned()));
        news
    }

    #[test]
    fn the_keys_lead_through_what_is_unread_and_then_beyond_what_is_loaded() {
        let mut news = news(&["b", "d", "z"]);
        let mut way = Vec::new();
        let mut at: Option<String> = None;
        while let Some(id) = news.next(&shown(), at.as_deref(), true) {
            news.visit(&id);
            way.push(id.clone());
            at = Some(id);
        }
        assert_eq!(way, ["b", "d", "z"]);
        assert_eq!(news.to_tell(), 0);
    }

    #[test]
    fn what_is_above_comes_last() {
        let news = news(&["a"]);
        assert_eq!(news.next(&shown(), Some("c"), true).as_deref(), Some("a"));
        assert_eq!(news.next(&shown(), Some("c"), false).as_deref(), Some("a"));
        assert_eq!(news.next(&shown(), None, false), None);
    }

    #[test]
    fn without_news_every_comment_is_on_the_way() {
        let news = News::default();
        assert_eq!(news.next(&shown(), None, true).as_deref(), Some("a"));
        assert_eq!(news.next(&shown(), Some("b"), true).as_deref(), Some("c"));
        assert_eq!(news.next(&shown(), Some("b"), false).as_deref(), Some("a"));
        assert_eq!(news.next(&shown(), Some("d"), true), None);
    }

    #[test]
    fn who_knows_is_not_told() {
        let mut news = news(&["a", "b"]);
        assert_eq!(news.to_tell(), 2);
        news.know();
        assert_eq!(news.to_tell(), 0);
        assert!(news.has("a"));
    }
}
