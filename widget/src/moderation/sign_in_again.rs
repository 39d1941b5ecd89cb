//! An error in the dialog; and where it was that the person signed in too
//! long ago, the way to sign in again and go on.

use crate::api::Client;
use crate::components::button::Button;
use crate::components::notice;
use crate::state::UiError;
use bedside_i18n::Texts;
use bedside_wire::ProblemCode;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Props of [`ErrorOrSignIn`].
#[derive(Properties, PartialEq)]
pub struct ErrorOrSignInProps {
    /// The worker.
    pub client: Client,
    /// Texts.
    pub texts: Texts,
    /// The error.
    pub error: UiError,
    /// Sends the refused request again, with what was entered.
    pub again: Callback<()>,
}

/// The error in words, with a button where a fresh sign-in mends it.
#[component]
pub fn ErrorOrSignIn(props: &ErrorOrSignInProps) -> Html {
    let ErrorOrSignInProps {
        client,
        texts,
        error,
        again,
    } = props;
    let waiting = use_state(|| false);
    let failed = use_state(|| Option::<UiError>::None);
    if error.code() != Some(ProblemCode::FreshSignInNeeded) {
        return notice::error(texts, error);
    }
    let onclick = {
        let (client, again) = (client.clone(), again.clone());
        let (waiting, failed) = (waiting.clone(), failed.setter());
        Callback::from(move |_: MouseEvent| {
            if *waiting {
                return;
            }
            // Inside the click: a window may open only there.
            let renewal = client.renew();
            let (client, again) = (client.clone(), again.clone());
            let (waiting, failed) = (waiting.setter(), failed.clone());
            waiting.set(true);
            failed.set(None);
            spawn_local(async move {
                let renewed = client.renewed(renewal).await;
                waiting.set(false);
                match renewed {
                    Ok(()) => again.emit(()),
                    Err(error) => failed.set(Some(error)),
                }
            });
        })
    };
    let sign_in = Button {
        main: true,
        busy: *waiting,
        onclick: Some(onclick),
        ..Button::default()
    };
    html! {
        <div part="notice" role="alert">
            <p>{ error.sentence(texts) }</p>
            if let Some(failed) = &*failed {
                <p class="error">{ failed.sentence(texts) }</p>
            }
            { sign_in.says(texts.get("sign_in_again")) }
        </div>
    }
}
