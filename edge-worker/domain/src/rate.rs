//! Token buckets: so many at once, so many in a period.
//!
//! A bucket is one number, the time at which it will be full again (the
//! "theoretical arrival time" of the generic cell rate algorithm, ITU-T I.371).
//! A bucket whose time has passed is as good as none, so it can be forgotten.

use crate::Millis;

/// The period that a rate counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// 60 seconds.
    Minute,
    /// 60 minutes.
    Hour,
    /// 24 hours.
    Day,
}

impl Period {
    /// All periods.
    pub const ALL: [Self; 3] = [Self::Minute, Self::Hour, Self::Day];

    /// Its name in a deployment's document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Minute => "per_minute",
            Self::Hour => "per_hour",
            Self::Day => "per_day",
        }
    }

    fn micros(self) -> i64 {
        let minutes = match self {
            Self::Minute => 1,
            Self::Hour => 60,
            Self::Day => 24 * 60,
        };
        minutes * 60 * 1_000_000
    }
}

/// A rate: `burst` at once from a full bucket, which gets `amount` a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Taken at once, at most.
    pub burst: u32,
    /// Taken in a period, in the long run.
    pub amount: u32,
    /// The period.
    pub period: Period,
}

impl Rate {
    /// So many a minute.
    pub const fn minute(burst: u32, amount: u32) -> Self {
        let period = Period::Minute;
        Self {
            burst,
            amount,
            period,
        }
    }

    /// So many an hour.
    pub const fn hour(burst: u32, amount: u32) -> Self {
        let period = Period::Hour;
        Self {
            burst,
            amount,
            period,
        }
    }

    /// So many a day.
    pub const fn day(burst: u32, amount: u32) -> Self {
        let period = Period::Day;
        Self {
            burst,
            amount,
            period,
        }
    }

    /// Microseconds until one more is there.
    fn interval(self) -> i64 {
        self.period.micros() / i64::from(self.amount.max(1))
    }
}

/// A bucket. A new one is full.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bucket {
    /// Microseconds since 1970 at which it is full.
    full_at: i64,
}

impl Bucket {
    /// Milliseconds until one can be taken: 0 for now.
    pub fn wait(self, rate: Rate, now: Millis) -> Millis {
        let now = now * 1_000;
        let (interval, burst) = (rate.interval(), i64::from(rate.burst.max(1)));
        let missing = self.missing(rate, now);
        let until = missing + interval - burst * interval;
        until.max(0).div_euclid(1_000) + i64::from(until.max(0) % 1_000 > 0)
    }

    /// Takes one, also where [`Bucket::wait`] says to wait: the caller checks that
    /// first.
    pub fn take(&mut self, rate: Rate, now: Millis) {
        let now = now * 1_000;
        self.full_at = now + self.missing(rate, now) + rate.interval();
    }

    /// True where forgetting the bucket changes nothing.
    pub fn is_full(self, now: Millis) -> bool {
        self.full_at <= now * 1_000
    }

    /// Microseconds until it is full. A clock that was set back, or a rate that
    /// was raised, never makes it emptier than empty.
    fn missing(self, rate: Rate, now: i64) -> i64 {
        let whole = i64::from(rate.burst.max(1)) * rate.interval();
        (self.full_at - now).clamp(0, whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_792_000_000_000;

    fn taken(bucket: &mut Bucket, rate: Rate, now: Millis) -> bool {
        let free = bucket.wait(rate, now) == 0;
        if free {
            bucket.take(rate, now);
        }
        free
    }

    #[test]
    fn a_full_bucket_gives_its_burst_and_then_one_an_interval() {
        let (mut bucket, rate) = (Bucket::default(), Rate::minute(3, 60));
        assert!((0..3).all(|_| taken(&mut bucket, rate, NOW)));
        assert!(!taken(&mut bucket, rate, NOW));
        assert_eq!(bucket.wait(rate, NOW), 1_000);
        assert_eq!(bucket.wait(rate, NOW + 400), 600);
        assert!(!taken(&mut bucket, rate, NOW + 999));
        assert!(taken(&mut bucket, rate, NOW + 1_000));
        assert!(!taken(&mut bucket, rate, NOW + 1_001));
    }

    #[test]
    fn the_long_run_is_the_amount_of_the_period() {
        for rate in [Rate::minute(5, 7), Rate::hour(5, 7), Rate::day(5, 7)] {
            let mut bucket = Bucket::default();
            let period = rate.period.micros() / 1_000;
            let step = period / 100;
            let tries = (0..300).filter(|n| taken(&mut bucket, rate, NOW + n * step));
            let count = tries.count();
            // Three periods of seven, and the burst that was there at first.
            assert!((25..=26).contains(&count), "{rate:?}: {count}");
        }
    }

    #[test]
    fn rest_fills_it_and_no_more_than_that() {
        let (mut bucket, rate) = (Bucket::default(), Rate::hour(2, 60));
        assert!(taken(&mut bucket, rate, NOW) && taken(&mut bucket, rate, NOW));
        assert!(!bucket.is_full(NOW));
        let later = NOW + 24 * 3_600_000;
        assert!(bucket.is_full(later));
        assert!(taken(&mut bucket, rate, later) && taken(&mut bucket, rate, later));
        assert!(!taken(&mut bucket, rate, later));
    }

    #[test]
    fn a_clock_that_goes_back_locks_nobody_out() {
        let (mut bucket, rate) = (Bucket::default(), Rate::minute(1, 1));
        bucket.take(rate, NOW + 365 * 24 * 3_600_000);
        assert_eq!(bucket.wait(rate, NOW), 60_000);
    }
}
