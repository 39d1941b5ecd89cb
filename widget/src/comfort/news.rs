//! What is new to a reader who came back, and the way from one to the next.

/// A comment that is loaded, as the keys see it.
#[derive(Debug, Clone)]
pub struct Stop {
    /// Its id.
    pub id: String,
    /// It is in a branch that the reader folded.
    pub folded: bool,
}

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

    /// This one is no news: the reader wrote it.
    pub fn forget(&mut self, id: &str) {
        self.ids.retain(|known| known != id);
        self.unread.retain(|unread| unread != id);
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

    /// How many the reader has not been to, while they want to be told. Nobody
    /// is told of what they folded: they chose not to read it.
    pub fn to_tell(&self, is_folded: impl Fn(&str) -> bool) -> usize {
        if self.known {
            return 0;
        }
        let unread = self.unread.iter();
        unread.filter(|id| !is_folded(id)).count()
    }

    /// The reader knows, and is not told again.
    pub fn know(&mut self) {
        self.known = true;
    }

    /// Where the keys lead from a comment, or from the top: to the next or the
    /// previous one that is unread; where nothing is new, to any. After the
    /// last one come those that are not loaded, then those above. What is folded
    /// is passed over.
    pub fn next(&self, loaded: &[Stop], from: Option<&str>, forward: bool) -> Option<String> {
        let at = from.and_then(|from| loaded.iter().position(|stop| stop.id == from));
        let is_news = |id: &String| self.ids.is_empty() || self.unread.contains(id);
        let wanted = |stop: &&Stop| !stop.folded && is_news(&stop.id);
        if !forward {
            let above = &loaded[..at.unwrap_or(0)];
            return above.iter().rev().find(wanted).map(|stop| stop.id.clone());
        }
        let below = &loaded[at.map_or(0, |at| at + 1)..];
        if let Some(stop) = below.iter().find(wanted) {
            return Some(stop.id.clone());
        }
        let known = |id: &String| loaded.iter().find(|stop| stop.id == *id);
        let away = self.unread.iter().find(|id| known(id).is_none());
        let open = |id: &&String| known(id).is_some_and(|stop| !stop.folded);
        away.or_else(|| self.unread.iter().find(open)).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loaded(folded: &[&str]) -> Vec<Stop> {
        let stop = |id: &str| Stop {
            id: id.to_owned(),
            folded: folded.contains(&id),
        };
        ["a", "b", "c", "d"].map(stop).to_vec()
    }

    fn shown() -> Vec<Stop> {
        loaded(&[])
    }

    fn told(news: &News) -> usize {
        news.to_tell(|_| false)
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
        assert_eq!(told(&news), 0);
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
        assert_eq!(told(&news), 2);
        news.know();
        assert_eq!(told(&news), 0);
        assert!(news.has("a"));
    }

    #[test]
    fn what_is_folded_is_neither_led_to_nor_told_nor_read() {
        let mut news = news(&["b", "c"]);
        let folded = loaded(&["b"]);
        let is_folded = |id: &str| id == "b";
        assert_eq!(news.to_tell(is_folded), 1);
        assert_eq!(news.next(&folded, Some("a"), true).as_deref(), Some("c"));
        news.visit("c");
        assert_eq!(news.to_tell(is_folded), 0);
        for forward in [true, false] {
            for from in [None, Some("b"), Some("c"), Some("d")] {
                assert_eq!(news.next(&folded, from, forward), None);
            }
        }
        // It is still there for who unfolds the branch.
        assert_eq!(told(&news), 1);
        assert_eq!(news.next(&shown(), Some("d"), true).as_deref(), Some("b"));
    }

    #[test]
    fn without_news_the_way_leads_around_what_is_folded() {
        let news = News::default();
        let folded = loaded(&["b", "c"]);
        assert_eq!(news.next(&folded, Some("a"), true).as_deref(), Some("d"));
        assert_eq!(news.next(&folded, Some("d"), false).as_deref(), Some("a"));
    }

    #[test]
    fn an_own_comment_is_no_news() {
        let mut news = news(&["a", "b"]);
        news.forget("a");
        assert_eq!(told(&news), 1);
        assert!(!news.has("a"));
        assert_eq!(news.next(&shown(), None, true).as_deref(), Some("b"));
    }
}
