//! The module that only moderators and owners fetch.

use super::options::MountOptions;
use crate::api::Client;
use crate::browser::mount_point::MountPoint;
use crate::moderation::{ModerationApp, ModerationAppProps};
use js_sys::Function;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use yew::{AppHandle, Callback};

/// The moderation queue, shown.
#[wasm_bindgen]
pub struct ModerationHandle {
    app: AppHandle<ModerationApp>,
    client: Client,
}

#[wasm_bindgen]
impl ModerationHandle {
    /// Ends it.
    pub fn destroy(self) {
        self.client.close();
        self.app.destroy();
    }
}

/// Shows the moderation queue in the empty element `root`. The options are
/// the reader module's, with the session that it holds.
#[wasm_bindgen]
pub async fn mount(root: JsValue, options: JsValue) -> Result<ModerationHandle, JsValue> {
    let options = MountOptions(options);
    let mount_point = MountPoint::from_js(root).ok_or("no element to mount in")?;
    let client = Client::new(Rc::new(options.embed()));
    client.renews_by(options.function("signInAgain"));
    if let Some(session) = options.get("session") {
        client.adopt(session).await;
    }
    let texts = client.texts().await.map_err(|_| "no language file")?;
    let app = mount_point.render::<ModerationApp>(ModerationAppProps {
        client: client.clone(),
        texts,
        on_close: callback(options.function("onClose")),
    });
    Ok(ModerationHandle { app, client })
}

fn callback(function: Option<Function>) -> Callback<()> {
    Callback::from(move |()| {
        if let Some(function) = &function {
            let _its_own_trouble = function.call0(&JsValue::NULL);
        }
    })
}
