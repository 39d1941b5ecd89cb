//! A long thread with all its comments shown, scrolled from its top to its end
//! on a slow phone.

use super::device::Device;
use super::notes::Notes;
use super::page_under_test::PageUnderTest;
use super::tab::{Browser, Tab};
use super::visit::{emulate, in_a_tab};
use super::{PAGE, SITE};
use crate::bench::BenchProfile;
use crate::bench::comments::Texts;
use crate::bench::report::Table;
use crate::bench::stats::{median, shown};
use crate::pages::{Headers, Page};
use crate::seed;
use crate::stack::Stack;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

/// Milliseconds that one command may work in the page.
const BUDGET: u32 = 20_000;
/// A page that shows no more comments in so many commands is stuck.
const TRIES: usize = 3;
/// The first and the last presses of "Load more" that are compared.
const ENDS: usize = 5;

/// The outcome of pressing "Load more".
#[derive(Deserialize)]
struct Expanded {
    /// The number of comments shown.
    shown: usize,
    /// Time of each press until its comments were there, in ms.
    presses: Vec<f64>,
}

/// A stretch of scrolling.
#[derive(Deserialize)]
struct Stretch {
    /// The end is reached.
    done: bool,
    /// Duration of each frame, in ms.
    frames: Vec<f64>,
    /// The page's height in CSS pixels.
    height: f64,
}

/// Shows everything with "Load more" at this machine's speed, then scrolls at a
/// phone's.
pub fn expanded(
    stack: &Stack,
    browser: &Browser,
    texts: &Texts,
    profile: BenchProfile,
) -> Result<Table> {
    let comments = profile.expanded;
    let page = format!("{PAGE}-expanded");
    let thread = texts.thread(SITE, &page, comments)?;
    seed::import(&thread, &stack.operator())?;
    let html = include_str!("../pages/bedside.html").replace(PAGE, &page);
    let html = stack.addresses().fill(&html);
    let headers = Headers::new();
    stack.pages().put("/expanded.html", Page { html, headers });
    let under_test = PageUnderTest {
        url: format!("{}/expanded.html", stack.addresses().pages),
        ..PageUnderTest::bedside(&stack.addresses().pages)
    };
    let (presses, tasks, frames, height) = in_a_tab(browser, &Device::FAST, &under_test, |tab| {
        tab.call("Page.navigate", json!({ "url": under_test.url }))?;
        let presses = expand(tab, comments)?;
        emulate(tab, &Device::PHONE)?;
        let shown: f64 = ask(tab, "benchScroll.top()")?;
        let (frames, height) = scroll(tab)?;
        let mut tasks = Notes::read(tab)?.tasks;
        tasks.retain(|(began, _)| *began >= shown);
        Ok((presses, tasks, frames, height))
    })?;

    let mut table = Table::new(
        &format!("Browser: {comments} comments shown at once, scrolled on a slow phone"),
        ["what", "value"],
    );
    let mut row = |what: &str, value: String| table.row([what.to_owned(), value]);
    let ends = presses.len().min(ENDS);
    let (first, last) = (&presses[..ends], &presses[presses.len() - ends..]);
    row("Load more, ms (median of the first)", shown(median(first)));
    row("and of the last", shown(median(last)));
    let long = tasks.iter().map(|(_, ms)| *ms);
    row("height of the page, CSS pixels", shown(height));
    row("long tasks", tasks.len().to_string());
    row(
        "together, ms",
        shown(long.clone().fold(0.0, |sum, ms| sum + ms)),
    );
    row("the longest, ms", shown(long.fold(0.0, f64::max)));
    row("frames", frames.len().to_string());
    row("a frame, ms (median)", shown(median(&frames)));
    row(
        "the longest frame, ms",
        shown(frames.iter().copied().fold(0.0, f64::max)),
    );
    table.note(
        "Shown with Load more at this machine's speed, then scrolled by two thirds of a screen \
         with each frame, the processor 4 x slower. The times of Load more are those until its \
         comments are there, the request included.",
    );
    Ok(table)
}

/// Duration of each press.
fn expand(tab: &mut Tab<'_>, comments: usize) -> Result<Vec<f64>> {
    // The widget itself is there some time after the page.
    let there = "(async () => { while (!document.querySelector('bedside-thread')?.shadowRoot\
                 ?.querySelector('article')) await new Promise(requestAnimationFrame); return 0 })()";
    ask::<u32>(tab, there)?;
    ask::<u32>(tab, &format!("{}; 0", include_str!("scroll.js")))?;
    let mut presses = Vec::new();
    let (mut before, mut tries) = (0, 0);
    while before < comments {
        let question = format!("benchScroll.expand({comments}, {BUDGET})");
        let expanded: Expanded = ask(tab, &question)?;
        tab.forget();
        let now = expanded.shown;
        presses.extend(expanded.presses);
        eprintln!("  {now} of {comments} comments are shown");
        tries = if now == before { tries + 1 } else { 0 };
        if tries == TRIES {
            bail!("no more than {now} of {comments} comments are shown");
        }
        before = now;
    }
    Ok(presses)
}

/// The frames on the way to the end, and how far that is.
fn scroll(tab: &mut Tab<'_>) -> Result<(Vec<f64>, f64)> {
    let mut frames = Vec::new();
    loop {
        let question = format!("benchScroll.scroll({BUDGET})");
        let stretch: Stretch = ask(tab, &question)?;
        if stretch.frames.is_empty() && !stretch.done {
            bail!("the page does not scroll");
        }
        tab.forget();
        frames.extend(stretch.frames);
        if stretch.done {
            return Ok((frames, stretch.height));
        }
    }
}

/// Evaluates JavaScript in the page, whose promise is waited for.
fn ask<T: DeserializeOwned>(tab: &Tab<'_>, script: &str) -> Result<T> {
    let question = json!({ "expression": script, "returnByValue": true, "awaitPromise": true });
    let response = tab.call("Runtime.evaluate", question)?;
    if let Some(error) = response["exceptionDetails"]["exception"]["description"].as_str() {
        bail!("{error}");
    }
    let value = response["result"]["value"].clone();
    serde_json::from_value(value).context("an unexpected value")
}
