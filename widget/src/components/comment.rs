//! One comment of the list.

use crate::components::article::{Reply, article};
use crate::hooks::rendered::{Island, Rendered};
use crate::state::Row;
use crate::texts::Texts;
use bedside_wire::Votes;
use yew::prelude::*;
use yew::virtual_dom::{VNode, VRaw};

/// Props of [`Comment`].
#[derive(Properties, Clone, PartialEq)]
pub struct CommentProps {
    /// Words.
    pub texts: Texts,
    /// The comment.
    pub row: Row,
    /// How it can be answered.
    pub reply: Reply,
    /// Which votes may be given.
    #[prop_or_default]
    pub votes: Votes,
    /// The comments whose HTML stands already.
    #[prop_or_default]
    pub rendered: Rendered,
    /// The form that is open below it.
    #[prop_or_default]
    pub children: Html,
}

/// A comment. Where the worker rendered it, the thread leaves its HTML alone,
/// and it becomes an app of its own in there, in a turn of its own: a page of
/// comments taken over at once would be the longest work on a reader's phone.
pub struct Comment {
    /// The standing HTML. In a browser it is empty: nothing there reads it.
    html: Option<AttrValue>,
    /// What that HTML shows.
    shown: CommentProps,
    island: Island,
}

impl Component for Comment {
    /// It is this comment's turn.
    type Message = ();
    type Properties = CommentProps;

    fn create(context: &Context<Self>) -> Self {
        let props = context.props();
        Self {
            html: props.rendered.take(&props.row.comment.id),
            shown: props.clone(),
            island: Island::default(),
        }
    }

    fn update(&mut self, context: &Context<Self>, (): ()) -> bool {
        self.island.rise(&self.shown);
        self.island.show(context.props());
        false
    }

    fn changed(&mut self, context: &Context<Self>, _: &CommentProps) -> bool {
        self.island.show(context.props());
        self.html.is_none()
    }

    fn view(&self, context: &Context<Self>) -> Html {
        match self.html.clone() {
            Some(html) => VNode::VRaw(VRaw { html }),
            None => article(context.props()),
        }
    }

    fn rendered(&mut self, context: &Context<Self>, first: bool) {
        if first && self.html.is_some() {
            let turn = context.link().callback(|()| ());
            context.props().rendered.wait(turn);
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.island.sink();
    }
}
