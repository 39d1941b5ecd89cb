//! Windows: this one, and the sign-in popup it opens.

use super::Listener;
use bedside_wire::embed::{OpenerMessage, PopupMessage};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, VisibilityState, Window};

const WIDTH: i32 = 480;
const HEIGHT: i32 = 680;

/// The host page's origin.
pub fn origin() -> String {
    web_sys::window().map_or_else(String::new, |window| {
        window.location().origin().unwrap_or_default()
    })
}

/// The page's whole address.
pub fn address() -> String {
    web_sys::window()
        .and_then(|window| window.location().href().ok())
        .unwrap_or_default()
}

/// True where the page is shown: not in a tab in the background.
pub fn is_visible() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| document.visibility_state() == VisibilityState::Visible)
}

/// True while the person's keyboard is in this page.
pub fn has_focus() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.has_focus().ok())
        .unwrap_or(false)
}

/// A popup of the worker's, and the messages it sends.
pub struct Popup {
    window: Window,
    origin: String,
    _messages: Listener,
}

impl Popup {
    /// Opens `url`, whose origin is `origin`. Must run inside the click.
    /// `None` when the browser blocked it.
    pub fn open(url: &str, origin: &str, said: impl Fn(PopupMessage) + 'static) -> Option<Self> {
        let opener = web_sys::window()?;
        let window = opener
            .open_with_url_and_target_and_features(url, "bedside-sign-in", &features(&opener))
            .ok()??;
        if window.closed().unwrap_or(true) {
            return None;
        }
        let messages = Listener::default().on_window("message", {
            let (window, origin) = (window.clone(), origin.to_owned());
            move |event| {
                if let Some(message) = read(event, &window, &origin) {
                    said(message);
                }
            }
        });
        Some(Self {
            window,
            origin: origin.to_owned(),
            _messages: messages,
        })
    }

    /// Sends to the popup, and to nobody else who may be shown in it.
    pub fn post(&self, message: &OpenerMessage) {
        if let Ok(message) = serde_wasm_bindgen::to_value(message) {
            let _gone = self.window.post_message(&message, &self.origin);
        }
    }

    /// True when the window is closed, and also when a provider's
    /// Cross-Origin-Opener-Policy cut it from this page.
    pub fn seems_closed(&self) -> bool {
        self.window.closed().unwrap_or(true)
    }

    /// Closes the window, where it still belongs to this page.
    pub fn close(&self) {
        let _gone = self.window.close();
    }
}

/// Reads a message only when it was sent by that window and from that origin.
fn read(event: &web_sys::Event, window: &Window, origin: &str) -> Option<PopupMessage> {
    let event = event.unchecked_ref::<MessageEvent>();
    let source: JsValue = event.source()?.into();
    if event.origin() != origin || source != *AsRef::<JsValue>::as_ref(window) {
        return None;
    }
    let field = |name: &str| {
        let value = js_sys::Reflect::get(&event.data(), &name.into()).ok()?;
        value.as_string()
    };
    // By hand: three messages are not worth the code that reading a tagged
    // enum with serde brings. A test holds the names against the wire's.
    match field("bedside")?.as_str() {
        READY => Some(PopupMessage::SignInReady),
        DONE => Some(PopupMessage::SignInDone),
        FAILED => Some(PopupMessage::SignInFailed {
            code: field("code")?,
        }),
        _ => None,
    }
}

const READY: &str = "sign-in-ready";
const DONE: &str = "sign-in-done";
const FAILED: &str = "sign-in-failed";

/// In the middle of the page's window.
fn features(opener: &Window) -> String {
    let get = |name: &str| {
        let value = js_sys::Reflect::get(opener, &name.into()).ok()?;
        value.as_f64().map(|pixels| pixels as i32)
    };
    let middle = |start: &str, size: &str, ours: i32| {
        let start = get(start).unwrap_or(0);
        (start + (get(size).unwrap_or(ours) - ours) / 2).max(0)
    };
    let left = middle("screenX", "outerWidth", WIDTH);
    let top = middle("screenY", "outerHeight", HEIGHT);
    format!("popup,width={WIDTH},height={HEIGHT},left={left},top={top}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_named_as_on_the_wire() {
        let name = |message: &PopupMessage| {
            let message = serde_json::to_value(message).unwrap();
            message["bedside"].as_str().unwrap().to_owned()
        };
        let code = "internal".to_owned();
        assert_eq!(name(&PopupMessage::SignInReady), READY);
        assert_eq!(name(&PopupMessage::SignInDone), DONE);
        assert_eq!(name(&PopupMessage::SignInFailed { code }), FAILED);
    }
}
