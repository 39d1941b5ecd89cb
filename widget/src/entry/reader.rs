//! The module that a reader's browser fetches.

use super::guest::Place;
use super::options::Options;
use crate::api::Client;
use crate::browser::host_page::HostPage;
use crate::browser::stage::Stage;
use crate::browser::{kept, modules, sleep};
use crate::components::standing::Rendered;
use crate::components::thread_app::{ThreadApp, ThreadAppProps};
use crate::components::thread_list::comments;
use crate::embed::Embed;
use crate::hooks::remote::Remote;
use crate::state::Thread;
use crate::state::app::article_id;
use bedside_i18n::intl;
use bedside_wire::embed::FragmentState;
use js_sys::{Object, Reflect};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use yew::{AppHandle, Callback};

/// How long clicks from before may wait for the session to be known.
const SETTLE_MS: u32 = 3_000;
const LOOK_MS: u32 = 30;
/// Comments whose texts are read without a pause.
const SLICE: usize = 16;

/// A living thread.
struct Handle {
    app: AppHandle<ThreadApp>,
    client: Client,
    desk: Place,
    comfort: Place,
}

impl Handle {
    /// Ends it: listeners, sockets, timers and requests go with it.
    fn destroy(self) {
        self.client.close();
        self.desk.clear();
        self.comfort.clear();
        self.app.destroy();
    }
}

/// Brings the rendered thread in `root` to life. Answers when it reacts, so
/// that the loader can repeat what the reader did meanwhile.
#[wasm_bindgen]
pub async fn mount(root: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
    let options = Options(options);
    let stage = Stage::from_js(root).ok_or_else(changed)?;
    let state: Option<FragmentState> = stage.state().and_then(|text| crate::json::read(&text));
    let mut state = state.ok_or_else(changed)?;
    for (nth, comment) in state.view.items.iter_mut().enumerate() {
        // In slices: a slow phone takes as long for all as for a frame or two.
        if nth % SLICE == 0 {
            sleep(0).await;
        }
        let shown = stage.text_of(&article_id(&comment.id));
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

    let (desk, comforts) = (Place::default(), Place::default());
    let moderate = desk.opener(modules::STAFF, &client, &stage, &options);
    let comfort = comforts.opener(modules::COMFORT, &client, &stage, &options);
    let leave = {
        let desk = desk.clone();
        Callback::from(move |()| desk.clear())
    };
    let thread = Rc::new(Thread::from(state.view));
    let rendered = Rendered::take_over(&stage, comments(&texts, &thread)).await;
    let rendered = rendered.ok_or_else(changed)?;
    let app = stage.hydrate::<ThreadApp>(ThreadAppProps {
        thread,
        texts,
        remote: Remote::new(client.clone(), embed, moderate, comfort.clone(), leave),
        rendered,
    });
    // It adds elements to the comments, so it may begin only when those that
    // were rendered have been taken over.
    if kept::has_choices(client.embed()) {
        comfort.emit(Callback::noop());
    }
    settle(&client).await;
    if !client.is_alive() {
        return Err(changed());
    }
    let handle = Handle {
        app,
        client,
        desk,
        comfort: comforts,
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
