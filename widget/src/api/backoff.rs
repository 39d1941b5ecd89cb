//! Waits before trying again.

/// Exponential backoff with jitter: half of each wait is fixed, half random,
/// so that a worker that comes back is not met by all readers at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    /// The first wait, in milliseconds, before jitter.
    pub first_ms: u32,
    /// No wait is longer.
    pub longest_ms: u32,
}

impl Backoff {
    /// The wait after `failures` failures in a row (1 for the first), with
    /// `random` from 0 up to 1.
    pub fn wait_ms(self, failures: u32, random: f64) -> u32 {
        let doubled = self
            .first_ms
            .saturating_mul(2u32.saturating_pow(failures.saturating_sub(1)));
        let full = f64::from(doubled.min(self.longest_ms));
        (full / 2.0 + full / 2.0 * random) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::Backoff;

    const BACKOFF: Backoff = Backoff {
        first_ms: 1_000,
        longest_ms: 60_000,
    };

    #[test]
    fn doubles_up_to_the_longest() {
        let waits: Vec<u32> = (1..=8).map(|n| BACKOFF.wait_ms(n, 1.0)).collect();
        assert_eq!(
            waits,
            [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]
        );
    }

    #[test]
    fn half_of_the_wait_is_random() {
        assert_eq!(BACKOFF.wait_ms(3, 0.0), 2_000);
        assert_eq!(BACKOFF.wait_ms(3, 0.5), 3_000);
    }

    #[test]
    fn survives_a_night_of_failures() {
        assert_eq!(BACKOFF.wait_ms(u32::MAX, 1.0), 60_000);
    }
}
