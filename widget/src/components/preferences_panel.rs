//! The reader's preferences in the panel that "Search and options" opens.

use crate::components::button::button;
use crate::hooks::services::Services;
use crate::hooks::use_preferences::Choice;
use crate::hooks::use_reply_feed::use_reply_feed;
use bedside_i18n::Texts;
use bedside_wire::viewer::ReplyFeed;
use yew::prelude::*;

const MUTE: &str = "mute";
const HINT: &str = "mute-hint";

/// Props of [`PreferencesPanel`].
#[derive(Properties, PartialEq)]
pub struct PreferencesPanelProps {
    /// Words.
    pub texts: Texts,
    /// The way to the worker.
    pub services: Services,
    /// Words and `@names` that are muted.
    pub muted: AttrValue,
    /// True while the browser remembers what the reader saw.
    pub remember: bool,
    /// True where the keys N and P are on.
    pub keys: bool,
    /// The reader chose something.
    pub on_choose: Callback<Choice>,
}

/// The fields, each of which acts when it is left.
#[component]
pub fn PreferencesPanel(props: &PreferencesPanelProps) -> Html {
    let PreferencesPanelProps {
        texts,
        services,
        muted,
        on_choose,
        ..
    } = props;
    let (feed, on_feed) = use_reply_feed(services, texts);
    let on_mute = {
        let before = muted.clone();
        on_choose.reform(move |event| Choice::Muted {
            before: before.clone(),
            edited: value_of(&event),
        })
    };
    html! {
        <div id="preferences">
            <div>
                <label for={MUTE}>{ texts.get("mute.label") }</label>
                <input
                    id={MUTE}
                    type="text"
                    dir="auto"
                    autocomplete="off"
                    aria-describedby={HINT}
                    value={muted}
                    onchange={on_mute}
                />
                <p class="soft" id={HINT}>{ texts.get("mute.hint") }</p>
            </div>
            <div>
                { tick(texts, "seen", props.remember, on_choose.reform(Choice::Remember)) }
                { tick(texts, "keys", props.keys, on_choose.reform(Choice::Keys)) }
                { button(texts.get("replies_feed"), on_feed.reform(|_: MouseEvent| ())) }
                <p class="soft" role="status">
                    if let Some(feed) = &*feed {
                        { match feed {
                            Ok(feed) => addresses(texts, feed),
                            Err(sentence) => sentence.into(),
                        } }
                    }
                </p>
            </div>
        </div>
    }
}

/// A choice of two; its text has the name of its element id.
fn tick(texts: &Texts, id: &'static str, checked: bool, on_tick: Callback<bool>) -> Html {
    let onchange = on_tick.reform(|event: Event| is_ticked(&event));
    html! {
        <label class="tick">
            <input {id} type="checkbox" {checked} {onchange} />
            <span>{ texts.get(id) }</span>
        </label>
    }
}

/// The links to the person's feed of replies.
fn addresses(texts: &Texts, feed: &ReplyFeed) -> Html {
    let link = |name: &'static str, address: &str| {
        html! { <a href={address.to_owned()} rel="nofollow">{ name }</a> }
    };
    html! {
        <>
            { texts.get("replies_feed.hint") }
            { link(" Atom ", &feed.atom) }
            { link(" JSON ", &feed.json) }
        </>
    }
}

#[cfg(feature = "browser")]
use crate::browser::field::{is_ticked, value_of};

#[cfg(not(feature = "browser"))]
fn is_ticked(_event: &Event) -> bool {
    false
}

#[cfg(not(feature = "browser"))]
fn value_of(_event: &Event) -> String {
    String::new()
}
