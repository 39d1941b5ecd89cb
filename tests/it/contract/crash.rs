//! `kill -9`: what was acknowledged is there, and a repeat doubles nothing.
//! (Invariant 8.)

use bedside_client::person::comment;
use bedside_tests::world::{OPEN, deployment};
use bedside_tests::{Person, World, run, wait};
use bedside_wire::OwnComment;
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The fate of one comment.
struct Sent {
    key: String,
    text: String,
    acknowledged: Option<String>,
}

/// Posts until told to stop; remembers what was acknowledged.
async fn keeps_posting(
    ana: &Person,
    writer: usize,
    count: &AtomicUsize,
    stop: &AtomicBool,
) -> Vec<Sent> {
    let mut all = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let text = format!("Writer {writer}, comment {}.", all.len());
        let key = bedside_client::random(16);
        let request = ana
            .request("POST", "/comments")
            .idempotency_key(&key)
            .json(&comment("crash", None, &text));
        let response = request
            .try_send()
            .await
            .filter(|response| response.status == 201);
        let acknowledged = response.map(|response| response.json::<OwnComment>().comment.id);
        let failed = acknowledged.is_none();
        count.fetch_add(1, Ordering::Relaxed);
        all.push(Sent {
            key,
            text,
            acknowledged,
        });
        if failed {
            break;
        }
    }
    all
}

async fn all_comments(ana: &Person) -> Vec<(String, String)> {
    let (mut since, mut all) = (0, Vec::new());
    loop {
        let part = ana.reads_changes("crash", since).await;
        all.extend(
            part.items
                .iter()
                .map(|c| (c.id.clone(), serde_json::to_string(&c.body).expect("JSON"))),
        );
        since = part.version;
        if !part.more {
            return all;
        }
    }
}

#[test]
fn a_killed_worker_loses_no_acknowledged_comment_and_doubles_none() {
    run(async {
        let world = World::start(deployment()).await;
        let ana = world.person(OPEN, "ana").await;
        let mut sent = Vec::new();
        for round in 1..=3 {
            let (stop, count) = (AtomicBool::new(false), AtomicUsize::new(0));
            let killer = async {
                wait::until("some comments are posted", || async {
                    (count.load(Ordering::Relaxed) >= 15 * round).then_some(())
                })
                .await;
                world.stack.worker().kill().expect("killed");
                stop.store(true, Ordering::Relaxed);
            };
            let writers = futures_util::future::join_all(
                (0..4).map(|w| keeps_posting(&ana, w + 10 * round, &count, &stop)),
            );
            let (posted, ()) = tokio::join!(writers, killer);
            sent.extend(posted.into_iter().flatten());
            world.stack.worker().start().expect("started");
        }

        let stored: HashSet<_> = all_comments(&ana)
            .await
            .into_iter()
            .map(|(id, _)| id)
            .collect();
        for one in &sent {
            if let Some(id) = &one.acknowledged {
                assert!(stored.contains(id), "lost: {}", one.text);
            }
        }

        // Now every writer repeats what it sent, as the widget would.
        for one in &sent {
            let repeat = comment("crash", None, &one.text);
            let request = ana
                .request("POST", "/comments")
                .idempotency_key(&one.key)
                .json(&repeat);
            let id = request
                .send()
                .await
                .expect(201)
                .json::<OwnComment>()
                .comment
                .id;
            if let Some(first) = &one.acknowledged {
                assert_eq!(&id, first, "another answer for {}", one.text);
            }
        }
        let stored = all_comments(&ana).await;
        assert_eq!(stored.len(), sent.len());
        let texts: HashSet<_> = stored.iter().map(|(_, text)| text).collect();
        assert_eq!(texts.len(), sent.len(), "a comment was doubled");
        assert!(
            sent.iter().any(|one| one.acknowledged.is_none()),
            "the kill interrupted nothing"
        );
    });
}
