//! The devices that the person is signed in on.

use crate::hooks::services::Services;
use crate::state::UiError;
use bedside_i18n::Texts;
use bedside_wire::session::SessionView;
use yew::prelude::*;

/// The person's sessions, and what can be done about them.
#[derive(Clone, PartialEq, Default)]
pub struct Devices {
    /// None while they are loading.
    pub items: Option<Vec<SessionView>>,
    /// The error.
    pub error: Option<UiError>,
    /// The announcement of the last action.
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
pub fn use_devices(_services: &Services, _texts: &Texts) -> Devices {
    Devices::default()
}

/// Loads the sessions once.
#[cfg(feature = "browser")]
#[hook]
pub fn use_devices(services: &Services, texts: &Texts) -> Devices {
    use crate::api::ApiError;
    use wasm_bindgen_futures::spawn_local;

    let state = use_state(Devices::default);
    let action = {
        let (services, texts, setter) = (services.clone(), texts.clone(), state.setter());
        Callback::from(move |ended: Option<Option<SessionView>>| {
            let Some(client) = services.client() else {
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
                let (said, error) = match done {
                    Ok(said) => (said, None),
                    Err(error) => (AttrValue::default(), Some(error.into())),
                };
                let listed = client.sessions().await;
                setter.set(match listed {
                    Ok(sessions) => Devices {
                        items: Some(sessions.items),
                        error,
                        said,
                        end: Callback::default(),
                    },
                    Err(error) => Devices {
                        error: Some(error.into()),
                        ..Devices::default()
                    },
                });
            });
        })
    };
    {
        let action = action.clone();
        use_effect_with((), move |()| action.emit(None));
    }
    Devices {
        end: action.reform(Some),
        ..(*state).clone()
    }
}
