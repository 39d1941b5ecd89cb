//! Windows: this one, and the sign-in popup it opens.

use super::Listener;
use bedside_wire::embed::{OpenerMessage, PopupMessage};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 680.0;

/// The host page's origin.
pub fn origin() -> String {
    web_sys::window().map_or_else(String::new, |window| {
        window.location().origin().unwrap_or_default()
    })
}

/// The page's whole address, without the part after `#`.
pub fn address() -> String {
    let href = web_sys::window()
        .and_then(|window| window.location().href().ok())
        .unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// True while the person's keyboard is in this page.
pub fn has_focus() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.has_focus().ok())
        .unwrap_or(false)
}

/// Leaves the page for another address. False where the browser refuses.
pub fn leave_for(url: &str) -> bool {
    web_sys::window().is_some_and(|window| window.location().assign(url).is_ok())
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
        if let Some(message) = to_js(message) {
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
    let event = event.dyn_ref::<MessageEvent>()?;
    let source: JsValue = event.source()?.into();
    if event.origin() != origin || source != *AsRef::<JsValue>::as_ref(window) {
        return None;
    }
    let text = js_sys::JSON::stringify(&event.data()).ok()?;
    serde_json::from_str(&String::from(text)).ok()
}

fn to_js(message: &OpenerMessage) -> Option<JsValue> {
    js_sys::JSON::parse(&serde_json::to_string(message).ok()?).ok()
}

/// In the middle of the page's window.
fn features(opener: &Window) -> String {
    let number = |value: Result<JsValue, JsValue>| value.ok().and_then(|v| v.as_f64());
    let get = |name: &str| number(js_sys::Reflect::get(opener, &JsValue::from_str(name)));
    let middle = |start: &str, size: &str, ours: f64| {
        let start = get(start).unwrap_or(0.0);
        (start + (get(size).unwrap_or(ours) - ours) / 2.0).max(0.0)
    };
    let left = middle("screenX", "outerWidth", WIDTH);
    let top = middle("screenY", "outerHeight", HEIGHT);
    format!("popup,width={WIDTH:.0},height={HEIGHT:.0},left={left:.0},top={top:.0}")
}
