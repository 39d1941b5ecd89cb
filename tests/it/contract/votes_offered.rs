//! Which votes a site takes, and the orders that go by them.

use bedside_client::votes::{counts, own, own_votes, tally};
use bedside_tests::world::{LAB, deployment};
use bedside_tests::{World, run};
use bedside_wire::settings::ChangeSettings;
use bedside_wire::{ProblemCode, Sort, Vote, Votes};

#[test]
fn an_owner_chooses_which_votes_there_are() {
    run(async {
        let world = World::start(deployment()).await;
        let (ana, ben, mia, olu) = (
            world.person(LAB, "ana").await,
            world.person(LAB, "ben").await,
            world.person(LAB, "mia").await,
            world.person(LAB, "olu").await,
        );
        assert_eq!(
            olu.settings().await.votes,
            Votes::Up,
            "where nothing is said"
        );
        olu.takes_votes(Votes::UpDown).await;
        let good = mia.posts("a", "Votes for it, and more against it.").await;
        let plain = mia.posts("a", "No votes.").await;
        ben.votes(&good, Vote::Down).await;
        olu.votes(&good, Vote::Down).await;
        ana.votes(&good, Vote::Up).await;
        let top = async || {
            let reading = ben.reading("a").with("sort", "top");
            let items = reading.first().await.items.into_iter();
            items.map(|item| item.id).collect::<Vec<_>>()
        };
        let reader = ben.reading("a").first().await;
        assert_eq!(reader.votes, Votes::UpDown);
        assert_eq!(top().await, [plain.id.clone(), good.id.clone()]);

        // Where none are taken against a comment, those that there are do not
        // count, are not shown and can only be taken back.
        olu.takes_votes(Votes::Up).await;
        assert_eq!(counts(&ben, "a").await, [(1, 0), (0, 0)]);
        assert_eq!(top().await, [good.id.clone(), plain.id.clone()]);
        let changes = ben.reads_changes("a", 0).await;
        assert!(changes.items.iter().all(|item| item.down == 0));
        assert!(own_votes(&ben, "a").await.is_empty());
        assert_eq!(ben.votes(&good, Vote::None).await, tally(1, 0, Vote::None));

        olu.takes_votes(Votes::Off).await;
        let view = ben
            .reads_until("a", "no votes", |view| view.votes == Votes::Off)
            .await;
        assert!(view.items.iter().all(|item| (item.up, item.down) == (0, 0)));
        assert!(own_votes(&ana, "a").await.is_empty());

        olu.takes_votes(Votes::UpDown).await;
        assert_eq!(counts(&ben, "a").await, [(1, 1), (0, 0)], "all are kept");
        let votes = own_votes(&olu, "a").await;
        assert_eq!(votes, [own(&good, Vote::Down)]);
        // What an owner chose outlives the worker.
        world.stack.worker().stop().expect("stopped");
        world.stack.worker().start().expect("started");
        assert_eq!(olu.settings().await.votes, Votes::UpDown);
    });
}

#[test]
fn an_order_by_votes_is_there_where_the_votes_are() {
    run(async {
        let world = World::start(deployment()).await;
        let olu = world.person(LAB, "olu").await;
        olu.posts("a", "One.").await;
        world.imports(LAB, "two", &[None, None]).await;
        let chooses = async |sort: Sort, votes: Option<Votes>| {
            let change = ChangeSettings {
                sort: Some(sort),
                votes,
                ..ChangeSettings::default()
            };
            let request = olu.request("PATCH", "/settings").json(&change);
            request.send().await
        };
        for (votes, offered) in [
            (Votes::Off, [false, false]),
            (Votes::Up, [true, false]),
            (Votes::UpDown, [true, true]),
        ] {
            olu.takes_votes(votes).await;
            for (sort, offered) in [Sort::Top, Sort::Controversial].into_iter().zip(offered) {
                let asked = olu.reading("a").with("sort", sort.as_str());
                let link = format!("sort={}", sort.as_str());
                let plain = olu.request("GET", "/thread").query("page", "two");
                let plain = plain.header("cache-control", "no-cache");
                let page = plain.send().await.expect(200).text();
                assert_eq!(page.contains(&link), offered, "{votes:?} {sort:?}");
                if offered {
                    assert_eq!(asked.first().await.sort, sort);
                    chooses(sort, None).await.expect(200);
                    assert_eq!(olu.reading("a").first().await.sort, sort);
                    continue;
                }
                for response in [asked.send().await, chooses(sort, None).await] {
                    let problem = response.refused(ProblemCode::FieldInvalid);
                    assert_eq!(problem.field.as_deref(), Some("sort"), "{votes:?} {sort:?}");
                }
            }
        }
        // Together they are one choice; a default that is lost becomes the oldest.
        chooses(Sort::Controversial, Some(Votes::Up))
            .await
            .refused(ProblemCode::FieldInvalid);
        assert_eq!(olu.settings().await.sort, Sort::Controversial);
        olu.takes_votes(Votes::Up).await;
        assert_eq!(olu.settings().await.sort, Sort::Oldest);
        assert_eq!(olu.reading("a").first().await.sort, Sort::Oldest);
        olu.takes_votes(Votes::UpDown).await;
        assert_eq!(olu.reading("a").first().await.sort, Sort::Controversial);
    });
}
