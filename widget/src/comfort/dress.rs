//! What is added to the comments in the page, and taken away again.

use super::choices::Choices;
use super::muting::Muting;
use super::news::News;
use super::panel;
use crate::browser::pieces::Piece;
use crate::state::app::comment_id;
use crate::texts::Texts;

/// What a thread is dressed by.
#[derive(Default)]
pub struct State {
    /// What the reader chose.
    pub choices: Choices,
    /// Whom and what they do not want to read.
    pub muting: Muting,
    /// Muted comments that the reader wants to see after all: their ids.
    pub shown: Vec<String>,
    /// What is new to them.
    pub news: News,
    /// Ids of comments whose replies are folded.
    pub closed: Vec<String>,
}

/// Adds to the thread and to each comment what belongs to it now, and takes
/// away the rest.
pub fn all(root: &Piece, texts: &Texts, state: &State) {
    panel::fill(root, texts, &state.choices);
    let offers = root.one("#comfort").is_some();
    let articles = root.all("[part~=comment]");
    for article in &articles {
        dress(article, texts, state, offers);
    }
    fold(&articles, texts, state, offers);
    tell(root, texts, state.news.to_tell());
}

fn dress(article: &Piece, texts: &Texts, state: &State, offers: bool) {
    let Some(id) = id_of(article) else { return };
    let others = !article.has("data-own");
    let muted = others
        && state.muting.hides(
            &part(article, "[part~=author]"),
            &part(article, "[part~=text]"),
        )
        && !state.shown.contains(&id);
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
    article.keep("[data-do=mute]", others && offers && !muted, || {
        let button = article
            .one("[part~=actions]")?
            .act("mute", &texts.get("mute"));
        button.set("aria-describedby", &article.one("[part~=author]")?.id());
        Some(())
    });
}

/// Offers to fold the replies of each comment that has some, and hides
/// those that are folded, with the buttons that would load more of them.
fn fold(articles: &[Piece], texts: &Texts, state: &State, offers: bool) {
    let depth = |piece: &Piece| piece.number("data-depth");
    // The comment whose replies are hidden, by its depth.
    let mut below: Option<u32> = None;
    for (nth, article) in articles.iter().enumerate() {
        let here = depth(article);
        below = below.filter(|top| here > *top);
        let is_hidden = below.is_some();
        let closed = id_of(article).is_some_and(|id| state.closed.contains(&id));
        let answered = articles.get(nth + 1).is_some_and(|next| depth(next) > here);
        article.flag("hidden", is_hidden);
        // Comments that the worker rendered stand in an element of their own.
        let item = || article.parent()?.next(".fold");
        if let Some(more) = article.next(".fold").or_else(item) {
            more.flag("hidden", is_hidden || closed);
        }
        article.keep("[data-do=fold]", answered && (offers || closed), || {
            let button = article.one("[part~=actions]")?.act("fold", "");
            button.set("aria-describedby", &article.one("[part~=author]")?.id());
            Some(())
        });
        if let Some(button) = article.one("[data-do=fold]") {
            let key = if closed {
                "branch.unfold"
            } else {
                "branch.fold"
            };
            button.set_text(&texts.get(key));
        }
        if closed && below.is_none() {
            below = Some(here);
        }
    }
}

/// Says how much is new, in the corner that takes no room.
fn tell(root: &Piece, texts: &Texts, count: usize) {
    root.keep(".news", count > 0, || {
        let corner = root.one(".float")?;
        let notice = corner.add("div", "news", "");
        notice.set("part", "notice");
        notice.set("role", "status");
        notice.add("p", "", "");
        notice.act("next", &texts.get("since.go"));
        notice.act("known", &texts.get("close"));
        Some(())
    });
    if let Some(told) = root.one(".news > p") {
        told.set_text(&texts.count("since", count as u64));
    }
}

/// The id of an article's comment.
pub fn id_of(article: &Piece) -> Option<String> {
    comment_id(&article.id()).map(str::to_owned)
}

/// The text of a part of an article.
pub fn part(article: &Piece, selector: &str) -> String {
    article
        .one(selector)
        .map_or_else(String::new, |part| part.text())
}
