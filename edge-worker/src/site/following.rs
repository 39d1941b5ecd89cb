//! What is read from outside a thread: feeds and counts.

use super::context::Context;
use super::op::Op;
use super::{list_store, thread_store};
use crate::error::Outcome;
use bedside_domain::limits::FEED_ENTRIES;
use bedside_wire::CommentView;
use serde::{Deserialize, Serialize};

/// The newest comments of the site or of one page.
#[derive(Serialize, Deserialize)]
pub struct ReadLatest {
    /// The page's key; without one, the whole site.
    pub page: Option<String>,
}

/// The newest comments, the newest first.
#[derive(Serialize, Deserialize)]
pub struct Latest {
    /// The page's title, where one page is asked for and its title is known.
    pub title: Option<String>,
    /// The page's address, likewise.
    pub url: Option<String>,
    /// The comments.
    pub entries: Vec<LatestEntry>,
}

/// One of them.
#[derive(Serialize, Deserialize)]
pub struct LatestEntry {
    /// The comment.
    pub comment: CommentView,
    /// Its page's title.
    pub title: Option<String>,
    /// Its page's address.
    pub url: Option<String>,
}

impl Op for ReadLatest {
    const NAME: &'static str = "read_latest";
    const KEEPS_VIEWS: bool = true;
    type Answer = Latest;

    fn run(self, site: &Context<'_>) -> Outcome<Latest> {
        let thread = match &self.page {
            Some(page) => thread_store::by_page(site.db, page)?,
            None => None,
        };
        let rows = match (&self.page, &thread) {
            (None, _) => list_store::latest(site.db, FEED_ENTRIES)?,
            (Some(_), Some(thread)) => {
                list_store::latest_in_thread(site.db, thread.id, FEED_ENTRIES)?
            }
            (Some(_), None) => Vec::new(),
        };
        let votes = site.votes()?;
        let entries = rows.into_iter().map(|row| LatestEntry {
            comment: row.comment.view(votes),
            title: row.page_title,
            url: row.page_url,
        });
        Ok(Latest {
            entries: entries.collect(),
            title: thread.as_ref().and_then(|thread| thread.title.clone()),
            url: thread.and_then(|thread| thread.url),
        })
    }
}

/// How many comments pages have.
#[derive(Serialize, Deserialize)]
pub struct CountComments {
    /// The pages' keys.
    pub pages: Vec<String>,
}

impl Op for CountComments {
    const NAME: &'static str = "count_comments";
    const KEEPS_VIEWS: bool = true;
    /// Published comments, in the order of the keys.
    type Answer = Vec<u64>;

    fn run(self, site: &Context<'_>) -> Outcome<Vec<u64>> {
        self.pages
            .iter()
            .map(|page| thread_store::total(site.db, page))
            .collect()
    }
}
