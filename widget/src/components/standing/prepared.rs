//! In the worker: comments as HTML.

use crate::components::article::CommentProps;
use std::rc::Rc;
use yew::AttrValue;
use yew::html::ImplicitClone;

/// Comments that are rendered already; none by default.
#[derive(Clone, Default, PartialEq)]
pub struct Rendered(Rc<Vec<(String, Standing)>>);

impl ImplicitClone for Rendered {}

impl Rendered {
    /// The comment with this id.
    pub fn take(&self, id: &str) -> Option<Standing> {
        let found = self.0.iter().find(|(known, _)| known == id);
        found.map(|(_, standing)| standing.clone())
    }
}

#[cfg(feature = "ssr")]
impl Rendered {
    /// Renders comments.
    pub async fn render(comments: Vec<CommentProps>) -> Self {
        use crate::components::comment::Comment;
        use yew::LocalServerRenderer;

        let mut all = Vec::with_capacity(comments.len());
        for comment in comments {
            let id = comment.row.comment.id.clone();
            let html = LocalServerRenderer::<Comment>::with_props(comment)
                .render()
                .await;
            let html = [r#"<div class="item">"#, &html, "</div>"].concat();
            all.push((id, Standing(html.into())));
        }
        Self(Rc::new(all))
    }
}

/// A rendered comment.
#[derive(Clone, PartialEq)]
pub struct Standing(AttrValue);

impl Standing {
    /// Its HTML.
    pub fn html(&self) -> AttrValue {
        self.0.clone()
    }

    /// Nothing changes here.
    pub fn show(&mut self, _: &CommentProps) {}

    /// Nothing is left here.
    pub fn end(self) {}
}
