//! The element ids of comments and folds.

use yew::AttrValue;

const ARTICLE: &str = "comment-";

/// The element id of a comment's article.
pub fn article_id(id: &str) -> AttrValue {
    AttrValue::from([ARTICLE, id].concat())
}

/// The id of the comment whose article has this element id.
pub fn comment_id(article: &str) -> Option<&str> {
    article.strip_prefix(ARTICLE)
}

const FOLD: &str = "fold-";

/// The element id of the fold after a place.
pub fn fold_id(place: &str) -> AttrValue {
    AttrValue::from([FOLD, place].concat())
}

/// The place whose fold has this element id.
pub fn folded_place(fold: &str) -> Option<&str> {
    fold.strip_prefix(FOLD)
}
