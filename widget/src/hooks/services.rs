//! Services of the components: the worker, and the page around them.

#[cfg(feature = "browser")]
use crate::{api::Client, embed::Embed};
#[cfg(feature = "browser")]
use std::rc::Rc;
#[cfg(feature = "browser")]
use yew::Callback;

#[cfg(feature = "moderation")]
impl yew::html::ImplicitClone for Client {}

impl yew::html::ImplicitClone for Services {}

/// Held by the components in every build; empty where there is no browser.
#[derive(Clone, PartialEq, Default)]
pub struct Services {
    #[cfg(feature = "browser")]
    handles: Option<ServiceHandles>,
}

#[cfg(feature = "browser")]
#[derive(Clone)]
struct ServiceHandles {
    client: Client,
    embed: Rc<Embed>,
    moderate: Callback<Callback<()>>,
    comfort: Callback<Callback<()>>,
    leave: Callback<()>,
}

/// By identity: a thread has one client.
#[cfg(feature = "browser")]
impl PartialEq for ServiceHandles {
    fn eq(&self, other: &Self) -> bool {
        self.client == other.client
    }
}

#[cfg(feature = "browser")]
impl Services {
    /// Services in a browser. `moderate` opens the moderation queue, and calls the callback
    /// it is given when the queue was closed; `comfort` fetches what the
    /// reader's options need; `leave` closes the queue.
    pub fn new(
        client: Client,
        embed: Rc<Embed>,
        moderate: Callback<Callback<()>>,
        comfort: Callback<Callback<()>>,
        leave: Callback<()>,
    ) -> Self {
        Self {
            handles: Some(ServiceHandles {
                client,
                embed,
                moderate,
                comfort,
                leave,
            }),
        }
    }

    /// The worker.
    pub(crate) fn client(&self) -> Option<Client> {
        self.handles.as_ref().map(|handles| handles.client.clone())
    }

    /// The page.
    pub(crate) fn embed(&self) -> Option<Rc<Embed>> {
        self.handles
            .as_ref()
            .map(|handles| Rc::clone(&handles.embed))
    }

    /// Closes the moderation queue, where it is open.
    pub(crate) fn leave(&self) {
        if let Some(handles) = &self.handles {
            handles.leave.emit(());
        }
    }

    /// Opens the moderation queue.
    pub(crate) fn moderate(&self, on_close: Callback<()>) {
        if let Some(handles) = &self.handles {
            handles.moderate.emit(on_close);
        }
    }
}

impl Services {
    /// Fetches what the reader's options need.
    pub(crate) fn comfort(&self) {
        #[cfg(feature = "browser")]
        if let Some(handles) = &self.handles {
            handles.comfort.emit(Callback::noop());
        }
    }
}
