//! What is added to the comments in the page, and taken away again.

use super::choices::Choices;
use super::folding;
use super::muting::Muting;
use super::news::News;
use super::panel;
use crate::browser::pieces::{Changes, Piece};
use crate::state::app::{article_id, comment_id};
use bedside_i18n::Texts;
use std::iter::successors;

/// What a thread is dressed by.
#[derive(Default)]
pub struct State {
    /// What the reader chose.
    pub choices: Choices,
    /// Whom and what they do not want to read.
    pub muting: Muting,
    /// Muted comments that the reader wants to see after all: their ids and
    /// their authors.
    pub shown: Vec<(String, String)>,
    /// What is new to them.
    pub news: News,
    /// Ids of comments whose replies are folded.
    pub closed: Vec<String>,
    /// The options are open, and with them what each comment offers.
    pub offers: bool,
    /// The comment that the page's address names, while it is not there.
    pub awaited: Option<String>,
}

impl State {
    /// Shows a comment's replies. False where they were not folded.
    pub fn unfold(&mut self, id: &str) -> bool {
        let before = self.closed.len();
        self.closed.retain(|closed| closed != id);
        self.closed.len() < before
    }

    fn is_closed(&self, article: &Piece) -> bool {
        !self.closed.is_empty() && id_of(article).is_some_and(|id| self.closed.contains(&id))
    }

    /// True for a comment that is there and in a folded branch.
    fn is_folded(&self, root: &Piece, id: &str) -> bool {
        !self.closed.is_empty() && find(root, id).is_some_and(|article| article.has("hidden"))
    }
}

/// Adds to the thread and to each comment what belongs to it now, and takes
/// away the rest.
pub fn all(root: &Piece, texts: &Texts, state: &State) {
    panel::fill(root, texts, &state.choices);
    let articles = root.comments();
    for article in &articles {
        dress(article, texts, state);
    }
    fold(&articles, texts, state);
    tell(root, texts, state);
}

/// The same for these comments, where no others changed.
pub fn changed(changes: &Changes, texts: &Texts, state: &State) {
    let both = || changes.came.iter().chain(&changes.touched);
    for article in both() {
        dress(article, texts, state);
    }
    for article in both() {
        place(article, is_below_closed(article, state), texts, state);
    }
    // What came may be the first reply to what stands above it.
    for article in &changes.came {
        if let Some(above) = article.neighbour(false).filter(|it| is_below(article, it)) {
            place(&above, above.has("hidden"), texts, state);
        }
    }
}

/// Adds to one comment what belongs to it now, and takes away the rest.
pub fn dress(article: &Piece, texts: &Texts, state: &State) {
    let Some(id) = id_of(article) else { return };
    // Of a comment that is not shown, nobody is muted and nothing is new.
    let others = !article.has("data-own") && article.one("[part~=author]").is_some();
    let muted = others && !state.muting.is_empty() && is_muted(article, &id, state);
    article.flag("data-muted", muted);
    article.keep(".muted", muted, || {
        let note = article.insert_after("header", "p", "muted soft")?;
        note.add("span", "", &texts.get("muted"));
        note.act("show", &texts.get("muted.show"));
        Some(())
    });
    article.keep(".new", others && state.news.has(&id), || {
        let header = article.one("header")?;
        header.add("span", "badge new", &texts.get("new"));
        Some(())
    });
    article.keep("[data-do=mute]", others && state.offers && !muted, || {
        let button = article
            .one("[part~=actions]")?
            .act("mute", &texts.get("mute"));
        button.set("aria-describedby", &article.one("[part~=author]")?.id());
        Some(())
    });
}

fn is_muted(article: &Piece, id: &str, state: &State) -> bool {
    let hides = state
        .muting
        .hides(&author(article), &part(article, "[part~=text]"));
    hides && !state.shown.iter().any(|(shown, _)| shown == id)
}

/// Folds the replies of one comment, or shows them, and those of the comments
/// among them that are folded themselves stay so.
pub fn branch(top: &Piece, texts: &Texts, state: &State) {
    let below = successors(top.neighbour(true), |at| at.neighbour(true));
    let mut articles = vec![top.clone()];
    articles.extend(below.take_while(|at| is_below(at, top)));
    fold(&articles, texts, state);
}

/// The comments that one replies to, directly or not, the nearest first.
pub fn around(article: &Piece) -> Vec<Piece> {
    let above = successors(article.neighbour(false), |at| at.neighbour(false));
    folding::around(depth(article), above.map(|at| (depth(&at), at)))
}

fn is_below_closed(article: &Piece, state: &State) -> bool {
    !state.closed.is_empty() && around(article).iter().any(|it| state.is_closed(it))
}

fn is_below(article: &Piece, top: &Piece) -> bool {
    depth(article) > depth(top)
}

fn depth(article: &Piece) -> u32 {
    article.number("data-depth")
}

/// Comments that follow each other, the first of which is not hidden.
fn fold(articles: &[Piece], texts: &Texts, state: &State) {
    let places = articles.iter().map(|at| (depth(at), state.is_closed(at)));
    let hidden = folding::hidden(places);
    for (article, is_hidden) in articles.iter().zip(hidden) {
        place(article, is_hidden, texts, state);
    }
}

/// Hides a comment or shows it, with the button after it that would load more
/// replies, and offers to fold its replies where it has some.
fn place(article: &Piece, is_hidden: bool, texts: &Texts, state: &State) {
    let closed = state.is_closed(article);
    article.flag("hidden", is_hidden);
    // Comments that the worker rendered stand in an element of their own.
    let item = || article.parent()?.next(".fold");
    if let Some(more) = article.next(".fold").or_else(item) {
        more.flag("hidden", is_hidden || closed);
    }
    let answered = || {
        article
            .neighbour(true)
            .is_some_and(|it| is_below(&it, article))
    };
    let foldable = (state.offers || closed) && answered();
    article.keep("[data-do=fold]", foldable, || {
        let button = article.one("[part~=actions]")?.act("fold", "");
        button.set("aria-describedby", &article.one("[part~=author]")?.id());
        Some(())
    });
    if foldable && let Some(button) = article.one("[data-do=fold]") {
        let key = if closed {
            "branch.unfold"
        } else {
            "branch.fold"
        };
        button.keep_text(&texts.get(key));
    }
}

/// Says how much is new, in the corner that takes no room.
pub fn tell(root: &Piece, texts: &Texts, state: &State) {
    let count = state.news.to_tell(|id| state.is_folded(root, id));
    root.keep("#news", count > 0, || {
        let corner = root.one(".float")?;
        let notice = corner.add("div", "news", "");
        // What is looked for at each change must be found at once in any thread.
        notice.set("id", "news");
        notice.set("part", "notice");
        notice.set("role", "status");
        notice.add("p", "", "");
        notice.act("next", &texts.get("since.go"));
        notice.act("known", &texts.get("close"));
        Some(())
    });
    if let Some(told) = root.one("#news").and_then(|notice| notice.one("p")) {
        told.keep_text(&texts.count("since", count as u64));
    }
}

/// The id of an article's comment.
pub fn id_of(article: &Piece) -> Option<String> {
    comment_id(&article.id()).map(str::to_owned)
}

/// The article of the comment with this id, where it is there.
pub fn find(root: &Piece, id: &str) -> Option<Piece> {
    root.one(&["#", &article_id(id)].concat())
}

/// The name of a comment's author.
pub fn author(article: &Piece) -> String {
    part(article, "[part~=author]")
}

fn part(article: &Piece, selector: &str) -> String {
    let part = article.one(selector);
    part.map_or_else(String::new, |part| part.text())
}
