//! The comments as they come and go in the page, and the ways between them.

use super::dress::{self, State, find, id_of};
use super::news::Stop;
use super::thread::{Comfort, Inner};
use crate::browser::pieces::{Changes, Piece, Watch};
use crate::state::app::article_id;
use bedside_i18n::Texts;
use wasm_bindgen_futures::spawn_local;

impl Comfort {
    /// Dresses the whole thread anew.
    pub(super) fn dress_all(&self) {
        self.dress(dress::all);
    }

    /// Changes the thread, unseen by the watch. What it saw before and did not
    /// say yet is seen to first.
    pub(super) fn dress(&self, how: impl FnOnce(&Piece, &Texts, &State)) {
        let Inner { root, texts, .. } = &*self.0;
        let pending = self.0.watch.borrow().as_ref().and_then(Watch::take);
        if let Some(changes) = pending {
            self.changed(&changes);
        }
        how(root, texts, &self.0.state.borrow());
        if let Some(watch) = &*self.0.watch.borrow() {
            watch.forget();
        }
    }

    /// The thread changed: what came is dressed, and no more than that, unless
    /// what all comments offer is another.
    pub(super) fn changed(&self, changes: &Changes) {
        self.no_news_of_own(changes.came.iter().chain(&changes.touched));
        let opened = self.open_for(changes);
        if self.opens_or_closes() || changes.went {
            self.dress_all();
        } else if !changes.is_empty() {
            self.dress(|root, texts, state| {
                dress::changed(changes, texts, state);
                if let Some(top) = opened {
                    dress::branch(&top, texts, state);
                }
                dress::tell(root, texts, state);
            });
        }
        if changes.edited || !changes.came.is_empty() {
            let comfort = self.clone();
            spawn_local(async move { comfort.follow().await });
        }
    }

    /// Notes whether the options are open. True where that is new; what was
    /// chosen in another tab since is known then.
    pub(super) fn opens_or_closes(&self) -> bool {
        let offers = self.0.root.one("#comfort").is_some();
        let before = std::mem::replace(&mut self.0.state.borrow_mut().offers, offers);
        if offers && !before {
            self.read_again();
        }
        offers != before
    }

    /// What is the reader's own is known only after the thread has asked who
    /// they are.
    pub(super) fn no_news_of_own<'a>(&self, articles: impl Iterator<Item = &'a Piece>) {
        let mut state = self.0.state.borrow_mut();
        for id in articles.filter(|it| it.has("data-own")).filter_map(id_of) {
            state.news.forget(&id);
        }
    }

    /// Opens the branches that the thread leads the reader into: comments come
    /// because somebody asked for them, and the focus goes to the first, before
    /// or after this. Answers with the comment above all that was opened.
    fn open_for(&self, changes: &Changes) -> Option<Piece> {
        let awaited = self.0.state.borrow().awaited.clone();
        let awaited = awaited.and_then(|id| find(&self.0.root, &id));
        if awaited.is_some() {
            self.0.state.borrow_mut().awaited = None;
        }
        if self.0.state.borrow().closed.is_empty() {
            return None;
        }
        self.open_around(awaited.as_ref().or_else(|| changes.first())?)
    }

    /// Opens all branches around a comment. Answers with the outermost comment
    /// whose replies were folded.
    fn open_around(&self, article: &Piece) -> Option<Piece> {
        let mut outermost = None;
        for above in dress::around(article) {
            if let Some(id) = id_of(&above)
                && self.0.state.borrow_mut().unfold(&id)
            {
                outermost = Some(above);
            }
        }
        outermost
    }

    /// The page's address names a comment: it is shown, also where its branch
    /// was folded. The thread itself can give the focus only to what is shown.
    pub(super) fn reveal(&self, id: String) {
        let Some(article) = find(&self.0.root, &id) else {
            // The thread may be fetching what is around it.
            self.0.state.borrow_mut().awaited = Some(id);
            return;
        };
        self.0.state.borrow_mut().awaited = None;
        if let Some(top) = self.open_around(&article) {
            self.dress_branch(&top);
            article.visit();
        }
    }

    /// Folds the replies of a comment, or shows them again.
    pub(super) fn fold(&self, article: &Piece, id: String) {
        let mut state = self.0.state.borrow_mut();
        if !state.unfold(&id) {
            state.closed.push(id);
        }
        drop(state);
        self.dress_branch(article);
    }

    fn dress_branch(&self, top: &Piece) {
        self.dress(|root, texts, state| {
            dress::branch(top, texts, state);
            dress::tell(root, texts, state);
        });
    }

    /// Goes from a comment, or from the top, to the next one or back.
    pub(super) fn go(&self, from: Option<String>, forward: bool) {
        let articles = self.0.root.comments();
        let stop = |article: &Piece| {
            let folded = article.has("hidden");
            id_of(article).map(|id| Stop { id, folded })
        };
        let loaded: Vec<Stop> = articles.iter().filter_map(stop).collect();
        let mut state = self.0.state.borrow_mut();
        let Some(id) = state.news.next(&loaded, from.as_deref(), forward) else {
            return;
        };
        state.news.visit(&id);
        drop(state);
        match find(&self.0.root, &id) {
            Some(article) => article.visit(),
            // The thread loads what is around a comment that the address names.
            None => Piece::go_to_address(&["#", &article_id(&id)].concat()),
        }
        self.dress(dress::tell);
    }
}
