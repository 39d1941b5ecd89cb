//! Other tabs of the host's pages, which share a session.

use super::Listener;
use wasm_bindgen::JsValue;
use web_sys::BroadcastChannel;
use yew::Callback;

/// Hears other tabs until it is dropped.
pub struct Siblings {
    channel: BroadcastChannel,
    _heard: Listener,
}

impl Drop for Siblings {
    fn drop(&mut self) {
        self.channel.close();
    }
}

/// Tells the other tabs, by the session's name, that the person signed out.
pub fn tell(name: &str) {
    if let Ok(channel) = BroadcastChannel::new(name) {
        // Where nobody hears it, nobody has to.
        let _ = channel.post_message(&JsValue::NULL);
        channel.close();
    }
}

/// Says when the person signed out in another tab. `None` in browsers without
/// channels: there the next request to the worker tells.
pub fn subscribe(name: &str, signed_out: Callback<()>) -> Option<Siblings> {
    let channel = BroadcastChannel::new(name).ok()?;
    let heard = Listener::default().on(&channel, "message", move |_| signed_out.emit(()));
    Some(Siblings {
        channel,
        _heard: heard,
    })
}
