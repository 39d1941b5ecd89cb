//! "2 comments are new or changed since your last visit".

use crate::components::button::button;
use crate::hooks::use_preferences::PreferenceCallbacks;
use crate::state::dispatch::Dispatch;
use crate::state::preferences::reading::ReadingEvent;
use crate::state::{Action, App, ListedComment};
use bedside_i18n::Texts;
use yew::prelude::*;

/// The number of comments that the reader has not been to, with a button that
/// leads to the next one. Floats over the thread; nothing where there are none.
pub fn unread_notice<'a>(
    texts: &Texts,
    app: &App,
    rows: impl Iterator<Item = &'a ListedComment>,
    preferences: &PreferenceCallbacks,
    dispatch: &Dispatch,
) -> Html {
    let hidden = rows.filter(|row| row.marks.hidden);
    let hidden = hidden.map(|row| row.comment.id.as_str());
    let count = app.reading.unread.to_tell(hidden);
    if count == 0 {
        return Html::default();
    }
    let dispatch = dispatch.clone();
    let dismiss = Callback::from(move |_| dispatch.tell(Action::Reading(ReadingEvent::Dismissed)));
    html! {
        <div class="unread" part="notice" role="status">
            <p>{ texts.count("since", count as u64) }</p>
            { button(texts.get("since.go"), preferences.next.reform(|_: MouseEvent| ())) }
            { button(texts.get("close"), dismiss) }
        </div>
    }
}
