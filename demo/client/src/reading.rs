//! Reading a thread part by part, as the widget would.

use crate::http::Response;
use crate::person::Person;
use bedside_wire::{CommentView, ThreadView};

/// Somebody's way of reading one thread: an order, a flat list, a search.
#[derive(Clone)]
pub struct Reading<'p> {
    person: &'p Person,
    query: Vec<(&'static str, String)>,
}

impl Person {
    /// Begins to read a page's thread.
    pub fn reading(&self, page: &str) -> Reading<'_> {
        Reading {
            person: self,
            query: vec![("page", page.to_owned()), ("as", "json".to_owned())],
        }
    }
}

impl Reading<'_> {
    /// Asks for it in another way.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.query.retain(|(known, _)| *known != name);
        self.query.push((name, value.to_owned()));
        self
    }

    /// The worker's answer, whatever it is; nothing that was kept.
    pub async fn send(&self) -> Response {
        let request = self.person.request("GET", "/thread");
        let request = request.header("cache-control", "no-cache");
        let request = self
            .query
            .iter()
            .fold(request, |request, (name, value)| request.query(name, value));
        request.send().await
    }

    /// The first page.
    pub async fn first(&self) -> ThreadView {
        self.send().await.expect(200).json()
    }

    /// The part at a cursor.
    pub async fn at(&self, cursor: &str) -> ThreadView {
        self.clone().with("cursor", cursor).first().await
    }

    /// A page's comments, with what is folded between them.
    pub async fn opened(&self, view: &ThreadView) -> Vec<CommentView> {
        let mut all = Vec::new();
        for item in &view.items {
            all.push(item.clone());
            let Some(fold) = view.folds.iter().find(|f| f.after == item.tree_path) else {
                continue;
            };
            let before = all.len();
            let mut cursor = Some(fold.cursor.clone());
            while let Some(at) = cursor {
                let part = self.at(&at).await;
                let wanted = |c: &CommentView| fold.until.is_empty() || c.tree_path < fold.until;
                cursor = part
                    .folds
                    .first()
                    .filter(|_| part.items.iter().all(wanted))
                    .map(|fold| fold.cursor.clone());
                all.extend(part.items.into_iter().filter(wanted));
            }
            let came = (all.len() - before) as u64;
            assert!(
                fold.more == came || fold.more == 0,
                "{} came of {}",
                came,
                fold.more
            );
        }
        all
    }

    /// All comments from a part to the end, with what is folded.
    pub async fn onwards(&self, mut view: ThreadView) -> Vec<CommentView> {
        let mut all = self.opened(&view).await;
        while let Some(next) = view.next {
            view = self.at(&next).await;
            all.extend(self.opened(&view).await);
        }
        all
    }

    /// All comments before a part, with what is folded.
    pub async fn backwards(&self, mut view: ThreadView) -> Vec<CommentView> {
        let mut all = Vec::new();
        while let Some(prev) = view.prev {
            view = self.at(&prev).await;
            all.splice(0..0, self.opened(&view).await);
        }
        all
    }

    /// The whole thread.
    pub async fn whole(&self) -> Vec<CommentView> {
        self.onwards(self.first().await).await
    }
}
