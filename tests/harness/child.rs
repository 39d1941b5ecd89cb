//! Processes that cannot outlive the tests, however those end.

use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Ends a process when this process ends: a shell holds the other end of a
/// pipe, and the kernel closes ours even when the tests are killed.
const UNTIL_THE_PIPE_CLOSES: &str = r#"
"$@" &
child=$!
cat > /dev/null
kill -9 $child 2> /dev/null
wait $child 2> /dev/null
rm -rf "$LITTER"
"#;

/// Starts `program` guarded; `litter` is removed when it has ended. Its
/// standard error is piped to us.
pub fn spawn_guarded(
    program: &Path,
    arguments: &[String],
    litter: &Path,
) -> std::io::Result<Child> {
    Command::new("sh")
        .args(["-c", UNTIL_THE_PIPE_CLOSES, "sh"])
        .arg(program)
        .args(arguments)
        .env("LITTER", litter)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
}
