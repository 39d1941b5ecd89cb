//! One comment of the list.

use crate::components::article::{CommentProps, article};
use crate::components::island::Island;
use yew::prelude::*;
use yew::virtual_dom::{VNode, VRaw};

/// A comment: an island, or a part of the thread's own app.
pub struct Comment(Option<Island>);

impl Component for Comment {
    type Message = ();
    type Properties = CommentProps;

    fn create(context: &Context<Self>) -> Self {
        let props = context.props();
        Self(props.islands.take(&props.row.comment.id))
    }

    fn changed(&mut self, context: &Context<Self>, _: &CommentProps) -> bool {
        match &mut self.0 {
            Some(island) => {
                island.show(context.props());
                false
            }
            None => true,
        }
    }

    fn view(&self, context: &Context<Self>) -> Html {
        match &self.0 {
            Some(Island { html, .. }) => VNode::VRaw(VRaw { html: html.clone() }),
            None => article(context.props()),
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        if let Some(island) = self.0.take() {
            island.end();
        }
    }
}
