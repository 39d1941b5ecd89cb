//! The number of files and sockets that a process may have open.
//!
//! workerd ends when it has no descriptor left for a connection, and each takes
//! two. So whatever starts it raises the limit first.

use anyhow::{Result, bail};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Descriptors that a process needs besides its sockets.
const BESIDES: u64 = 500;
/// Below this a worker's connections can run out before its memory does.
const LOW: u64 = 16_384;

/// Raises the limit of this process, and of those that it starts from now on, to
/// the hard limit. Returns what it is then; nothing for no limit.
pub fn raise() -> Result<Option<u64>> {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current == maximum {
        return Ok(current);
    }
    let raised = Rlimit {
        current: maximum,
        maximum,
    };
    setrlimit(Resource::Nofile, raised)?;
    Ok(maximum)
}

/// Raises the limit for a worker, and warns where it stays low.
pub fn raise_for_worker() {
    match raise() {
        Ok(Some(limit)) if limit < LOW => eprintln!(
            "warning: a process may have only {limit} open files here, and workerd ends when it \
             needs one more; raise the hard limit (`ulimit -H -n`)"
        ),
        Ok(_) => {}
        Err(error) => eprintln!("warning: the limit of open files cannot be raised: {error}"),
    }
}

/// Raises the limit so that a process may have so many sockets open.
pub fn raise_for(sockets: usize) -> Result<()> {
    let needed = sockets as u64 + BESIDES;
    match raise()? {
        Some(limit) if limit < needed => bail!(
            "{needed} open files are needed, and at most {limit} allowed here: raise the hard \
             limit (`ulimit -H -n`)"
        ),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_raised_as_far_as_it_goes() {
        raise().expect("a limit");
        let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
        assert_eq!(current, maximum);
    }
}
