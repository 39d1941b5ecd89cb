//! A chunk of the list.

use crate::components::article::CommentProps;
use crate::components::comment::Comment;
use yew::prelude::*;
use yew::virtual_dom::Key;

/// The comments that came together, and what came between them since. It is
/// shown again only where one of them changed: in a list of thousands, a press
/// costs no more than in a short one. Its element is for the browser, which looks
/// at every child of the list with each frame of a scroll.
pub struct Chunk;

/// The props of a chunk.
#[derive(Properties, PartialEq)]
pub struct ChunkProps {
    /// Its comments, each with the fold after it.
    pub items: Vec<(CommentProps, Option<Html>)>,
}

impl Component for Chunk {
    type Message = ();
    type Properties = ChunkProps;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let items = context.props().items.iter();
        let shown = items.flat_map(|(comment, fold)| {
            let key = Key::from(comment.row.comment.id.as_str());
            let comment = html! { <Comment {key} ..comment.clone() /> };
            [Some(comment), fold.clone()].into_iter().flatten()
        });
        html! { <div class="chunk">{ for shown }</div> }
    }
}
