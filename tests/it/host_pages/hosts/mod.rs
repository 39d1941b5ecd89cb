//! The demo's pages in other people's software, each of which changes its pages
//! in an order of its own. Everywhere the thread is that of the page shown.

mod following;
mod keys;
mod tags;
mod walks;

use bedside_tests::browser::{Tab, Visitor};
use bedside_tests::world::CLINIC;
use bedside_tests::{Person, World, wait};
use std::time::Duration;

/// A site below `demo/site/hosts`, which has a page `one` and a page `two`.
struct Host {
    folder: &'static str,
    /// The ids of the two pages, where they have some of their own.
    ids: Option<[&'static str; 2]>,
    /// True where the page's title is an attribute of the thread.
    says_title: bool,
}

impl Host {
    /// A site that leaves it to Bedside to know its pages.
    const fn named(folder: &'static str) -> Self {
        Self {
            folder,
            ids: None,
            says_title: false,
        }
    }

    /// A site that names its pages.
    const fn with_ids(folder: &'static str, ids: [&'static str; 2]) -> Self {
        Self {
            ids: Some(ids),
            ..Self::named(folder)
        }
    }
}

/// One of the two pages.
struct DemoPage {
    url: String,
    /// Its key, as the worker keeps it.
    key: String,
    /// The words of a link to it, and its heading.
    name: String,
    /// The title that Bedside is to give it.
    title: String,
    /// A comment in its thread and in no other.
    said: String,
}

/// Between two marks of a text.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).expect(start);
    rest.split_once(end).expect(end).0
}

/// Both pages of a host, each with a comment that nobody else's page has.
async fn pages_of(world: &World, host: &Host, mia: &Person) -> [DemoPage; 2] {
    let ben = world.person(CLINIC, "ben").await;
    let mut pages = Vec::new();
    for (at, file) in ["one", "two"].into_iter().enumerate() {
        let path = format!("hosts/{}/{file}.html", host.folder);
        let site = bedside_xtask::paths::root().join("demo/site");
        let html = std::fs::read_to_string(site.join(&path)).expect("the page");
        let name = between(between(&html, "<h1", "/h1>"), ">", "<").to_owned();
        let url = format!("{}/{path}", world.pages());
        let title = between(&html, "<title>", "</title>").replace("&amp;", "&");
        let said = format!("Said on {} {file}.", host.folder);
        let id = host.ids.map_or(url.clone(), |ids| ids[at].to_owned());
        let posted = ben.posts(&id, &said).await;
        let entry = mia.finds_in_queue(&posted.id).await.expect("it waits");
        mia.approves(&posted).await;
        pages.push(DemoPage {
            url,
            key: entry.page,
            title: if host.says_title { name.clone() } else { title },
            said,
            name,
        });
    }
    pages.try_into().ok().expect("two pages")
}

/// The number of threads in the page, and which of these texts they show.
async fn threads(tab: &Tab, said: &[&str]) -> Option<(usize, Vec<bool>)> {
    let look = format!(
        "(() => {{ const all = [...document.querySelectorAll('bedside-thread')]; \
         const text = all.map((one) => one.shadowRoot.textContent).join(' '); \
         return [all.length, {said:?}.map((said) => text.includes(said))]; }})()"
    );
    serde_json::from_value(tab.tries_to_eval(&look).await?).ok()
}

/// Waits until a page is shown with its own thread and no other.
async fn shows(tab: &Tab, page: &DemoPage, other: &DemoPage) {
    tab.get("heading", &page.name).await;
    let said = [&*page.said, &*other.said];
    let own = wait::in_time(|| async {
        let found = threads(tab, &said).await?;
        (found == (1, vec![true, false])).then_some(())
    });
    if own.await.is_none() {
        panic!(
            "{}: threads, its own, the other: {:?}",
            page.url,
            threads(tab, &said).await
        );
    }
}

/// Follows the host's own link to a page.
async fn goes_to(tab: &Tab, page: &DemoPage) {
    tab.get("link", &page.name).await.click().await;
}

async fn goes_back(tab: &Tab) {
    tab.eval::<u32>("(history.back(), 0)").await;
}

/// Writes on the page that is shown; the comment is that page's, with its
/// address and title.
async fn writes(ana: &Visitor, page: &DemoPage, mia: &Person) {
    let text = format!("Written on {}, {}.", page.name, bedside_client::random(6));
    ana.is_signed_in().await;
    ana.posts(&text).await;
    let comment = ana.comment(&text).await;
    comment.until_shows("Waiting for approval").await;
    let id = comment.attribute("id").await.expect("an id");
    let id = id.strip_prefix("comment-").expect("a comment's id");
    let entry = mia.finds_in_queue(id).await.expect("it waits");
    assert_eq!(entry.page_url.as_ref(), Some(&page.url));
    assert_eq!(entry.page_title.as_ref(), Some(&page.title));
    assert_eq!(entry.page, page.key);
}

/// Forward, back, forward, back, by the host's links and the history.
async fn walks(ana: &Visitor, host: &Host, mia: &Person) {
    let world = bedside_tests::world().await;
    let [one, two] = pages_of(world, host, mia).await;
    ana.opens(&one.url).await;
    shows(ana, &one, &two).await;
    if ana.find("button", "Sign out").await.is_none() && !has_signed_in(ana).await {
        ana.signs_in_as("Ana").await;
    }
    goes_to(ana, &two).await;
    shows(ana, &two, &one).await;
    writes(ana, &two, mia).await;
    goes_back(ana).await;
    shows(ana, &one, &two).await;
    writes(ana, &one, mia).await;
    goes_to(ana, &two).await;
    shows(ana, &two, &one).await;
    goes_back(ana).await;
    shows(ana, &one, &two).await;
    let said = [&*one.said, &*two.said];
    wait::never("another thread", Duration::from_millis(400), || async {
        let found = threads(ana, &said).await?;
        (found != (1, vec![true, false])).then_some(())
    })
    .await;
    ana.leaves_content();
}

/// True where somebody has signed in on an earlier page.
async fn has_signed_in(ana: &Visitor) -> bool {
    ana.eval("indexedDB.databases().then((all) => all.some(({ name }) => name === 'bedside'))")
        .await
}
