//! Buckets of many people and networks, in bounded memory.

use crate::Millis;
use crate::rate::{Bucket, Rate};
use crate::rate_limits::Limit;
use std::collections::HashMap;
use std::mem;

/// Identifies a bucket: the limit, and the account or network it belongs to.
type Key = (Limit, String);

/// The buckets that are not full. There are two generations: when the young one
/// has all it may, it becomes the old one, and what the old one held is
/// forgotten. So the buckets used last stay, at the cost of one map's lookup.
#[derive(Debug)]
pub struct Buckets {
    most: usize,
    young: HashMap<Key, Bucket>,
    old: HashMap<Key, Bucket>,
}

/// A bucket to take from: its rate, and the account or network.
pub type Wanted<'a> = (Rate, &'a str);

impl Buckets {
    /// Room for `most` buckets in each generation.
    pub fn new(most: usize) -> Self {
        Self {
            most,
            young: HashMap::new(),
            old: HashMap::new(),
        }
    }

    /// Takes one from each of a limit's buckets, or where one is empty, from
    /// none.
    ///
    /// # Errors
    /// Milliseconds until all of them have one.
    pub fn take(&mut self, limit: Limit, from: &[Wanted<'_>], now: Millis) -> Result<(), Millis> {
        let wait = self.wait(limit, from, now);
        if wait > 0 {
            return Err(wait);
        }
        for (rate, of) in from {
            let key = (limit, (*of).to_owned());
            let mut bucket = self.find(&key);
            bucket.take(*rate, now);
            if self.young.len() >= self.most && !self.young.contains_key(&key) {
                self.old = mem::take(&mut self.young);
            }
            self.young.insert(key, bucket);
        }
        Ok(())
    }

    /// Milliseconds until all of a limit's buckets have one: 0 for now.
    pub fn wait(&self, limit: Limit, from: &[Wanted<'_>], now: Millis) -> Millis {
        let waits = from.iter().map(|(rate, of)| {
            let key = (limit, (*of).to_owned());
            self.find(&key).wait(*rate, now)
        });
        waits.max().unwrap_or(0)
    }

    fn find(&self, key: &Key) -> Bucket {
        let found = self.young.get(key).or_else(|| self.old.get(key));
        found.copied().unwrap_or_default()
    }

    /// Buckets held.
    pub fn len(&self) -> usize {
        self.young.len() + self.old.len()
    }

    /// True without any.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_792_000_000_000;
    const ONE: Rate = Rate::hour(1, 1);

    #[test]
    fn each_limit_and_each_person_has_a_bucket() {
        let mut buckets = Buckets::new(10);
        let hour = 3_600_000;
        assert_eq!(buckets.take(Limit::Votes, &[(ONE, "a")], NOW), Ok(()));
        assert_eq!(buckets.take(Limit::Votes, &[(ONE, "a")], NOW), Err(hour));
        assert_eq!(buckets.take(Limit::Votes, &[(ONE, "b")], NOW), Ok(()));
        assert_eq!(buckets.take(Limit::Edits, &[(ONE, "a")], NOW), Ok(()));
    }

    #[test]
    fn an_empty_one_spares_the_others() {
        let mut buckets = Buckets::new(10);
        let both = [(Rate::hour(5, 5), "network"), (ONE, "person")];
        assert_eq!(buckets.take(Limit::Comments, &both, NOW), Ok(()));
        for _ in 0..9 {
            assert!(buckets.take(Limit::Comments, &both, NOW).is_err());
        }
        let network = [(Rate::hour(5, 5), "network")];
        for _ in 0..4 {
            assert_eq!(buckets.take(Limit::Comments, &network, NOW), Ok(()));
        }
        assert!(buckets.take(Limit::Comments, &network, NOW).is_err());
    }

    #[test]
    fn their_number_is_bounded_and_those_in_use_stay() {
        let mut buckets = Buckets::new(100);
        for n in 0..10_000 {
            let busy = [(Rate::day(1_000_000, 1), "busy")];
            assert_eq!(buckets.take(Limit::Requests, &busy, NOW), Ok(()));
            let stranger = n.to_string();
            assert_eq!(
                buckets.take(Limit::Requests, &[(ONE, &stranger)], NOW),
                Ok(())
            );
            assert!(buckets.len() <= 200);
        }
        let busy = [(Rate::day(10_000, 1), "busy")];
        assert!(buckets.take(Limit::Requests, &busy, NOW).is_err());
    }
}
