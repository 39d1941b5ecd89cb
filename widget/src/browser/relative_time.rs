//! Shows the comments' ages beside the exact times that the
//! components show. The style shows the age in the exact time's own room, so
//! that nothing moves; the exact time stays what screen readers read, what is
//! copied, and what the pointer brings back.

use super::{now_ms, parse_time};
use bedside_i18n::intl;
use gloo_timers::callback::Interval;
use web_sys::Element;
use yew::NodeRef;

const AGE: &str = "data-age";
/// Between two looks.
const LOOK_MS: u32 = 500;
/// Elements in one go, so that a long thread does not hold up the page.
const AT_ONCE: u32 = 20;
/// As if there were so many elements more: the rest after each round.
const REST: u32 = 200;

/// Shows ages below an element and keeps them true until this is dropped;
/// those of comments that arrive follow soon.
pub fn keep(root: NodeRef, lang: String) -> Interval {
    let mut from = 0;
    Interval::new(LOOK_MS, move || tell(&root, &lang, &mut from))
}

fn tell(root: &NodeRef, lang: &str, from: &mut u32) {
    let Some(root) = root.cast::<Element>() else {
        return;
    };
    let times = root.get_elements_by_tag_name("time");
    if *from >= times.length() + REST {
        *from = 0;
    }
    let now = now_ms();
    for nth in *from..times.length().min(*from + AT_ONCE) {
        if let Some(time) = times.item(nth) {
            let at = time.get_attribute("datetime");
            let at = at.and_then(|at| parse_time(&at));
            if let Some(age) = at.and_then(|at| intl::age(lang, now - at)) {
                // A refused attribute leaves the exact time.
                let _refused = time.set_attribute(AGE, &age);
            }
        }
    }
    *from += AT_ONCE;
}
