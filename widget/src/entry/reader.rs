//! The module that a reader's browser fetches.

use super::lazy_module::ModuleSlot;
use super::options::MountOptions;
use crate::api::Client;
use crate::browser::host_page::HostPage;
use crate::browser::mount_point::MountPoint;
use crate::browser::{local_storage, modules, sleep};
use crate::components::standing::Rendered;
use crate::components::thread_app::{ThreadApp, ThreadAppProps};
use crate::components::thread_list::comments;
use crate::embed::Embed;
use crate::hooks::services::Services;
use crate::state::Thread;
use crate::state::app::article_id;
use bedside_i18n::intl;
use bedside_wire::embed::FragmentState;
use js_sys::{Object, Reflect};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use yew::{AppHandle, Callback};

/// Clicks from before wait at most this long for the session to be known.
const SETTLE_MS: u32 = 3_000;
const LOOK_MS: u32 = 30;
/// Comments whose texts are read without a pause.
const SLICE: usize = 16;

/// A living thread.
struct ThreadHandle {
    app: AppHandle<ThreadApp>,
    client: Client,
    moderation: ModuleSlot,
    comfort: ModuleSlot,
}

impl ThreadHandle {
    /// Ends it: listeners, sockets, timers and requests go with it.
    fn destroy(self) {
        self.client.close();
        self.moderation.clear();
        self.comfort.clear();
        self.app.destroy();
    }
}

/// Brings the rendered thread in `root` to life. Answers when it reacts, so
/// that the loader can repeat what the reader did meanwhile.
#[wasm_bindgen]
pub async fn mount(root: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
    let options = MountOptions(options);
    let mount_point = MountPoint::from_js(root).ok_or_else(changed)?;
    let state = mount_point.state().ok_or_else(changed)?;
    let mut state: FragmentState = crate::json::read(&state).ok_or_else(changed)?;
    for (nth, comment) in state.view.items.iter_mut().enumerate() {
        // In slices: a slow phone takes as long for all as for a frame or two.
        if nth % SLICE == 0 {
            sleep(0).await;
        }
        let shown = mount_point.text_of(&article_id(&comment.id));
        comment.body = shown.ok_or_else(changed)?;
    }
    if let Some(load) = options.function("load") {
        modules::remember(load);
    }
    let embed = Rc::new(Embed {
        lang: state.lang.clone(),
        build: state.build.clone(),
        // As the worker knows it, whatever parameters the address has today.
        page: state.view.page.clone(),
        ..options.embed()
    });
    let client = Client::new(Rc::clone(&embed));
    if let Some(page_now) = options.function("pageNow") {
        client.follow_page(HostPage::new(page_now));
    }
    // For the other modules: what is shown here.
    let options: Object = options.0.unchecked_into();
    for (name, value) in [
        ("lang", &embed.lang),
        ("build", &embed.build),
        ("page", &embed.page),
    ] {
        Reflect::set(&options, &name.into(), &value.as_str().into())?;
    }
    // A slow phone takes longer for each of these steps than for a frame. In
    // tasks of their own they keep no scroll or press waiting for the sum.
    for step in intl::WARM_UP {
        sleep(0).await;
        step(&embed.lang);
    }
    let texts = client
        .texts()
        .await
        .map_err(|_| error("no language file"))?;

    let (moderation, comfort_slot) = (ModuleSlot::default(), ModuleSlot::default());
    let moderate = moderation.opener(modules::MODERATION, &client, &mount_point, &options);
    let comfort = comfort_slot.opener(modules::COMFORT, &client, &mount_point, &options);
    let leave = {
        let moderation = moderation.clone();
        Callback::from(move |()| moderation.clear())
    };
    let thread = Rc::new(Thread::from(state.view));
    let rendered = Rendered::take_over(&mount_point, comments(&texts, &thread)).await;
    let rendered = rendered.ok_or_else(changed)?;
    let app = mount_point.hydrate::<ThreadApp>(ThreadAppProps {
        thread,
        texts,
        services: Services::new(client.clone(), embed, moderate, comfort.clone(), leave),
        rendered,
    });
    // It adds elements to the comments, so it may begin only when those that
    // were rendered have been taken over.
    if local_storage::has_choices(client.embed()) {
        comfort.emit(Callback::noop());
    }
    settle(&client).await;
    if !client.is_alive() {
        return Err(changed());
    }
    let handle = ThreadHandle {
        app,
        client,
        moderation,
        comfort: comfort_slot,
    };
    // An object with one function: an exported class would weigh more.
    let exported = Object::new();
    let destroy = Closure::once_into_js(move || handle.destroy());
    Reflect::set(&exported, &"destroy".into(), &destroy)?;
    Ok(exported.into())
}

/// The worker's HTML is not there, or not as the worker made it.
fn changed() -> JsValue {
    error("the HTML was changed on its way, by a proxy or an extension")
}

/// For the site's owner; the loader says it, once.
fn error(why: &str) -> JsValue {
    JsError::new(why).into()
}

/// Waits until the thread knows who is signed in.
async fn settle(client: &Client) {
    for _ in 0..SETTLE_MS / LOOK_MS {
        sleep(LOOK_MS).await;
        if client.is_settled() {
            break;
        }
    }
}
