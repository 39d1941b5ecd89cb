//! The one table of limits on how often, and a deployment's own numbers.

use crate::ErrorCode;
use crate::deployment_error::DeploymentError;
use crate::rate::{Period, Rate};
use crate::{DomainError, Millis};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The highest number that a deployment may choose.
const MOST: u64 = 1_000_000;

/// One of so many open sign-ins may be one without scripts.
const PLAIN_SHARE: u64 = 10;

/// The owner of a limit's buckets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Each isolate of the worker: before anything is read.
    Isolate,
    /// The Site object: exact, before anything is written.
    Site,
}

macro_rules! limits {
    ($($(#[doc = $doc:literal])+
        $limit:ident = $name:literal, $held:ident, account $account:expr, network $network:expr;)+) => {
        /// The class of a route: how often one may do that.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Limit {
            $($(#[doc = $doc])+ $limit,)+
        }

        impl Limit {
            /// All limits, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$limit,)+];

            /// Its name in a deployment's document; empty for no limit.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$limit => $name,)+
                }
            }

            /// The owner of its buckets.
            pub fn held(self) -> Held {
                match self {
                    $(Self::$limit => Held::$held,)+
                }
            }

            /// The requests that it counts, in a sentence.
            pub fn about(self) -> &'static str {
                match self {
                    $(Self::$limit => concat!($($doc),+).trim_ascii(),)+
                }
            }

            fn usual(self) -> Rates {
                match self {
                    $(Self::$limit => Rates { account: $account, network: $network },)+
                }
            }
        }
    };
}

limits! {
    /// Files that are in memory, and the health check: no limit.
    Free = "", Isolate, account None, network None;
    /// Requests of any kind that are not answered from memory.
    Requests = "requests", Isolate,
        account None, network Some(Rate::minute(600, 1_800));
    /// Searches, and feeds of what was published under a name.
    Searches = "searches", Isolate,
        account None, network Some(Rate::minute(60, 120));
    /// Requests for the counts of pages.
    Counts = "counts", Isolate,
        account None, network Some(Rate::minute(120, 300));
    /// Live connections opened.
    Sockets = "sockets", Isolate,
        account None, network Some(Rate::minute(120, 240));
    /// Returns from a provider, an opener's questions about them, and owner links.
    Exchanges = "exchanges", Isolate,
        account None, network Some(Rate::minute(240, 600));
    /// Tokens, links and codes that were wrong.
    Guesses = "guesses", Isolate,
        account None, network Some(Rate::hour(20, 60));
    /// Requests with the operator's token.
    Operator = "operator", Isolate,
        account None, network Some(Rate::minute(600, 1_200));
    /// Sign-ins begun.
    SignIns = "sign_ins", Site,
        account None, network Some(Rate::hour(40, 200));
    /// Requests of a signed-in person.
    SignedIn = "signed_in", Site,
        account Some(Rate::minute(240, 480)), network None;
    /// Comments posted.
    Comments = "comments", Site,
        account Some(Rate::hour(10, 60)), network Some(Rate::hour(60, 600));
    /// Edits of comments of one's own.
    Edits = "edits", Site,
        account Some(Rate::hour(20, 120)), network Some(Rate::hour(120, 1_200));
    /// Votes.
    Votes = "votes", Site,
        account Some(Rate::hour(60, 600)), network Some(Rate::hour(300, 3_000));
    /// Names chosen.
    Names = "names", Site,
        account Some(Rate::day(5, 10)), network Some(Rate::day(50, 200));
    /// Feeds of replies made or ended.
    ReplyFeeds = "reply_feeds", Site,
        account Some(Rate::day(10, 20)), network Some(Rate::day(50, 200));
    /// Reports of comments, by readers who are signed in or not.
    Reports = "reports", Site,
        account Some(Rate::hour(10, 30)), network Some(Rate::hour(20, 60));
    /// Decisions of moderators.
    Decisions = "decisions", Site,
        account Some(Rate::hour(300, 3_000)), network None;
    /// Changes that owners make.
    Settings = "settings", Site,
        account Some(Rate::hour(120, 600)), network None;
}

impl Limit {
    /// The limit of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|limit| limit.as_str() == name)
    }

    /// True for routes that take a secret which a stranger may guess at. They are
    /// closed to a network that guessed too often.
    pub fn guards_secrets(self) -> bool {
        matches!(self, Self::Exchanges | Self::Operator | Self::SignIns)
    }
}

/// A limit's rates; nothing where it has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// For one account.
    pub account: Option<Rate>,
    /// For one network.
    pub network: Option<Rate>,
}

/// A deployment's limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    rates: BTreeMap<&'static str, Rates>,
    /// Comments that one person has waiting, at most.
    pub waiting: u64,
    /// Sign-ins of a site that are open at one time, at most.
    pub open_sign_ins: u64,
}

impl Default for Limits {
    fn default() -> Self {
        let all = Limit::ALL
            .iter()
            .map(|limit| (limit.as_str(), limit.usual()));
        Self {
            rates: all.collect(),
            waiting: 20,
            open_sign_ins: 5_000,
        }
    }
}

impl Limits {
    /// The rates of a limit.
    pub fn of(&self, limit: Limit) -> Rates {
        let found = self.rates.get(limit.as_str()).copied();
        found.unwrap_or_else(|| limit.usual())
    }

    /// Sign-ins without scripts that are open at one time, at most. Each keeps a
    /// comment of tens of kilobytes, the others some hundred bytes.
    pub fn open_plain_sign_ins(&self) -> u64 {
        self.open_sign_ins.div_ceil(PLAIN_SHARE)
    }

    /// The table's numbers with those that a deployment's document gives.
    ///
    /// # Errors
    /// The first limit that is unknown or that has another form, by name.
    pub fn with(told: &Map<String, Value>) -> Result<Self, DeploymentError> {
        let mut limits = Self::default();
        for (name, value) in told {
            match name.as_str() {
                "waiting" => limits.waiting = whole(value).ok_or_else(|| wrong(name))?,
                "open_sign_ins" => {
                    limits.open_sign_ins = whole(value).ok_or_else(|| wrong(name))?
                }
                _ => limits.set(name, value)?,
            }
        }
        Ok(limits)
    }

    fn set(&mut self, name: &str, value: &Value) -> Result<(), DeploymentError> {
        let unknown = || DeploymentError::LimitUnknown(name.to_owned());
        let rates = self.rates.get_mut(name).filter(|_| !name.is_empty());
        let rates = rates.ok_or_else(unknown)?;
        for (of, value) in value.as_object().ok_or_else(|| wrong(name))? {
            let path = [name, ".", of].concat();
            let rate = match of.as_str() {
                "account" => &mut rates.account,
                "network" => &mut rates.network,
                _ => return Err(DeploymentError::LimitRate(path)),
            };
            // A limit of the network where the table has none would be held
            // nowhere.
            if rate.is_none() {
                return Err(DeploymentError::LimitUnknown(path));
            }
            *rate = Some(read(value).ok_or(DeploymentError::LimitRate(path))?);
        }
        Ok(())
    }
}

fn wrong(path: &str) -> DeploymentError {
    DeploymentError::Limit(path.to_owned())
}

fn whole(value: &Value) -> Option<u64> {
    value.as_u64().filter(|number| (1..=MOST).contains(number))
}

/// `{"burst": 10, "per_hour": 60}`.
fn read(value: &Value) -> Option<Rate> {
    let members = value.as_object().filter(|members| members.len() == 2)?;
    let number = |name: &str| members.get(name).and_then(whole)?.try_into().ok();
    let burst = number("burst")?;
    let mut periods = Period::ALL.into_iter();
    let (amount, period) = periods.find_map(|period| Some((number(period.as_str())?, period)))?;
    Some(Rate {
        burst,
        amount,
        period,
    })
}

/// The error for a request that comes too soon, with the seconds to wait.
pub fn too_soon(wait: Millis) -> DomainError {
    let seconds = wait.max(0).unsigned_abs().div_ceil(1_000).max(1);
    DomainError {
        limit: Some(seconds),
        ..DomainError::new(ErrorCode::RateLimited)
    }
}

#[cfg(test)]
#[path = "rate_limits_tests.rs"]
mod tests;
