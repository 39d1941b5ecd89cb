//! Starts children that end with this process, however it ends.

use std::io;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

type Order = (Command, Sender<io::Result<Child>>);

/// A command for a child that the kernel ends when its parent dies, where the
/// system has that (Linux). Elsewhere only an orderly end takes it along.
pub fn command(program: &Path) -> Command {
    let mut command = match crate::paths::which("setpriv") {
        Some(setpriv) => {
            let mut command = Command::new(setpriv);
            command.args(["--pdeathsig", "KILL", "--"]).arg(program);
            command
        }
        None => Command::new(program),
    };
    // A group of its own: Ctrl-C on the terminal reaches xtask alone, which
    // then ends its children in order.
    command.process_group(0);
    command
}

/// Starts a command on a thread that lasts as long as the process: Linux sends
/// the death signal when the *thread* that started the child ends, and a test's
/// thread ends long before the stack it started for all of them.
pub fn spawn(command: Command) -> io::Result<Child> {
    static SPAWNER: OnceLock<Mutex<Sender<Order>>> = OnceLock::new();
    let spawner = SPAWNER.get_or_init(|| {
        let (orders, inbox) = channel::<Order>();
        thread::spawn(move || {
            for (mut command, reply) in inbox {
                let _ = reply.send(command.spawn());
            }
        });
        Mutex::new(orders)
    });
    let (reply, response) = channel();
    let gone = || io::Error::other("the thread that starts children has ended");
    spawner
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .send((command, reply))
        .map_err(|_| gone())?;
    response.recv().map_err(|_| gone())?
}

/// Ends the group that `leader` leads when this process ends, however it ends:
/// the kernel's signal reaches the leader alone, and not the children of its
/// own that some programs have.
pub fn guard_group(leader: u32) -> io::Result<()> {
    let watch = Command::new("sh")
        .args(["-c", "cat > /dev/null; kill -9 -\"$1\" 2> /dev/null", "sh"])
        .arg(leader.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()?;
    // Never waited for, and its pipe stays open until we end.
    std::mem::forget(watch);
    Ok(())
}
