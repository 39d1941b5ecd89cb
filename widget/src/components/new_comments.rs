//! "2 new comments": what arrived live waits behind this button, so that
//! nothing moves under a reader's eyes. It stands in the thread's floating
//! corner and takes no room.

use crate::state::Act;
use crate::state::App;
use crate::texts::Texts;
use yew::prelude::*;

/// Props of [`NewComments`].
#[derive(Properties, PartialEq)]
pub struct NewCommentsProps {
    /// Words.
    pub texts: Texts,
    /// How many wait.
    pub count: usize,
    /// Where to say that it was pressed.
    pub dispatch: UseReducerDispatcher<App>,
}

/// The floating button; an empty place while nothing waits.
#[component]
pub fn NewComments(props: &NewCommentsProps) -> Html {
    let onclick = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_| dispatch.dispatch(Act::ShowNew))
    };
    html! {
        <div role="status">
            if props.count > 0 {
                <button type="button" class="main" {onclick}>
                    { props.texts.count("new_comments", props.count as u64) }
                </button>
            }
        </div>
    }
}
