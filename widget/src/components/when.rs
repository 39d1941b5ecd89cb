//! A moment in time: short on the page, exact in the title.

use crate::intl::{self, Zone};
use crate::texts::Texts;
use yew::prelude::*;

/// The clock that times are shown by. The worker does not know the reader's;
/// hydration puts the local time in its place, in the same elements.
const ZONE: Zone = if cfg!(feature = "browser") {
    Zone::Local
} else {
    Zone::Utc
};

/// The time as an element.
pub fn when(texts: &Texts, time: &str, id: Option<AttrValue>) -> Html {
    html! {
        <time {id} datetime={time.to_owned()} title={intl::full_time(texts.lang(), time, ZONE)}>
            { intl::short_time(texts.lang(), time, ZONE) }
        </time>
    }
}
