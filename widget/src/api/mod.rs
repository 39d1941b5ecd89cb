//! Talking with the edge worker: the only place of the widget that sends.
//!
//! [`Client`] has one method per route. Each returns the wire's own type or
//! an [`ApiError`]; retries, proofs of the session's key and the correction of
//! a wrong clock happen below it.

mod account;
mod backoff;
mod comments;
mod error;
mod moderation;
mod owner;
mod proof;
mod reading;
#[cfg(feature = "moderation")]
mod renewal;
mod request;
mod session;
mod url;

pub use backoff::Backoff;
pub use error::ApiError;
pub use reading::ThreadRequest;
pub(crate) use session::local_problem;

#[cfg(feature = "reader")]
use crate::browser::host_page::HostPage;
use crate::browser::{self, AbortScope};
use crate::embed::Embed;
use bedside_wire::comment::PageInfo;
use session::SessionInMemory;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The worker's client for one thread on one page. Cloning is cheap; clones
/// share the session.
#[derive(Clone)]
pub struct Client(Rc<ClientState>);

struct ClientState {
    embed: Rc<Embed>,
    scope: AbortScope,
    session: RefCell<SessionInMemory>,
    /// Seconds to add to this device's clock to get the worker's.
    clock_offset: Cell<i64>,
    /// True once the components requested the person signed in.
    alive: Cell<bool>,
    /// True once the page knows whether somebody is signed in.
    settled: Cell<bool>,
    /// The page that hosts the thread, where it may change.
    #[cfg(feature = "reader")]
    host_page: RefCell<Option<HostPage>>,
    /// The reader module's way to sign in anew.
    #[cfg(feature = "moderation")]
    renewal: RefCell<Option<js_sys::Function>>,
}

impl PartialEq for Client {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Client")
    }
}

impl Client {
    /// A client without a session; a stored one is found when it is first needed.
    pub fn new(embed: Rc<Embed>) -> Self {
        Self(Rc::new(ClientState {
            embed,
            scope: AbortScope::default(),
            session: RefCell::default(),
            clock_offset: Cell::new(0),
            alive: Cell::new(false),
            settled: Cell::new(false),
            #[cfg(feature = "reader")]
            host_page: RefCell::default(),
            #[cfg(feature = "moderation")]
            renewal: RefCell::default(),
        }))
    }

    /// Takes the host page, which may change.
    #[cfg(feature = "reader")]
    pub fn follow_page(&self, page: HostPage) {
        self.0.host_page.replace(Some(page));
    }

    /// The page as it is now; `None` where it has another thread by now.
    pub fn page_now(&self) -> Option<PageInfo> {
        let info = self.0.embed.page_info();
        #[cfg(feature = "reader")]
        if let Some(page) = &*self.0.host_page.borrow() {
            return page.now(info);
        }
        Some(info)
    }

    /// The host page's options.
    pub fn embed(&self) -> &Rc<Embed> {
        &self.0.embed
    }

    /// Ends everything under way: the widget was removed from its page.
    pub fn close(&self) {
        self.0.scope.end();
    }

    /// True after [`Client::close`].
    pub fn is_closed(&self) -> bool {
        self.0.scope.is_over()
    }

    /// True once the components use this client, which is the first thing they
    /// do: before, they have not come to life.
    pub fn is_alive(&self) -> bool {
        self.0.alive.get()
    }

    /// True once [`Client::viewer`] returned: controls can be trusted to know
    /// whether somebody is signed in.
    pub fn is_settled(&self) -> bool {
        self.0.settled.get()
    }

    /// The worker's clock, in seconds since 1970, as well as it is known.
    fn worker_time(&self) -> i64 {
        (browser::now_ms() / 1000.0) as i64 + self.0.clock_offset.get()
    }
}
