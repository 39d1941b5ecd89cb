//! Two things measured in turns, so that a noisy moment hits both.

use crate::bench::load::Measured;
use crate::bench::stats::{median, shown, spread};
use anyhow::Result;

/// The rounds of one side.
#[derive(Debug, Clone, Default)]
pub struct Side {
    values: Vec<f64>,
    own_share: f64,
    p50s: Vec<f64>,
    p99s: Vec<f64>,
    cpu_time: Vec<f64>,
    /// Median of the rounds' median latencies.
    pub p50_ms: f64,
    /// Median of the rounds' 99th percentiles.
    pub p99_ms: f64,
}

impl Side {
    fn add(&mut self, measured: &Measured, value: f64) {
        self.values.push(value);
        self.p50s.push(measured.percentile_ms(0.5));
        self.p99s.push(measured.percentile_ms(0.99));
        self.p50_ms = median(&self.p50s);
        self.p99_ms = median(&self.p99s);
        self.cpu_time.push(measured.cpu_time_us());
        self.own_share = self.own_share.max(measured.own_share);
    }

    /// The median.
    pub fn value(&self) -> f64 {
        median(&self.values)
    }

    /// Processor time of the servers for one answer, in µs: the median.
    pub fn cpu_time_us(&self) -> f64 {
        median(&self.cpu_time)
    }

    /// The median with its spread.
    pub fn cell(&self) -> String {
        format!("{} ({})", shown(self.value()), spread(&self.values))
    }
}

/// Ours and what it is held against.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The row's name.
    pub what: &'static str,
    /// The comparison in words.
    pub about: String,
    /// True for responses per second, false for latencies.
    pub of_rates: bool,
    /// The target.
    pub target: &'static str,
    /// Ours.
    pub ours: Side,
    /// The other.
    pub theirs: Side,
}

impl Comparison {
    /// Measures both `rounds` times, in turns, by answers per second.
    pub fn of_rates(
        what: &'static str,
        rounds: usize,
        mut ours: impl FnMut() -> Result<Measured>,
        mut theirs: impl FnMut() -> Result<Measured>,
    ) -> Result<Self> {
        let pair = Self::measure(what, rounds, &mut ours, &mut theirs, Measured::rate)?;
        Ok(Self {
            of_rates: true,
            ..pair
        })
    }

    /// The same by median latency, in milliseconds.
    pub fn of_latencies(
        what: &'static str,
        rounds: usize,
        mut ours: impl FnMut() -> Result<Measured>,
        mut theirs: impl FnMut() -> Result<Measured>,
    ) -> Result<Self> {
        let p50 = |measured: &Measured| measured.percentile_ms(0.5);
        Self::measure(what, rounds, &mut ours, &mut theirs, p50)
    }

    fn measure(
        what: &'static str,
        rounds: usize,
        ours: &mut dyn FnMut() -> Result<Measured>,
        theirs: &mut dyn FnMut() -> Result<Measured>,
        value: impl Fn(&Measured) -> f64,
    ) -> Result<Self> {
        let mut pair = Self {
            what,
            about: String::new(),
            of_rates: false,
            target: "",
            ours: Side::default(),
            theirs: Side::default(),
        };
        for round in 1..=rounds {
            let measured = ours()?;
            pair.ours.add(&measured, value(&measured));
            let measured = theirs()?;
            pair.theirs.add(&measured, value(&measured));
            eprintln!(
                "  {what}, round {round} of {rounds}: {} against {}",
                shown(pair.ours.values[round - 1]),
                shown(pair.theirs.values[round - 1])
            );
        }
        Ok(pair)
    }

    /// Says what was compared, and the target.
    pub fn about(mut self, text: impl Into<String>, target: &'static str) -> Self {
        self.about = text.into();
        self.target = target;
        self
    }

    /// Ours divided by the other.
    pub fn ratio(&self) -> f64 {
        self.ours.value() / self.theirs.value()
    }

    /// The generator's largest share of a processor.
    pub fn own_share(&self) -> f64 {
        self.ours.own_share.max(self.theirs.own_share)
    }
}
