//! What the reader chose and how far they have read, as it is kept.

use super::choices::Choices;
use super::dress::find;
use super::thread::Comfort;
use crate::browser::local_storage;

impl Comfort {
    /// Finds out what is new since the last visit, for who wants to know, and
    /// notes that they were here.
    pub async fn look_back(&self) {
        self.0.asking.set(true);
        let page = &self.0.client.embed().page;
        let seen = self.0.state.borrow().choices.seen(page);
        let mut version = self.0.rendered;
        // A page without comments has nothing that could have changed. The
        // worker is asked also where the rendered version is the one that was
        // seen: what everybody reads may be some seconds old.
        if let Some(seen) = seen.filter(|seen| *seen > 0) {
            let Some((now, ids)) = self.changes(seen).await else {
                self.0.asking.set(false);
                return;
            };
            version = version.max(now);
            self.is_told_of(ids).await;
        }
        self.0.noted.set(Some(version));
        self.choose(|choices| choices.see(page, version));
        self.0.asking.set(false);
        self.dress_all();
        if self.0.again.take() {
            self.follow().await;
        }
    }

    /// These changed. What the reader wrote is no news to them, wherever they
    /// wrote it and whether it is loaded or not.
    async fn is_told_of(&self, ids: Vec<String>) {
        if ids.is_empty() {
            return;
        }
        // Without an answer the thread's own marks tell.
        let me = self.0.client.viewer().await.ok().flatten();
        let mut state = self.0.state.borrow_mut();
        state.news.add(ids);
        for own in me.into_iter().flat_map(|me| me.own) {
            state.news.forget(&own.comment.id);
        }
        drop(state);
        self.no_news_of_own(self.0.root.comments().iter());
    }

    /// More is shown than before: once all that changed is, the reader has seen
    /// the newer version. What waits behind a button is not.
    pub(super) async fn follow(&self) {
        if self.0.asking.replace(true) {
            self.0.again.set(true);
            return;
        }
        while let Some(since) = self.0.noted.get().filter(|_| self.remembers()) {
            self.0.again.set(false);
            let Some((version, ids)) = self.changes(since).await else {
                break;
            };
            let is_shown = |id: &String| find(&self.0.root, id).is_some();
            if version > since && ids.iter().all(is_shown) {
                self.0.noted.set(Some(version));
                let page = &self.0.client.embed().page;
                let differs = self.choose(|choices| {
                    // Another tab may be further.
                    let seen = choices.seen(page).unwrap_or_default();
                    choices.see(page, version.max(seen));
                });
                if differs {
                    self.dress_all();
                }
            }
            if !self.0.again.get() {
                break;
            }
        }
        self.0.asking.set(false);
    }

    fn remembers(&self) -> bool {
        self.0.state.borrow().choices.remember
    }

    /// The version up to which the worker tells what changed, and the ids of
    /// what did.
    async fn changes(&self, mut since: u64) -> Option<(u64, Vec<String>)> {
        let mut ids = Vec::new();
        loop {
            let changes = self.0.client.changes(since).await.ok()?;
            ids.extend(changes.items.into_iter().map(|item| item.id));
            since = changes.version;
            if !changes.more {
                return Some((since, ids));
            }
        }
    }

    /// Changes what the reader chose, from what is kept now: they may have
    /// chosen something in another tab. Answers as [`Comfort::adopt`].
    pub(super) fn choose(&self, change: impl FnOnce(&mut Choices)) -> bool {
        let kept = self.kept();
        let mut choices = kept.clone();
        change(&mut choices);
        if choices != kept {
            let text = match choices.is_empty() {
                true => String::new(),
                false => crate::json::write(&choices),
            };
            local_storage::save(&self.record(), &text);
        }
        self.adopt(choices)
    }

    /// Reads again what is kept.
    pub(super) fn read_again(&self) {
        self.adopt(self.kept());
    }

    fn kept(&self) -> Choices {
        let kept = local_storage::load(&self.record());
        kept.and_then(|kept| crate::json::read(&kept))
            .unwrap_or_default()
    }

    fn record(&self) -> String {
        local_storage::choices(self.0.client.embed())
    }
}
