//! Making the addresses of a person's feed of replies.

use crate::hooks::services::Services;
use bedside_i18n::Texts;
use bedside_wire::viewer::ReplyFeed;
use yew::prelude::*;

/// The addresses, or why there are none; nothing before they were asked for.
pub type Feed = Option<Result<ReplyFeed, AttrValue>>;

/// The feed, and what asks for it.
#[cfg(not(feature = "browser"))]
#[hook]
pub fn use_reply_feed(
    _services: &Services,
    _texts: &Texts,
) -> (UseStateHandle<Feed>, Callback<()>) {
    (use_state(|| None), Callback::noop())
}

/// The feed, and what asks for it.
#[cfg(feature = "browser")]
#[hook]
pub fn use_reply_feed(services: &Services, texts: &Texts) -> (UseStateHandle<Feed>, Callback<()>) {
    use crate::state::UiError;
    use wasm_bindgen_futures::spawn_local;

    let feed = use_state(|| None);
    let action = {
        let (services, texts, setter) = (services.clone(), texts.clone(), feed.setter());
        Callback::from(move |()| {
            let Some(client) = services.client() else {
                return;
            };
            let (texts, setter) = (texts.clone(), setter.clone());
            spawn_local(async move {
                let made = client.reply_feed().await.map_err(UiError::from);
                setter.set(Some(made.map_err(|error| error.sentence(&texts))));
            });
        })
    };
    (feed, action)
}
