//! The limits on writing, held in the Site object's buckets.

use super::context::Context;
use crate::error::Result;
use bedside_domain::Millis;
use bedside_domain::buckets::{Buckets, Wanted};
use bedside_domain::rate_limits::{Held, Limit, too_soon};

impl Context<'_> {
    /// Takes one from the buckets that a limit has here: the person's and the
    /// network's.
    ///
    /// # Errors
    /// `rate_limited`.
    pub fn admit(&self, limit: Limit) -> Result<()> {
        self.with_buckets(limit, |buckets, wanted| {
            buckets.take(limit, wanted, self.now)
        })
    }

    /// Checks that [`Context::admit`] would take one, and takes none.
    ///
    /// # Errors
    /// `rate_limited`.
    pub fn check_limit(&self, limit: Limit) -> Result<()> {
        self.with_buckets(limit, |buckets, wanted| {
            match buckets.wait(limit, wanted, self.now) {
                0 => Ok(()),
                wait => Err(wait),
            }
        })
    }

    fn with_buckets(
        &self,
        limit: Limit,
        ask: impl FnOnce(&mut Buckets, &[Wanted<'_>]) -> Result<(), Millis>,
    ) -> Result<()> {
        if limit.held() != Held::Site {
            return Ok(());
        }
        let rates = self.config.deployment.limits.of(limit);
        let person = self.person.borrow();
        let account = rates.account.map(|rate| (rate, person.as_str()));
        let network = rates.network.map(|rate| (rate, self.sender.network));
        let mut wanted = Vec::from_iter([account, network].into_iter().flatten());
        wanted.retain(|(_, of)| !of.is_empty());
        let taken = ask(&mut self.cache.buckets.borrow_mut(), &wanted);
        taken.map_err(|wait| too_soon(wait).into())
    }
}
