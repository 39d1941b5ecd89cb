//! What went wrong in the dialog; and where it was that the person signed in too
//! long ago, the way to sign in again and go on.

use crate::api::Client;
use crate::components::button::Button;
use crate::components::notice;
use crate::state::Trouble;
use bedside_i18n::Texts;
use bedside_wire::ProblemCode;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Props of [`TroubleOrSignIn`].
#[derive(Properties, PartialEq)]
pub struct TroubleOrSignInProps {
    /// The worker.
    pub client: Client,
    /// Words.
    pub texts: Texts,
    /// What went wrong.
    pub trouble: Trouble,
    /// Sends the refused request again, with what was entered.
    pub again: Callback<()>,
}

/// The trouble in words, with a button where a fresh sign-in mends it.
#[component]
pub fn TroubleOrSignIn(props: &TroubleOrSignInProps) -> Html {
    let TroubleOrSignInProps {
        client,
        texts,
        trouble,
        again,
    } = props;
    let waiting = use_state(|| false);
    let failed = use_state(|| Option::<Trouble>::None);
    if trouble.code() != Some(ProblemCode::FreshSignInNeeded) {
        return notice::trouble(texts, trouble);
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
                    Err(trouble) => failed.set(Some(trouble)),
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
            <p>{ trouble.sentence(texts) }</p>
            if let Some(failed) = &*failed {
                <p class="error">{ failed.sentence(texts) }</p>
            }
            { sign_in.says(texts.get("sign_in_again")) }
        </div>
    }
}
