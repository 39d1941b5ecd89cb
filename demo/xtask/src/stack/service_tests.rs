use super::*;
use std::thread;

/// A service that answers every request with 204, written in Node, which the
/// whole project needs anyway.
fn answering(dir: &Path) -> Service {
    let port = std::net::TcpListener::bind(("127.0.0.1", 0))
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let script = format!(
        "console.log('up');require('http').createServer((q,s)=>s.writeHead(204).end()).listen({port},'127.0.0.1')"
    );
    let node = crate::paths::which("node").unwrap();
    Service::new("test", &node, dir)
        .arg("-e")
        .arg(script)
        .ready_at(format!("http://127.0.0.1:{port}/"), Ready::Healthy)
}

#[test]
fn service_starts_dies_and_starts_again() {
    let dir = tempfile::tempdir().unwrap();
    let service = answering(dir.path());
    service.start().unwrap();
    let first = service.pid().unwrap();
    service.start().unwrap();
    assert_eq!(service.pid(), Some(first));
    service.kill().unwrap();
    assert_eq!(service.pid(), None);
    service.start().unwrap();
    assert_eq!(service.ended(), None);
    assert_ne!(service.pid(), Some(first));
    assert_eq!(service.log(), "up\nup\n");
    service.stop().unwrap();
    assert_eq!(service.pid(), None);
}

#[test]
fn service_outlives_the_thread_that_started_it() {
    let dir = tempfile::tempdir().unwrap();
    let service = answering(dir.path());
    thread::scope(|scope| scope.spawn(|| service.start().unwrap()).join().unwrap());
    crate::pause(Duration::from_millis(50));
    assert_eq!(service.ended(), None);
}

#[test]
fn service_that_ends_at_once_tells_its_last_words() {
    let dir = tempfile::tempdir().unwrap();
    let shell = crate::paths::which("sh").unwrap();
    let service = Service::new("test", &shell, dir.path())
        .arg("-c")
        .arg("echo bad config >&2; exit 3")
        .ready_at("http://127.0.0.1:9/".into(), Ready::Healthy);
    let text = service.start().unwrap_err().to_string();
    assert!(
        text.contains("ended (exit status: 3)") && text.contains("bad config"),
        "{text}"
    );
}

#[test]
fn service_that_dies_says_how_and_one_that_is_stopped_does_not() {
    let dir = tempfile::tempdir().unwrap();
    let service = answering(dir.path());
    service.start().unwrap();
    assert_eq!(service.ended(), None);
    let pid = Pid::from_raw(service.pid().unwrap().cast_signed()).unwrap();
    kill_process(pid, Signal::SEGV).unwrap();
    let started = Instant::now();
    let words = loop {
        assert!(started.elapsed() < START, "it runs on");
        match service.ended() {
            Some(words) => break words,
            None => crate::pause(PAUSE),
        }
    };
    assert!(
        words.contains("signal: 11") && words.contains("up"),
        "{words}"
    );
    service.stop().unwrap();
    service.start().unwrap();
    service.stop().unwrap();
    assert_eq!(service.ended(), None);
}
