//! A reader's waiting time and traffic, beside baselines and peers.

mod device;
mod notes;
mod page_under_test;
mod scroll;
mod tab;
mod traffic;
mod visit;

use super::BenchProfile;
use super::comments::Texts;
use super::peers::{self, Peer};
use super::report::Table;
use super::stats::{median, shown};
use crate::pages::{Headers, Page};
use crate::seed;
use crate::stack::Stack;
use anyhow::Result;
use device::Device;
pub use page_under_test::PageUnderTest;
use std::path::Path;
use tab::Browser;
use visit::{Visit, visit};

/// The thread that every page under test shows.
const SITE: &str = "clinic-notes";
const PAGE: &str = "bench-browser";

/// Measures all pages on both devices, and adds the tables.
pub fn measure(
    stack: &Stack,
    build: &str,
    profile: BenchProfile,
    with_peers: bool,
    dir: &Path,
    tables: &mut Vec<Table>,
) -> Result<()> {
    let texts = Texts::read(stack.addresses())?;
    let thread = texts.thread(SITE, PAGE, profile.comments[0])?;
    seed::import(&thread, &stack.operator())?;
    let peers = if with_peers {
        let mut threads = vec![thread];
        for &comments in &profile.comments[1..] {
            threads.push(texts.thread(SITE, &format!("{PAGE}-{comments}"), comments)?);
        }
        let peers = peers::start(stack, &threads, dir)?;
        tables.push(peers::reads(&peers, profile)?);
        peers
    } else {
        Vec::new()
    };

    let baseline = include_str!("pages/plain.html").replace("{{BUILD}}", build);
    stack.pages().put(
        "/plain.html",
        Page {
            html: baseline,
            headers: Headers::new(),
        },
    );
    let pages = &stack.addresses().pages;
    let mut pages_under_test = vec![
        PageUnderTest::bedside(pages),
        PageUnderTest::plain(pages),
        PageUnderTest::without(pages),
    ];
    pages_under_test.extend(peers.iter().map(Peer::under_test));
    let browser = Browser::start()?;
    let devices = [Device::FAST, Device::PHONE];
    for device in &devices {
        tables.push(on_device(&browser, device, &pages_under_test, profile)?);
    }
    tables.push(scroll::expanded(stack, &browser, &texts, profile)?);
    Ok(())
}

fn on_device(
    browser: &Browser,
    device: &Device,
    pages_under_test: &[PageUnderTest],
    profile: BenchProfile,
) -> Result<Table> {
    let mut visits: Vec<Vec<Visit>> = vec![Vec::new(); pages_under_test.len()];
    // Servers have their caches warm, as on a site that is read; readers have
    // nothing cached.
    for under_test in pages_under_test {
        visit(browser, &Device::FAST, under_test)?;
    }
    for round in 1..=profile.rounds {
        for (under_test, visits) in pages_under_test.iter().zip(&mut visits) {
            let seen = visit(browser, device, under_test)?;
            eprintln!(
                "  {}, {}, round {round} of {}: {} ms",
                under_test.name,
                device.name,
                profile.rounds,
                shown(seen.painted_ms)
            );
            visits.push(seen);
        }
    }
    Ok(table(
        device,
        pages_under_test,
        &visits,
        profile.comments[0],
    ))
}

fn table(
    device: &Device,
    pages_under_test: &[PageUnderTest],
    visits: &[Vec<Visit>],
    comments: usize,
) -> Table {
    let head = [
        "page",
        "requests",
        "KB",
        "first comment ms",
        "÷ Bedside",
        "alive ms",
        "long tasks ms",
        "of these before",
        "layout shift",
        "KB in all",
    ];
    let mut table = Table::new(
        &format!("Browser, {} ({})", device.name, device.about),
        head,
    );
    let middle = |visits: &[Visit], of: &dyn Fn(&Visit) -> f64| {
        median(&visits.iter().map(of).collect::<Vec<_>>())
    };
    let ours = middle(&visits[0], &|v| v.painted_ms);
    for (under_test, visits) in pages_under_test.iter().zip(visits) {
        let painted = middle(visits, &|v| v.painted_ms);
        let until = |value: f64, digits: usize| match under_test.has_comments {
            true => format!("{value:.digits$}"),
            false => "–".to_owned(),
        };
        let alive = middle(visits, &|v| v.alive_ms.unwrap_or(f64::NAN));
        table.row([
            under_test.name.clone(),
            until(middle(visits, &|v| v.requests), 0),
            until(middle(visits, &|v| v.kb), 1),
            until(painted, 0),
            if painted.is_finite() {
                shown(painted / ours)
            } else {
                "–".to_owned()
            },
            if alive.is_finite() {
                format!("{alive:.0}")
            } else {
                "–".to_owned()
            },
            format!("{:.0}", middle(visits, &|v| v.tasks_ms)),
            until(middle(visits, &|v| v.early_tasks_ms), 0),
            format!("{:.3}", middle(visits, &|v| v.shift)),
            format!("{:.1}", middle(visits, &|v| v.all_kb)),
        ]);
    }
    table.note(format!(
        "A thread of {comments} comments, of which Bedside shows 50 and offers more; nothing cached. \
         Requests and KB are those until the \
         first comment was painted, the page's own document left out; KB as sent, heads included."
    ));
    let [ours, baseline, ..] = visits else {
        return table;
    };
    let more = |of: &dyn Fn(&Visit) -> f64| middle(ours, of) - middle(baseline, of);
    table.note(format!(
        "What remains between Bedside and the script that fetches the same: {:+.0} requests and \
         {:+.1} KB (the loader, and the state that the widget starts from), {:+.0} ms until the \
         first comment, {:+.0} ms of long tasks, {:+.0} of these before it.",
        more(&|v| v.requests),
        more(&|v| v.kb),
        more(&|v| v.painted_ms),
        more(&|v| v.tasks_ms),
        more(&|v| v.early_tasks_ms)
    ));
    for (under_test, visits) in pages_under_test.iter().zip(visits).take(3) {
        let tasks = visits.last().map(tasks).unwrap_or_default();
        table.note(format!(
            "Long tasks of {}, last round: {tasks}.",
            under_test.name
        ));
    }
    table.note(
        "Alive: the widget has taken over the HTML and listens for news, by itself when idle; the \
         peers are alive when they show comments. Artalk also asks outside hosts for pictures.",
    );
    table.note(
        "Long tasks: main-thread tasks over 50 ms, added up until the page was quiet; before: \
         those that began before the first comment was painted.",
    );
    table
}

/// The long tasks of a visit, one by one.
fn tasks(visit: &Visit) -> String {
    let told = visit
        .tasks
        .iter()
        .map(|(began, ms)| format!("{ms:.0} ms at {began:.0}"));
    let told: Vec<_> = told.collect();
    match told.is_empty() {
        true => "none".to_owned(),
        false => told.join(", "),
    }
}
