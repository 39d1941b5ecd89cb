//! Import of comments that were written elsewhere.

use super::access::Operator;
use super::comment_store::{self, CommentRow};
use super::context::Context;
use super::op::Op;
use super::publication;
use super::thread_store::{self, ThreadRow};
use crate::error::Result;
use bedside_domain::limits::{IMPORT_COMMENTS, IMPORTED_VOTES};
use bedside_domain::page::PageInfo;
use bedside_domain::{CommentStatus, DomainError, comment, display_name, ids, page, time};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Comments of one page; parents come before their replies.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Import {
    /// The page.
    #[schemars(with = "bedside_wire::comment::PageInfo")]
    pub page: PageInfo,
    /// The comments.
    pub comments: Vec<Imported>,
}

/// A comment that was written elsewhere.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Imported {
    /// Its id there. The same page and `ref` are taken once.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The `ref` of the comment it replies to.
    #[serde(default)]
    pub parent: Option<String>,
    /// The name to show.
    pub author: String,
    /// Its author's role there.
    #[serde(default)]
    pub role: bedside_wire::Role,
    /// When it was posted, RFC 3339.
    pub time: String,
    /// Markdown.
    pub body: String,
    /// Votes for it there. Those that people give here come on top.
    #[serde(default)]
    pub up: u32,
    /// Votes against it there.
    #[serde(default)]
    pub down: u32,
}

/// The outcome of an import.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct ImportDone {
    /// Comments taken now.
    pub taken: u64,
    /// Comments that were here already.
    pub known: u64,
}

impl Op for Import {
    const NAME: &'static str = "import";
    type Access = Operator;
    type Outcome = ImportDone;

    fn run(self, ctx: &Context<'_>, _: Operator) -> Result<ImportDone> {
        if self.comments.len() > IMPORT_COMMENTS {
            return Err(DomainError::too_long("comments", IMPORT_COMMENTS).into());
        }
        let page = page::sanitize(self.page)?;
        let mut done = ImportDone { taken: 0, known: 0 };
        ctx.db.transaction(|| {
            let mut thread = thread_store::find_or_make(ctx.db, &page)?;
            let mut version = thread.version;
            for imported in &self.comments {
                match take(ctx, &page.key, &mut thread, imported)? {
                    Some(new_version) => {
                        version = new_version;
                        done.taken += 1;
                    }
                    None => done.known += 1,
                }
            }
            if version > thread.version {
                ctx.notify_readers(&thread.page, version);
            }
            Ok(())
        })?;
        Ok(done)
    }
}

fn take(
    ctx: &Context<'_>,
    page: &str,
    thread: &mut ThreadRow,
    imported: &Imported,
) -> Result<Option<u64>> {
    let id = id_of(page, &imported.reference);
    if comment_store::by_id(ctx.db, &id)?.is_some() {
        return Ok(None);
    }
    let parent = match &imported.parent {
        Some(reference) => Some(
            comment_store::by_id(ctx.db, &id_of(page, reference))?
                .ok_or_else(|| DomainError::invalid("parent"))?,
        ),
        None => None,
    };
    // While two threads become one, a reply stays with its parent.
    let home = parent.as_ref().map_or(thread.id, |row| row.thread_id);
    let number = thread_store::take_number(ctx.db, thread)?;
    thread.next_number += 1;
    let version = thread_store::bump(ctx.db, home, 1)?;
    let within = |field, votes: u32| match votes {
        0..=IMPORTED_VOTES => Ok(votes),
        _ => Err(DomainError {
            limit: Some(IMPORTED_VOTES.into()),
            ..DomainError::invalid(field)
        }),
    };
    let row = CommentRow {
        id,
        author: display_name::imported(&imported.author)?,
        author_role: imported.role.into(),
        body: comment::body(&imported.body)?,
        status: CommentStatus::Published,
        created_at: time::from_rfc3339(&imported.time)
            .ok_or_else(|| DomainError::invalid("time"))?,
        version,
        up: within("up", imported.up)?,
        down: within("down", imported.down)?,
        ..CommentRow::below(parent, home, number)
    };
    publication::insert(ctx, &row)?;
    Ok(Some(version))
}

/// The id that a comment of another system gets here: always the same, so that
/// an import can be run again, also after its page moved. Its time part is zero, as the time there may be
/// corrected between two runs.
fn id_of(page: &str, reference: &str) -> String {
    let mut hash = Sha256::new();
    hash.update((page.len() as u64).to_be_bytes());
    hash.update(page);
    hash.update(reference);
    let digest = hash.finalize();
    let mut random = [0; 10];
    random.copy_from_slice(&digest[..10]);
    ids::uuid_v7(0, random)
}
