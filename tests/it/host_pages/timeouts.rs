//! A worker that takes the question and never answers.

use bedside_tests::browser::visitor;
use bedside_tests::host::plain_page;
use bedside_tests::world::OPEN;
use bedside_tests::{run, world};

/// The thread's HTML never comes, and 30 seconds of waiting are over at once.
const SILENT: &str = "{
    const [later, fetches] = [window.setTimeout, window.fetch];
    window.setTimeout = (run, ms, ...more) => later(run, window.silent && ms === 30000 ? 100 : ms, ...more);
    window.silent = true;
    window.fetch = (request, options) => {
        if (!silent || !String(request).includes('as=fragment')) return fetches(request, options);
        return new Promise((_, fails) => {
            options.signal.addEventListener('abort', () => fails(options.signal.reason));
        });
    };
}";

#[test]
fn an_answer_that_never_comes_is_given_up_and_asked_for_again() {
    run(async {
        let world = world().await;
        let page = world.page("silence");
        let ben = world.person(OPEN, "ben").await;
        ben.posts(&page, "Here all the time.").await;
        let ana = visitor().await;
        ana.announce("Bedside: no answer in 30 s");
        ana.runs_first(SILENT).await;
        ana.opens(&plain_page(world, OPEN, &page)).await;
        ana.until_shown("We could not load the comments").await;
        let again = ana.button("Try again").await;
        ana.eval::<bool>("(window.silent = false)").await;
        again.click().await;
        ana.comment("Here all the time.").await;
    });
}
