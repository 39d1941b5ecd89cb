//! In the worker: comments that are rendered before the thread around them.

use crate::components::comment::CommentProps;
use std::rc::Rc;
use yew::html::ImplicitClone;
use yew::{AttrValue, Callback};

/// Comments that are rendered already; none by default.
#[derive(Clone, Default, PartialEq)]
pub struct Rendered(Rc<Vec<(String, AttrValue)>>);

impl ImplicitClone for Rendered {}

impl Rendered {
    /// The HTML of the comment with this id.
    pub fn take(&self, id: &str) -> Option<AttrValue> {
        let found = self.0.iter().find(|(known, _)| known == id);
        found.map(|(_, html)| html.clone())
    }

    /// Nothing comes to life here.
    pub fn wait(&self, _turn: Callback<()>) {}
}

#[cfg(feature = "ssr")]
impl Rendered {
    /// Renders comments.
    pub async fn render(comments: Vec<CommentProps>) -> Self {
        use crate::components::comment::Comment;
        use yew::LocalServerRenderer;

        let mut html = Vec::with_capacity(comments.len());
        for comment in comments {
            let id = comment.row.comment.id.clone();
            let inside = LocalServerRenderer::<Comment>::with_props(comment)
                .render()
                .await;
            let item = [r#"<div class="item">"#, &inside, "</div>"].concat();
            html.push((id, item.into()));
        }
        Self(Rc::new(html))
    }
}

/// Nothing: only a reader's browser has HTML to take over.
#[derive(Default)]
pub struct Island {}

impl Island {
    /// Nothing.
    pub fn rise(&mut self, _: &CommentProps) {}

    /// Nothing.
    pub fn show(&mut self, _: &CommentProps) {}

    /// Nothing.
    pub fn sink(&mut self) {}
}
