//! The module that a reader's browser fetches.

use super::options::Options;
use crate::api::Client;
use crate::browser::modules::{self, Module};
use crate::browser::staff::{self, StaffHandle};
use crate::browser::stage::Stage;
use crate::browser::{kept, sleep, tell_owner};
use crate::components::standing::Rendered;
use crate::components::thread_app::{ThreadApp, ThreadAppProps};
use crate::components::thread_list::comments;
use crate::embed::Embed;
use crate::hooks::remote::Remote;
use crate::intl;
use crate::state::Thread;
use crate::state::app::article_id;
use bedside_wire::embed::FragmentState;
use js_sys::{Object, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
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
    desk: Rc<RefCell<Desk>>,
    comfort: Rc<RefCell<Comfort>>,
}

/// What a reader's comfort needs; fetched once.
#[derive(Default)]
enum Comfort {
    #[default]
    Absent,
    /// Its module is on the way.
    Coming,
    Here(#[expect(dead_code, reason = "held until it is dropped")] Module),
}

/// The moderation queue.
#[derive(Default)]
enum Desk {
    #[default]
    Closed,
    /// Its module is on the way.
    Opening,
    Open(#[expect(dead_code, reason = "held until it is dropped")] StaffHandle),
}

impl Handle {
    /// Ends it: listeners, sockets, timers and requests go with it.
    fn destroy(self) {
        self.client.close();
        drop(self.desk.take());
        drop(self.comfort.take());
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
        ..options.embed()
    });
    let client = Client::new(Rc::clone(&embed));
    // For the other modules: what is shown here.
    let options: Object = options.0.unchecked_into();
    for (name, value) in [("lang", &embed.lang), ("build", &embed.build)] {
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

    let desk = Rc::<RefCell<Desk>>::default();
    let moderate = moderate(&client, &stage, &options, &desk);
    let comforts = Rc::<RefCell<Comfort>>::default();
    let comfort = comfort(&client, &stage, options, &comforts);
    let thread = Rc::new(Thread::from(&state.view));
    let rendered = Rendered::take_over(&stage, comments(&texts, &thread)).await;
    let rendered = rendered.ok_or_else(changed)?;
    let app = stage.hydrate::<ThreadApp>(ThreadAppProps {
        thread,
        texts,
        remote: Remote::new(client.clone(), embed, moderate, comfort.clone()),
        rendered,
    });
    // It adds elements to the comments, so it may begin only when those that
    // were rendered have been taken over.
    if kept::has_choices(client.embed()) {
        comfort.emit(());
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

/// Opens the moderation queue; the callback it is given runs when the queue
/// was closed.
fn moderate(
    client: &Client,
    stage: &Stage,
    options: &Object,
    desk: &Rc<RefCell<Desk>>,
) -> Callback<Callback<()>> {
    let (client, stage, desk) = (client.clone(), stage.clone(), Rc::clone(desk));
    let options = options.clone();
    Callback::from(move |closed: Callback<()>| {
        if !matches!(*desk.borrow(), Desk::Closed) {
            return;
        }
        *desk.borrow_mut() = Desk::Opening;
        let (client, stage, desk) = (client.clone(), stage.clone(), Rc::clone(&desk));
        let options = options.clone();
        spawn_local(async move {
            let close = {
                let (desk, closed) = (Rc::clone(&desk), closed.clone());
                Callback::from(move |()| close_later(Rc::clone(&desk), closed.clone()))
            };
            let opened = staff::open(&client, &stage, &options, close).await;
            *desk.borrow_mut() = match opened {
                // The thread was removed while the module was on its way.
                Ok(handle) if client.is_closed() => {
                    drop(handle);
                    Desk::Closed
                }
                Ok(handle) => Desk::Open(handle),
                Err(_) => {
                    tell_owner("the moderation queue could not be loaded.");
                    closed.emit(());
                    Desk::Closed
                }
            };
        });
    })
}

/// Fetches what the reader's options need, unless it is here.
fn comfort(
    client: &Client,
    stage: &Stage,
    options: Object,
    slot: &Rc<RefCell<Comfort>>,
) -> Callback<()> {
    let (client, stage, slot) = (client.clone(), stage.clone(), Rc::clone(slot));
    Callback::from(move |()| {
        if !matches!(*slot.borrow(), Comfort::Absent) {
            return;
        }
        *slot.borrow_mut() = Comfort::Coming;
        let (client, stage, slot) = (client.clone(), stage.clone(), Rc::clone(&slot));
        let options = options.clone();
        spawn_local(async move {
            let module = modules::mount("comfort", stage.as_js(), &options).await;
            // Without it everything but the options works; the next opening
            // tries again.
            *slot.borrow_mut() = match module {
                Ok(module) if !client.is_closed() => Comfort::Here(module),
                _ => Comfort::Absent,
            };
        });
    })
}

/// Not at once: the staff module is inside the very call that asks for it.
fn close_later(desk: Rc<RefCell<Desk>>, closed: Callback<()>) {
    spawn_local(async move {
        sleep(0).await;
        drop(desk.take());
        closed.emit(());
    });
}
