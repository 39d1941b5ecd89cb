//! A moment in time: short on the page, exact in the title.

use bedside_i18n::Texts;
use bedside_i18n::intl::{self, Zone};
use yew::prelude::*;

/// The clock that times are shown by where the widget is, or will be: it puts
/// the local time in place of the worker's, in the same elements.
pub const ZONE: Zone = if cfg!(feature = "browser") {
    Zone::Local
} else {
    Zone::Utc
};

/// The time as an element.
pub fn timestamp(texts: &Texts, time: &str, id: Option<AttrValue>, zone: Zone) -> Html {
    html! {
        <time {id} datetime={time.to_owned()} title={intl::full_time(texts.lang(), time, zone)}>
            { intl::short_time(texts.lang(), time, zone) }
        </time>
    }
}
