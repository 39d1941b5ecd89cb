//! The devices that the person is signed in on.

use crate::hooks::remote::Remote;
use crate::state::Trouble;
use bedside_i18n::Texts;
use bedside_wire::session::SessionView;
use yew::prelude::*;

/// The person's sessions, and what can be done about them.
#[derive(Clone, PartialEq, Default)]
pub struct Sessions {
    /// None while they are loading.
    pub items: Option<Vec<SessionView>>,
    /// What went wrong.
    pub trouble: Option<Trouble>,
    /// What was done last.
    pub said: AttrValue,
    /// Ends a session, or without one all but this page's.
    pub end: Callback<Option<SessionView>>,
}

/// The device of a session in words.
pub fn device(texts: &Texts, session: &SessionView) -> AttrValue {
    match (&session.browser, &session.system) {
        (Some(browser), Some(system)) => texts.with(
            "sessions.device",
            &[("browser", browser), ("system", system)],
        ),
        (Some(name), None) | (None, Some(name)) => AttrValue::from(name.clone()),
        (None, None) => texts.get("sessions.unknown"),
    }
}

/// Loads the sessions once.
#[cfg(not(feature = "browser"))]
#[hook]
pub fn use_devices(_remote: &Remote, _texts: &Texts) -> Sessions {
    Sessions::default()
}

/// Loads the sessions once.
#[cfg(feature = "browser")]
#[hook]
pub fn use_devices(remote: &Remote, texts: &Texts) -> Sessions {
    use crate::api::ApiError;
    use wasm_bindgen_futures::spawn_local;

    let state = use_state(Sessions::default);
    let act = {
        let (remote, texts, setter) = (remote.clone(), texts.clone(), state.setter());
        Callback::from(move |ended: Option<Option<SessionView>>| {
            let Some(client) = remote.client() else {
                return;
            };
            let (texts, setter) = (texts.clone(), setter.clone());
            spawn_local(async move {
                let done: Result<AttrValue, ApiError> = match ended {
                    None => Ok(AttrValue::default()),
                    Some(None) => client
                        .end_other_sessions()
                        .await
                        .map(|()| texts.get("sessions.ended_others")),
                    Some(Some(session)) => {
                        let device = device(&texts, &session);
                        let said = texts.with("sessions.ended", &[("device", &device)]);
                        client.end_session(&session.id).await.map(|()| said)
                    }
                };
                let (said, trouble) = match done {
                    Ok(said) => (said, None),
                    Err(error) => (AttrValue::default(), Some(error.into())),
                };
                let listed = client.sessions().await;
                setter.set(match listed {
                    Ok(sessions) => Sessions {
                        items: Some(sessions.items),
                        trouble,
                        said,
                        end: Callback::default(),
                    },
                    Err(error) => Sessions {
                        trouble: Some(error.into()),
                        ..Sessions::default()
                    },
                });
            });
        })
    };
    {
        let act = act.clone();
        use_effect_with((), move |()| act.emit(None));
    }
    Sessions {
        end: act.reform(Some),
        ..(*state).clone()
    }
}
