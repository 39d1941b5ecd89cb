//! Processor time of the servers under load.

use std::fs;
use std::time::Duration;

/// Kernel clock ticks in a second, as `/proc` counts them on every architecture
/// that Linux runs workerd on (proc(5), `sysconf(_SC_CLK_TCK)`).
const TICKS: f64 = 100.0;

/// Processor time so far of all processes that this one started and that still
/// run; nothing without `/proc`.
pub fn of_children() -> Option<Duration> {
    let own = std::process::id();
    let mut ticks = 0;
    for entry in fs::read_dir("/proc").ok()?.flatten() {
        // Processes end while they are looked at, and not all is a process.
        let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        if let Some((parent, used)) = of_stat(&stat)
            && parent == own
        {
            ticks += used;
        }
    }
    Some(Duration::from_secs_f64(ticks as f64 / TICKS))
}

/// A process's parent, and its time in user and in kernel mode.
fn of_stat(stat: &str) -> Option<(u32, u64)> {
    // The name in front is in parentheses and may itself hold anything.
    let (_, rest) = stat.rsplit_once(") ")?;
    let fields: Vec<_> = rest.split(' ').collect();
    let number = |index: usize| fields.get(index)?.parse::<u64>().ok();
    let parent = fields.get(1)?.parse().ok()?;
    Some((parent, number(11)? + number(12)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_processes_time_is_read_behind_its_name() {
        let stat = "7 (a ) b) S 3 7 7 0 -1 4194304 1 2 3 4 50 25 6 7 20 0 1 0 9";
        assert_eq!(of_stat(stat), Some((3, 75)));
        assert_eq!(of_stat(""), None);
    }
}
