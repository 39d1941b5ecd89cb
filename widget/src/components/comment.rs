//! One comment of the list.

use crate::components::article::{CommentProps, article};
use crate::components::standing::Standing;
use yew::prelude::*;
use yew::virtual_dom::{VNode, VRaw};

/// A comment. One that the worker rendered is an app of its own, which the
/// thread around it only tells what to show: a page of comments taken over at
/// once would be the longest work on a reader's phone.
pub struct Comment(Option<Standing>);

impl Component for Comment {
    type Message = ();
    type Properties = CommentProps;

    fn create(context: &Context<Self>) -> Self {
        let props = context.props();
        Self(props.rendered.take(&props.row.comment.id))
    }

    fn changed(&mut self, context: &Context<Self>, _: &CommentProps) -> bool {
        match &mut self.0 {
            Some(standing) => {
                standing.show(context.props());
                false
            }
            None => true,
        }
    }

    fn view(&self, context: &Context<Self>) -> Html {
        match &self.0 {
            Some(Standing { html, .. }) => VNode::VRaw(VRaw { html: html.clone() }),
            None => article(context.props()),
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        if let Some(standing) = self.0.take() {
            standing.end();
        }
    }
}
