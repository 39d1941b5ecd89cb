//! Content encodings: as the client likes it (RFC 9110, 12.5.3).

use bedside_tests::world::OPEN;
use bedside_tests::{run, world};

#[test]
fn an_encoding_that_the_client_likes_best_is_used_and_none_that_it_refuses() {
    run(async {
        let world = world().await;
        let page = world.page("encodings");
        let reader = world.stranger(OPEN);
        for (accepted, used) in [
            ("gzip, deflate, br", "br"),
            ("gzip", "gzip"),
            ("x-gzip", "gzip"),
            ("GZIP", "gzip"),
            ("br;q=0.000, gzip", "gzip"),
            ("br;q=0, gzip;q=0.0", ""),
            ("br; Q=0.00 , gzip ; q=0.5", "gzip"),
            ("br;q=0.5, gzip;q=1", "gzip"),
            ("br;q=0.001", "br"),
            ("br;q=nonsense", ""),
            ("*", "br"),
            ("br;q=0, *;q=0.1", "gzip"),
            ("*;q=0", ""),
            ("identity, br;q=0.5", ""),
            ("identity;q=0, br", "br"),
            ("brotli", ""),
            ("", ""),
        ] {
            let threads = reader.request("GET", "/thread").query("page", &page);
            let asks = [
                threads.query("as", "fragment"),
                reader.request("GET", "/feed.atom"),
            ];
            for ask in asks {
                let response = ask
                    .header("accept-encoding", accepted)
                    .send()
                    .await
                    .expect(200);
                assert_eq!(
                    response.header("content-encoding"),
                    used,
                    "{accepted:?}: {}",
                    response.request
                );
            }
        }
    });
}
