//! How many files and sockets a process may have open.

use anyhow::{Result, bail};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Descriptors that a process needs besides its sockets.
const BESIDES: u64 = 500;

/// Raises the limit of this process, and of those that it starts from now on,
/// so that each may have so many sockets open.
pub fn raise(sockets: usize) -> Result<()> {
    let needed = sockets as u64 + BESIDES;
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current.is_none_or(|current| current >= needed) {
        return Ok(());
    }
    if maximum.is_some_and(|maximum| maximum < needed) {
        bail!(
            "{needed} open files are needed, and at most {} allowed here: raise the hard limit \
             (`ulimit -H -n`)",
            maximum.unwrap_or_default()
        );
    }
    let raised = Rlimit {
        current: Some(needed),
        maximum,
    };
    Ok(setrlimit(Resource::Nofile, raised)?)
}
