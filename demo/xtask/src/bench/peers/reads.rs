//! Readers that a peer's server can serve in a second.

use super::Read;
use crate::bench::stats::median;
use anyhow::{Context, Result, bail};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Readers at the same time. Some of the servers close each connection, so
/// these are ordinary clients and no load generator; at the rates of the peers
/// their own cost does not show.
const READERS: usize = 4;
/// A server that takes longer for one answer counts as broken.
const PATIENCE: Duration = Duration::from_secs(120);

/// Answers per second: the median of the rounds.
pub fn rate(read: &Read, rounds: usize, round: Duration) -> Result<f64> {
    let rates = (0..rounds)
        .map(|_| once(&read.url, round))
        .collect::<Result<Vec<_>>>()?;
    Ok(median(&rates))
}

fn once(url: &str, round: Duration) -> Result<f64> {
    let answers = AtomicU64::new(0);
    let began = Instant::now();
    thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS)
            .map(|_| scope.spawn(|| reader(url, began, round, &answers)))
            .collect();
        for reader in readers {
            match reader.join() {
                Ok(done) => done?,
                Err(_) => bail!("a reader panicked"),
            }
        }
        Ok(())
    })?;
    Ok(answers.load(Ordering::Relaxed) as f64 / began.elapsed().as_secs_f64())
}

fn reader(url: &str, began: Instant, round: Duration, answers: &AtomicU64) -> Result<()> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .proxy(None)
        .build()
        .into();
    while began.elapsed() < round {
        let mut response = agent.get(url).call().with_context(|| url.to_owned())?;
        std::io::copy(&mut response.body_mut().as_reader(), &mut std::io::sink())?;
        answers.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}
