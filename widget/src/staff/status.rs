//! The status line of the dialog: what was just done, seen and heard.

use crate::state::Said;
use yew::prelude::*;

/// The last thing that was done, for the dialog's head. It stands there from
/// the beginning, empty: a region that comes together with its words is not
/// announced.
pub fn status(said: &Said) -> Html {
    html! { <p class="status" role="status">{ said.announced() }</p> }
}

/// A callback that replaces the status line, and the line.
#[hook]
pub fn use_status() -> (Said, Callback<AttrValue>) {
    let said = use_state(Said::default);
    let count = use_mut_ref(|| 0_u32);
    let say = {
        let said = said.setter();
        Callback::from(move |text: AttrValue| {
            *count.borrow_mut() += 1;
            said.set(Said {
                text,
                count: *count.borrow(),
            });
        })
    };
    ((*said).clone(), say)
}
