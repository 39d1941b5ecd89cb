//! "2 new comments": what arrived live waits behind this button, so that
//! nothing moves under a reader's eyes. It stands in the thread's floating
//! corner and takes no room.

use crate::components::button::Button;
use crate::state::UiEvent;
use crate::state::dispatch::{Dispatch, press};
use bedside_i18n::Texts;
use yew::prelude::*;

/// The floating button; an empty place while nothing waits.
pub fn new_comments(texts: &Texts, count: usize, dispatch: &Dispatch) -> Html {
    let show = Button {
        main: true,
        onclick: Some(press(dispatch, UiEvent::ShowNew)),
        ..Button::default()
    };
    html! {
        <div>
            if count > 0 {
                { show.says(texts.count("new_comments", count as u64)) }
            }
            { arrived(texts, count) }
        </div>
    }
}

/// Tells it once, however many follow: the number is in the button.
fn arrived(texts: &Texts, count: usize) -> Html {
    html! {
        <p class="unseen" role="status">
            if count > 0 {
                { texts.get("announce.arrived") }
            }
        </p>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use futures::executor::block_on;
    use yew::LocalServerRenderer;

    #[derive(Properties, PartialEq)]
    struct Shown {
        count: usize,
    }

    #[component]
    fn Corner(props: &Shown) -> Html {
        arrived(&Texts::load("en"), props.count)
    }

    /// The text of the live region.
    fn announced(count: usize) -> Option<String> {
        let corner = LocalServerRenderer::<Corner>::with_props(Shown { count });
        let html = block_on(corner.hydratable(false).render());
        let (_, region) = html.split_once("role=\"status\"")?;
        let (_, content) = region.split_once('>')?;
        Some(content.split_once('<')?.0.to_owned())
    }

    #[test]
    fn however_many_arrive_it_is_said_once() {
        assert_eq!(announced(0).as_deref(), Some(""));
        assert_eq!(announced(1).as_deref(), Some("New comments have arrived."));
        assert_eq!(announced(30), announced(1));
    }
}
