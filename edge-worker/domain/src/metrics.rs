//! Counts and latencies of requests, in Prometheus' text format (version
//! 0.0.4). Labels are names of ours and numbers of HTTP's: nothing that a
//! reader sent gets into one, so their number is bounded.

use crate::Millis;
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

/// The media type of the format.
pub const MEDIA_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Upper bounds of a latency's buckets: in milliseconds, and in seconds as they
/// are written.
const BUCKETS: [(Millis, &str); 10] = [
    (5, "0.005"),
    (10, "0.01"),
    (25, "0.025"),
    (50, "0.05"),
    (100, "0.1"),
    (250, "0.25"),
    (500, "0.5"),
    (1_000, "1"),
    (2_500, "2.5"),
    (10_000, "10"),
];

/// Requests counted since a process began.
#[derive(Default)]
pub struct Metrics {
    requests: BTreeMap<(&'static str, u16), u64>,
    latencies: BTreeMap<&'static str, Latencies>,
}

#[derive(Default)]
struct Latencies {
    /// By bucket, each without those of the buckets before.
    counts: [u64; BUCKETS.len()],
    count: u64,
    sum: Millis,
}

/// Gauges, told beside the counts.
#[derive(Debug, Clone, Copy)]
pub struct Gauges<'a> {
    /// The build that is served.
    pub build: &'a str,
    /// When counting began.
    pub started: Millis,
    /// Responses from memory, which are in no other count.
    pub cached: u64,
    /// Live connections that are open.
    pub live: usize,
    /// True where the newest configuration is in force.
    pub configuration_ok: bool,
}

impl Metrics {
    /// Counts a request of a route's class.
    pub fn record(&mut self, class: &'static str, status: u16, took: Millis) {
        *self.requests.entry((class, status)).or_default() += 1;
        let latencies = self.latencies.entry(class).or_default();
        if let Some(bucket) = BUCKETS.iter().position(|(most, _)| took <= *most) {
            latencies.counts[bucket] += 1;
        }
        latencies.count += 1;
        latencies.sum += took;
    }

    /// Writes everything as text.
    pub fn text(&self, gauges: Gauges<'_>) -> String {
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = self.write(&mut text, gauges);
        text
    }

    fn write(&self, to: &mut String, gauges: Gauges<'_>) -> fmt::Result {
        let started = seconds(gauges.started);
        let ok = u8::from(gauges.configuration_ok);
        head(to, "build_info", "gauge", "Build that is served.")?;
        writeln!(to, "bedside_build_info{{build=\"{}\"}} 1", gauges.build)?;
        for (name, kind, help, value) in [
            (
                "start_time_seconds",
                "gauge",
                "Unix time of the first request.",
                started,
            ),
            (
                "configuration_ok",
                "gauge",
                "1 where the newest configuration is in force, 0 where it is wrong.",
                ok.to_string(),
            ),
            (
                "live_connections",
                "gauge",
                "Open live connections.",
                gauges.live.to_string(),
            ),
            (
                "cached_responses_total",
                "counter",
                "Responses from memory; they are in no other count.",
                gauges.cached.to_string(),
            ),
        ] {
            head(to, name, kind, help)?;
            writeln!(to, "bedside_{name} {value}")?;
        }
        head(
            to,
            "requests_total",
            "counter",
            "Requests by class of route and status.",
        )?;
        for ((class, status), count) in &self.requests {
            let labels = format!("class=\"{class}\",status=\"{status}\"");
            writeln!(to, "bedside_requests_total{{{labels}}} {count}")?;
        }
        let name = "request_duration_seconds";
        head(to, name, "histogram", "Time to answer, by class of route.")?;
        for (class, latencies) in &self.latencies {
            latencies.write(to, class)?;
        }
        Ok(())
    }
}

impl Latencies {
    fn write(&self, to: &mut String, class: &str) -> fmt::Result {
        let name = "bedside_request_duration_seconds";
        let mut below = 0;
        for ((_, most), count) in BUCKETS.iter().zip(self.counts) {
            below += count;
            writeln!(
                to,
                "{name}_bucket{{class=\"{class}\",le=\"{most}\"}} {below}"
            )?;
        }
        let count = self.count;
        writeln!(to, "{name}_bucket{{class=\"{class}\",le=\"+Inf\"}} {count}")?;
        writeln!(to, "{name}_sum{{class=\"{class}\"}} {}", seconds(self.sum))?;
        writeln!(to, "{name}_count{{class=\"{class}\"}} {count}")
    }
}

fn head(to: &mut String, name: &str, kind: &str, help: &str) -> fmt::Result {
    writeln!(to, "# HELP bedside_{name} {help}")?;
    writeln!(to, "# TYPE bedside_{name} {kind}")
}

fn seconds(millis: Millis) -> String {
    format!("{}.{:03}", millis / 1_000, millis % 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAUGES: Gauges<'static> = Gauges {
        build: "abc",
        started: 1_700_000_000_250,
        cached: 7,
        live: 3,
        configuration_ok: true,
    };

    #[test]
    fn requests_are_counted_by_class_and_status() {
        let mut metrics = Metrics::default();
        for status in [201, 201, 429] {
            metrics.record("comments", status, 4);
        }
        let text = metrics.text(GAUGES);
        for line in [
            "# TYPE bedside_requests_total counter",
            "bedside_requests_total{class=\"comments\",status=\"201\"} 2",
            "bedside_requests_total{class=\"comments\",status=\"429\"} 1",
            "bedside_build_info{build=\"abc\"} 1",
            "bedside_start_time_seconds 1700000000.250",
            "bedside_configuration_ok 1",
            "bedside_live_connections 3",
            "bedside_cached_responses_total 7",
        ] {
            assert!(text.lines().any(|l| l == line), "{line}: {text}");
        }
    }

    #[test]
    fn buckets_count_all_that_took_no_longer() {
        let mut metrics = Metrics::default();
        for took in [0, 5, 6, 700, 60_000] {
            metrics.record("requests", 200, took);
        }
        let text = metrics.text(GAUGES);
        let bucket = |most: &str| {
            let line = format!("_bucket{{class=\"requests\",le=\"{most}\"}} ");
            let (_, rest) = text.split_once(&line).expect(most);
            rest.lines().next().map(str::to_owned)
        };
        assert_eq!(bucket("0.005").as_deref(), Some("2"));
        assert_eq!(bucket("0.01").as_deref(), Some("3"));
        assert_eq!(bucket("0.5").as_deref(), Some("3"));
        assert_eq!(bucket("10").as_deref(), Some("4"));
        assert_eq!(bucket("+Inf").as_deref(), Some("5"));
        assert!(text.contains("_sum{class=\"requests\"} 60.711\n"), "{text}");
        assert!(text.contains("_count{class=\"requests\"} 5\n"), "{text}");
    }

    #[test]
    fn every_line_is_of_the_text_format() {
        let mut metrics = Metrics::default();
        metrics.record("requests", 200, 1);
        for line in metrics.text(GAUGES).lines() {
            let name = line.split(['{', ' ']).next().unwrap_or_default();
            let sample = name.starts_with("bedside_")
                && line
                    .rsplit(' ')
                    .next()
                    .is_some_and(|v| v.parse::<f64>().is_ok());
            let about = line.starts_with("# HELP bedside_") || line.starts_with("# TYPE bedside_");
            assert!(sample || about, "{line}");
        }
    }
}
