//! An owner's requests to move pages.

use super::access::{Anyone, Owner};
use super::context::Context;
use super::idempotent::{IdempotentRequest, Once, WriteOutcome};
use super::op::{Effect, Op};
use super::thread_store::ThreadRow;
use super::{audit_store, page_merge, page_move_store, thread_store};
use crate::error::Result;
use bedside_domain::access::FreshOwnerAccess;
use bedside_domain::limits::{REMAP_PAGES, REMAP_SAMPLE};
use bedside_domain::page_remap::{self, Remap};
use bedside_domain::{DomainError, ErrorCode};
use bedside_wire::pages::{MovePages, MovePreview, MoveProgress, PageMove};
use serde::{Deserialize, Serialize};

/// The page whose thread a page's readers find: itself, unless it moved.
#[derive(Serialize, Deserialize)]
pub struct FindPage {
    /// The page's key.
    pub page: String,
}

impl Op for FindPage {
    const NAME: &'static str = "find_page";
    const EFFECT: Effect = Effect::Nothing;
    type Access = Anyone;
    /// Nothing where the page has no thread.
    type Outcome = Option<String>;

    fn run(self, ctx: &Context<'_>, _: Anyone) -> Result<Option<String>> {
        let thread = thread_store::by_page(ctx.db, &self.page)?;
        Ok(thread.map(|thread| thread.page))
    }
}

/// Makes one thread of two pages'.
#[derive(Serialize, Deserialize)]
pub struct MergePages {
    /// The two pages.
    pub asked: MovePages,
}

impl Op for Once<MergePages> {
    const NAME: &'static str = "merge_pages";
    type Access = Owner;
    type Outcome = WriteOutcome<MovePreview>;

    fn run(self, ctx: &Context<'_>, owner: Owner) -> Result<Self::Outcome> {
        let Self { write, op } = self;
        let fresh = fresh(ctx, &owner, &op.asked)?;
        let (from, into) = page_remap::merge(&op.asked.from, &op.asked.into)?;
        let known = |field, page: &str| -> Result<ThreadRow> {
            Ok(thread_store::by_page(ctx.db, page)?.ok_or_else(|| unknown(field))?)
        };
        carry_out(ctx, &owner, fresh, &write, || {
            let (from, into) = (known("from", &from)?, known("into", &into)?);
            if from.id == into.id {
                return Err(page_remap::overlap().into());
            }
            let outcome = MovePreview {
                pages: 1,
                comments: from.published_count,
                merges: 1,
                sample: vec![PageMove {
                    from: from.page.clone(),
                    into: into.page.clone(),
                    comments: from.published_count,
                    merges: true,
                }],
                under_way: false,
            };
            let what = Plan {
                action: "merge_pages",
                from: from.page.clone(),
                into: into.page.clone(),
            };
            Ok((outcome, what, move || page_merge::merge(ctx, &from, &into)))
        })
    }
}

/// Moves all pages below one address to another.
#[derive(Serialize, Deserialize)]
pub struct RemapPages {
    /// The two addresses to move pages between.
    pub asked: MovePages,
}

impl Op for Once<RemapPages> {
    const NAME: &'static str = "remap_pages";
    type Access = Owner;
    type Outcome = WriteOutcome<MovePreview>;

    fn run(self, ctx: &Context<'_>, owner: Owner) -> Result<Self::Outcome> {
        let Self { write, op } = self;
        let fresh = fresh(ctx, &owner, &op.asked)?;
        let remap = Remap::sanitize(&op.asked.from, &op.asked.into, &ctx.site.origins)?;
        carry_out(ctx, &owner, fresh, &write, || {
            let outcome = foresee(ctx, &remap)?;
            let what = Plan {
                action: "remap_pages",
                from: remap.from.clone(),
                into: remap.into.clone(),
            };
            let remap = remap.clone();
            Ok((outcome, what, move || page_move_store::plan(ctx.db, &remap)))
        })
    }
}

/// The preview of a remap.
fn foresee(ctx: &Context<'_>, remap: &Remap) -> Result<MovePreview> {
    let sum = page_move_store::count(ctx.db, remap, REMAP_PAGES + 1)?;
    if sum.pages == 0 {
        return Err(unknown("from").into());
    }
    if sum.pages > REMAP_PAGES {
        return Err(DomainError::too_long("pages", REMAP_PAGES).into());
    }
    remap.fits(sum.longest)?;
    if let Some(twice) = remap.twice() {
        let nested = Remap {
            from: twice,
            ..remap.clone()
        };
        if !page_move_store::sample(ctx.db, &nested, 1)?.is_empty() {
            return Err(page_remap::overlap().into());
        }
    }
    let sample = page_move_store::sample(ctx.db, remap, REMAP_SAMPLE)?;
    let sample = sample.into_iter().filter_map(|row| {
        Some(PageMove {
            into: remap.target(&row.page)?,
            from: row.page,
            comments: row.published_count,
            merges: row.merges == 1,
        })
    });
    Ok(MovePreview {
        pages: sum.pages as u64,
        comments: sum.comments,
        merges: sum.merges,
        sample: sample.collect(),
        under_way: false,
    })
}

/// The permission to move pages; none where the owner only previews a move.
fn fresh(ctx: &Context<'_>, owner: &Owner, asked: &MovePages) -> Result<Option<FreshOwnerAccess>> {
    (!asked.dry_run).then(|| owner.fresh(ctx)).transpose()
}

/// The audit log's entry of a move.
struct Plan {
    action: &'static str,
    from: String,
    into: String,
}

/// Returns a preview, or begins to move: the first step at once, the others by the
/// alarm.
fn carry_out<Begin: FnOnce() -> Result<()>>(
    ctx: &Context<'_>,
    owner: &Owner,
    fresh: Option<FreshOwnerAccess>,
    write: &IdempotentRequest,
    foreseen: impl Fn() -> Result<(MovePreview, Plan, Begin)>,
) -> Result<WriteOutcome<MovePreview>> {
    let Some(fresh) = fresh else {
        return Ok(WriteOutcome::new(foreseen()?.0));
    };
    let owner = owner.account.id.as_str();
    ctx.idempotent(owner, write, || {
        if page_move_store::site(ctx.db)?.is_some() {
            return Err(ErrorCode::PagesMoving.into());
        }
        let (outcome, plan, begin) = foreseen()?;
        page_move_store::begin(ctx.db, fresh, ctx.id)?;
        begin()?;
        let Plan { action, from, into } = plan;
        audit_store::append(ctx.db, ctx.now, owner, action, &into, &from)?;
        page_merge::step(ctx)?;
        Ok(MovePreview {
            under_way: ctx.needs_alarm.get(),
            ..outcome
        })
    })
}

/// No page with comments is there.
fn unknown(field: &'static str) -> DomainError {
    DomainError {
        field: Some(field),
        ..ErrorCode::ThreadUnknown.into()
    }
}

/// Reads how much of a move is still to be done.
#[derive(Serialize, Deserialize)]
pub struct ReadPagesLeft {}

impl Op for ReadPagesLeft {
    const NAME: &'static str = "read_pages_left";
    const EFFECT: Effect = Effect::Private;
    type Access = Owner;
    type Outcome = MoveProgress;

    fn run(self, ctx: &Context<'_>, _: Owner) -> Result<MoveProgress> {
        let comments = match page_move_store::merging(ctx.db)? {
            Some(merging) => thread_store::by_id(ctx.db, merging.from)?.published_count,
            None => 0,
        };
        Ok(MoveProgress {
            pages: page_move_store::planned(ctx.db)?,
            comments,
            under_way: page_move_store::site(ctx.db)?.is_some(),
        })
    }
}
