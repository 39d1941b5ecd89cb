//! Which ports the stack listens on.

use anyhow::{Context, Result, bail};
use std::collections::HashSet;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::sync::{Mutex, PoisonError};

/// The three ports; `None` takes a free one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ports {
    /// Host pages.
    pub pages: Option<u16>,
    /// The worker.
    pub worker: Option<u16>,
    /// The OpenID provider.
    pub provider: Option<u16>,
}

impl Ports {
    /// Pages', worker's and provider's port, each free right now.
    pub(crate) fn choose(&self) -> Result<[u16; 3]> {
        let mut chosen = [0; 3];
        let asked = [
            (self.pages, "host pages", "--pages-port"),
            (self.worker, "worker", "--worker-port"),
            (self.provider, "provider", "--provider-port"),
        ];
        for (slot, (port, whose, option)) in chosen.iter_mut().zip(asked) {
            *slot = match port {
                Some(port) if is_free(port) => port,
                Some(port) => bail!(
                    "port {port} of the {whose} is taken by another program: \
                     stop that, or choose another port with {option}"
                ),
                None => free_port()?,
            };
        }
        Ok(chosen)
    }
}

/// Returns true when nobody listens on a port of this machine. Browsers resolve
/// `localhost` to both families, so both have to be free.
fn is_free(port: u16) -> bool {
    let taken = |address: (&str, u16)| {
        TcpListener::bind(address).is_err_and(|error| error.kind() == ErrorKind::AddrInUse)
    };
    !taken(("127.0.0.1", port)) && !taken(("::1", port))
}

/// A free port that this process has not given out before: stacks of several
/// tests start at the same time.
fn free_port() -> Result<u16> {
    static GIVEN: Mutex<Option<HashSet<u16>>> = Mutex::new(None);
    let mut guard = GIVEN.lock().unwrap_or_else(PoisonError::into_inner);
    let given = guard.get_or_insert_default();
    for _ in 0..1000 {
        let listener = TcpListener::bind(("127.0.0.1", 0)).context("no free port")?;
        let port = listener.local_addr()?.port();
        if given.insert(port) {
            return Ok(port);
        }
    }
    bail!("no free port")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taken_port_names_itself_and_its_option() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let ports = Ports {
            provider: Some(port),
            ..Ports::default()
        };
        let text = ports.choose().unwrap_err().to_string();
        assert!(text.contains(&port.to_string()), "{text}");
        assert!(text.contains("--provider-port"), "{text}");
    }

    #[test]
    fn free_ports_differ() {
        let [a, b, c] = Ports::default().choose().unwrap();
        assert!(a != b && b != c && a != c);
    }
}
