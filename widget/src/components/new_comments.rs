//! "2 new comments": what arrived live waits behind this button, so that
//! nothing moves under a reader's eyes. It stands in the thread's floating
//! corner and takes no room.

use crate::components::button::Button;
use crate::state::Press;
use crate::state::dispatch::{Dispatch, press};
use crate::texts::Texts;
use yew::prelude::*;

/// The floating button; an empty place while nothing waits.
pub fn new_comments(texts: &Texts, count: usize, dispatch: &Dispatch) -> Html {
    let show = Button {
        main: true,
        onclick: Some(press(dispatch, Press::ShowNew)),
        ..Button::default()
    };
    html! {
        <div role="status">
            if count > 0 {
                { show.says(texts.count("new_comments", count as u64)) }
            }
        </div>
    }
}
