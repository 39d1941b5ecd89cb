//! The network that a request came from, and what it may still do. Buckets for
//! reading are here, in the isolate; those for writing are in the Site object.

use crate::config::{Config, config};
use crate::error::Result;
use crate::log;
use crate::platform::{self, RawRequest};
use bedside_domain::ErrorCode;
use bedside_domain::buckets::Buckets;
use bedside_domain::client_address::{Origin, network_name};
use bedside_domain::limits::BUCKETS;
use bedside_domain::rate_limits::{Held, Limit, too_soon};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use worker::Env;

thread_local! {
    static HELD: RefCell<Buckets> = RefCell::new(Buckets::new(BUCKETS));
    static IS_WARNED: Cell<bool> = const { Cell::new(false) };
}

/// The origin of a request, as far as limits need it.
#[derive(Clone)]
pub struct Visit {
    config: Option<Rc<Config>>,
    /// The name of its network today; nothing where no address is told.
    pub network: Option<String>,
}

impl Visit {
    /// Reads a request. Without a configuration there is nothing to hold: the
    /// request is refused for that.
    pub fn of(request: &RawRequest, env: &Env) -> Self {
        let config = config(env).ok();
        let network = config.as_ref().and_then(|config| network(request, config));
        Self { config, network }
    }

    /// Takes one from this isolate's bucket of a limit, where it has one.
    ///
    /// # Errors
    /// `rate_limited`.
    pub fn take(&self, limit: Limit) -> Result<()> {
        self.ask(limit, |buckets, wanted, now| {
            buckets.take(limit, wanted, now)
        })
    }

    /// True where there is one to take.
    ///
    /// # Errors
    /// `rate_limited`.
    pub fn may(&self, limit: Limit) -> Result<()> {
        self.ask(limit, |buckets, wanted, now| {
            match buckets.wait(limit, wanted, now) {
                0 => Ok(()),
                wait => Err(wait),
            }
        })
    }

    /// Counts a wrong secret against its network. Those that are right cost
    /// nothing.
    pub fn count_guess(&self, limit: Limit, failed: Option<ErrorCode>) {
        let wrong = match failed {
            Some(ErrorCode::LinkInvalid | ErrorCode::SignInUnknown) => true,
            Some(ErrorCode::SignInNotYours) => limit == Limit::Exchanges,
            Some(ErrorCode::NotAllowed) => limit == Limit::Operator,
            _ => false,
        };
        if wrong {
            // Whoever has none left is refused before the next one.
            let _ = self.take(Limit::Guesses);
        }
    }

    fn ask(
        &self,
        limit: Limit,
        ask: impl FnOnce(&mut Buckets, &[(bedside_domain::rate::Rate, &str)], i64) -> Result<(), i64>,
    ) -> Result<()> {
        let (Some(config), Some(network)) = (&self.config, &self.network) else {
            return Ok(());
        };
        let rate = config.deployment.limits.of(limit).network;
        let Some(rate) = rate.filter(|_| limit.held() == Held::Isolate) else {
            return Ok(());
        };
        let wanted = [(rate, network.as_str())];
        HELD.with_borrow_mut(|buckets| ask(buckets, &wanted, platform::now()))
            .map_err(|wait| too_soon(wait).into())
    }
}

fn network(request: &RawRequest, config: &Config) -> Option<String> {
    let setting = config.deployment.client_address.as_ref();
    let header = |name: &str| request.header(name);
    let connection = request.connection();
    let origin = Origin {
        forwarded: setting.and_then(|setting| header(&setting.header)),
        // Anybody can send this header to bare workerd: it counts where the
        // platform is Cloudflare's.
        cloudflare: header("cf-connecting-ip").filter(|_| connection.is_cloudflare),
        peer: connection.peer,
    };
    let Some(address) = origin.address(setting) else {
        if !IS_WARNED.replace(true) {
            log::warn(
                "client_address",
                "limits for networks are off: requests come from this machine and tell no \
                 address; name your proxy's header in the deployment",
            );
        }
        return None;
    };
    network_name(config.secret.expose(), address, platform::now())
}
