//! The panel with the devices that the person is signed in on.

use crate::components::button::button;
use crate::components::notice;
use crate::components::timestamp::{ZONE, timestamp};
use crate::hooks::services::Services;
use crate::hooks::use_devices::{device, use_devices};
use crate::state::Action;
use crate::state::dispatch::Dispatch;
use bedside_i18n::Texts;
use bedside_wire::session::SessionView;
use yew::prelude::*;

const TITLE: &str = "devices-title";

/// Props of [`Devices`].
#[derive(Properties, PartialEq)]
pub struct DevicesProps {
    /// Texts.
    pub texts: Texts,
    /// The way to the worker.
    pub services: Services,
    /// Moves the focus.
    pub dispatch: Dispatch,
}

/// A region with a list of the person's sessions; each can be ended, but for
/// this page's, which "Sign out" ends.
#[component]
pub fn Devices(props: &DevicesProps) -> Html {
    let DevicesProps {
        texts,
        services,
        dispatch,
    } = props;
    let sessions = use_devices(services, texts);
    let end = {
        let (dispatch, end) = (dispatch.clone(), sessions.end.clone());
        Callback::from(move |session| {
            // The button goes with its session.
            dispatch.tell(Action::FocusOn(TITLE.into()));
            end.emit(session);
        })
    };
    let items = sessions.items.as_deref().unwrap_or_default();
    let rows = items.iter().map(|session| row(texts, session, &end));
    html! {
        <section class="devices" aria-labelledby={TITLE}>
            <h3 id={TITLE} tabindex="-1">{ texts.get("sessions.title") }</h3>
            if let Some(error) = &sessions.error {
                { notice::error(texts, error) }
            } else if sessions.items.is_none() {
                <p class="soft">{ texts.get("loading") }</p>
            }
            <p role="status">{ sessions.said.clone() }</p>
            <ul>{ for rows }</ul>
            if items.len() > 1 {
                { button(texts.get("sessions.end_others"), end.reform(|_: MouseEvent| None)) }
            }
        </section>
    }
}

fn row(texts: &Texts, session: &SessionView, end: &Callback<Option<SessionView>>) -> Html {
    let (name_id, end_id) = (id("device", session), id("end", session));
    let labels = [&*end_id, " ", &*name_id].concat();
    let onclick = {
        let session = session.clone();
        end.reform(move |_: MouseEvent| Some(session.clone()))
    };
    html! {
        <li key={session.id.clone()}>
            <div>
                <b id={name_id}>{ device(texts, session) }</b>
                if session.this {
                    { " (" }{ texts.get("sessions.this") }{ ")" }
                }
                <p class="soft">
                    { texts.get("sessions.used") }{ " " }{ timestamp(texts, &session.last_used, None, ZONE) }
                </p>
            </div>
            if !session.this {
                <button
                    type="button"
                    part="button"
                    id={end_id}
                    aria-labelledby={labels}
                    {onclick}
                >
                    { texts.get("sign_out") }
                </button>
            }
        </li>
    }
}

/// The element id of a part of a session's row.
fn id(part: &str, session: &SessionView) -> AttrValue {
    AttrValue::from([part, "-", &session.id].concat())
}
