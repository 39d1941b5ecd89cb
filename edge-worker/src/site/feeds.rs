//! Reads from outside a thread: feeds and counts.

use super::access::Anyone;
use super::comment_queries_store::OnPage;
use super::context::Context;
use super::op::{Effect, Op};
use super::{comment_queries_store, reply_feed_store, thread_store};
use crate::error::Result;
use bedside_domain::hashing::digest;
use bedside_domain::limits::FEED_ENTRIES;
use bedside_domain::{ErrorCode, page, time};
use bedside_wire::CommentView;
use serde::{Deserialize, Serialize};

/// The comments of a feed: those that became public last.
#[derive(Serialize, Deserialize)]
pub enum Feed {
    /// All of the site.
    Site,
    /// Those of one page, by its key.
    Page(String),
    /// Those that were published under this name.
    Author(String),
    /// Replies of others to one person, by the SHA-256 of the token in their
    /// feed's address.
    Replies(String),
}

impl Feed {
    /// The feed's name in the object's memory, unlike any page's key, which has no
    /// control characters. None for a person's own: whether that has ended is
    /// looked up each time.
    pub fn name(&self) -> Option<String> {
        match self {
            Feed::Site => Some("\n".to_owned()),
            Feed::Page(page) => Some(["\np", page].concat()),
            Feed::Author(name) => Some(["\na", name].concat()),
            Feed::Replies(_) => None,
        }
    }
}

/// The newest comments of a feed.
#[derive(Serialize, Deserialize)]
pub struct ReadLatest {
    /// The feed.
    pub feed: Feed,
    /// The validator that the client already has.
    pub if_none_match: Option<String>,
}

/// The comments of a feed, or the news that the client's validator is current.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadLatestOutcome {
    /// The client's validator is current.
    NotModified,
    /// The comments, and their validator.
    Latest(String, Box<Latest>),
}

/// The newest comments, the newest first.
#[derive(Serialize, Deserialize)]
pub struct Latest {
    /// The page's title, for the feed of a page whose title is known.
    pub title: Option<String>,
    /// The page's address, likewise.
    pub url: Option<String>,
    /// The name of the person who is replied to, for a feed of replies.
    pub answered: Option<String>,
    /// The comments.
    pub entries: Vec<LatestEntry>,
}

/// One of them.
#[derive(Serialize, Deserialize)]
pub struct LatestEntry {
    /// The comment.
    pub comment: CommentView,
    /// When it became public, RFC 3339.
    pub published: String,
    /// When it became public or was last edited, whichever is later, RFC 3339.
    pub updated: String,
    /// Its page's title.
    pub title: Option<String>,
    /// Its page's address.
    pub url: Option<String>,
}

impl Op for ReadLatest {
    const NAME: &'static str = "read_latest";
    const EFFECT: Effect = Effect::Nothing;
    type Access = Anyone;
    type Outcome = ReadLatestOutcome;

    fn run(self, ctx: &Context<'_>, _: Anyone) -> Result<ReadLatestOutcome> {
        let (mut thread, mut answered) = (None, None);
        let rows = match &self.feed {
            Feed::Site => comment_queries_store::latest(ctx.db, FEED_ENTRIES)?,
            Feed::Page(page) => {
                thread = thread_store::by_page(ctx.db, page)?;
                match &thread {
                    Some(thread) => {
                        comment_queries_store::latest_in_thread(ctx.db, thread.id, FEED_ENTRIES)?
                    }
                    None => Vec::new(),
                }
            }
            Feed::Author(name) => {
                comment_queries_store::latest_by_author(ctx.db, name, FEED_ENTRIES)?
            }
            Feed::Replies(token_hash) => {
                let reader =
                    reply_feed_store::find(ctx.db, token_hash)?.ok_or(ErrorCode::LinkInvalid)?;
                answered = Some(reader.name);
                comment_queries_store::latest_answers(ctx.db, &reader.id, FEED_ENTRIES)?
            }
        };
        let latest = Latest {
            answered,
            entries: Vec::new(),
            title: thread
                .as_ref()
                .and_then(|thread| page::title(thread.title.as_deref()?)),
            url: thread.and_then(|thread| thread.url),
        };
        let validator = validator(&ctx.settings.version, &latest, &rows)?;
        // Names and pages that nobody wrote under are without number.
        if let Some(name) = self.feed.name().filter(|_| !rows.is_empty()) {
            ctx.cache.validators.borrow_mut().note(&name, &validator);
        }
        if self.if_none_match.as_ref() == Some(&validator) {
            return Ok(ReadLatestOutcome::NotModified);
        }
        let votes = ctx.settings.votes;
        let entries = rows.into_iter().map(|row| {
            let published = row.comment.published_at.unwrap_or(row.comment.created_at);
            let updated = row
                .comment
                .edited_at
                .map_or(published, |at| at.max(published));
            LatestEntry {
                comment: row.comment.view(votes),
                published: time::to_rfc3339(published),
                updated: time::to_rfc3339(updated),
                title: row.page_title.as_deref().and_then(page::title),
                url: row.page_url,
            }
        });
        let entries = entries.collect();
        let latest = Box::new(Latest { entries, ..latest });
        Ok(ReadLatestOutcome::Latest(validator, latest))
    }
}

/// The validator of a feed: the version of what readers see site-wide, and what the
/// feed tells. It is made of what is stored and not counted in memory, because
/// feeds are read more seldom than the object forgets.
fn validator(version: &str, head: &Latest, rows: &[OnPage]) -> Result<String> {
    let about = |row: &OnPage| {
        let comment = &row.comment;
        serde_json::json!([
            comment.id,
            comment.author,
            comment.revision,
            comment.published_at,
            row.page_title,
            row.page_url
        ])
    };
    let rows: Vec<_> = rows.iter().map(about).collect();
    Ok(digest(&serde_json::to_string(&(version, head, rows))?))
}

/// Counts the comments of pages.
#[derive(Serialize, Deserialize)]
pub struct CountComments {
    /// The pages' keys.
    pub pages: Vec<String>,
}

impl Op for CountComments {
    const NAME: &'static str = "count_comments";
    const EFFECT: Effect = Effect::Nothing;
    type Access = Anyone;
    /// Published comments, in the order of the keys.
    type Outcome = Vec<u64>;

    fn run(self, ctx: &Context<'_>, _: Anyone) -> Result<Vec<u64>> {
        let totals = thread_store::totals(ctx.db, &self.pages)?;
        let total = |page| totals.get(page).copied().unwrap_or_default();
        Ok(self.pages.iter().map(total).collect())
    }
}
