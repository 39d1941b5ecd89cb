//! What an owner asks for when pages move.

use super::context::{Account, Caller, Context, IdempotentRequest, WriteOutcome};
use super::op::{Effect, Op};
use super::thread_store::ThreadRow;
use super::{audit_store, page_merge, page_move_store, thread_store};
use crate::error::Result;
use bedside_domain::DomainError;
use bedside_domain::ErrorCode;
use bedside_domain::access::{FreshOwnerAccess, OwnerAccess};
use bedside_domain::limits::{REMAP_PAGES, REMAP_SAMPLE};
use bedside_domain::page_remap::{self, Remap};
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
    /// Nothing where the page has no thread.
    type Outcome = Option<String>;

    fn run(self, ctx: &Context<'_>) -> Result<Option<String>> {
        let thread = thread_store::by_page(ctx.db, &self.page)?;
        Ok(thread.map(|thread| thread.page))
    }
}

/// Makes one thread of two pages'.
#[derive(Serialize, Deserialize)]
pub struct MergePages {
    /// Who.
    pub caller: Caller,
    /// Once.
    pub write: IdempotentRequest,
    /// Which.
    pub asked: MovePages,
}

impl Op for MergePages {
    const NAME: &'static str = "merge_pages";
    type Outcome = WriteOutcome<MovePreview>;

    fn run(self, ctx: &Context<'_>) -> Result<Self::Outcome> {
        let (owner, access) = access(ctx, &self.caller, self.asked.dry_run)?;
        let (from, into) = page_remap::merge(&self.asked.from, &self.asked.into)?;
        let known = |field, page: &str| -> Result<ThreadRow> {
            Ok(thread_store::by_page(ctx.db, page)?.ok_or_else(|| unknown(field))?)
        };
        carry_out(ctx, &owner, access, &self.write, || {
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
    /// Who.
    pub caller: Caller,
    /// Once.
    pub write: IdempotentRequest,
    /// Which.
    pub asked: MovePages,
}

impl Op for RemapPages {
    const NAME: &'static str = "remap_pages";
    type Outcome = WriteOutcome<MovePreview>;

    fn run(self, ctx: &Context<'_>) -> Result<Self::Outcome> {
        let (owner, access) = access(ctx, &self.caller, self.asked.dry_run)?;
        let remap = Remap::sanitize(&self.asked.from, &self.asked.into, &ctx.site.origins)?;
        carry_out(ctx, &owner, access, &self.write, || {
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

/// What a remap would do.
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

/// What the owner may do now.
enum Access {
    /// Read what a move would do.
    Foresee(OwnerAccess),
    /// Move pages.
    Move(FreshOwnerAccess),
}

fn access(ctx: &Context<'_>, caller: &Caller, dry_run: bool) -> Result<(Account, Access)> {
    if dry_run {
        let owner = ctx.account(caller)?;
        let access = OwnerAccess::of(owner.role)?;
        return Ok((owner, Access::Foresee(access)));
    }
    let (owner, access) = ctx.fresh_owner(caller)?;
    Ok((owner, Access::Move(access)))
}

/// What the audit log says of a move.
struct Plan {
    action: &'static str,
    from: String,
    into: String,
}

/// Answers what would be done, or begins to do it: the first step at once, the
/// others by the alarm.
fn carry_out<Begin: FnOnce() -> Result<()>>(
    ctx: &Context<'_>,
    owner: &Account,
    access: Access,
    write: &IdempotentRequest,
    foreseen: impl Fn() -> Result<(MovePreview, Plan, Begin)>,
) -> Result<WriteOutcome<MovePreview>> {
    if let Access::Foresee(_) = access {
        return Ok(WriteOutcome {
            outcome: foreseen()?.0,
            replayed: false,
        });
    }
    ctx.idempotent(&owner.id, write, || {
        if page_move_store::site(ctx.db)?.is_some() {
            return Err(ErrorCode::PagesMoving.into());
        }
        let (outcome, plan, begin) = foreseen()?;
        page_move_store::begin(ctx.db, ctx.id)?;
        begin()?;
        let Plan { action, from, into } = plan;
        audit_store::append(ctx.db, ctx.now, &owner.id, action, &into, &from)?;
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

/// How much of a move is still to be done.
#[derive(Serialize, Deserialize)]
pub struct ReadPagesLeft {
    /// Who.
    pub caller: Caller,
}

impl Op for ReadPagesLeft {
    const NAME: &'static str = "read_pages_left";
    const EFFECT: Effect = Effect::Private;
    type Outcome = MoveProgress;

    fn run(self, ctx: &Context<'_>) -> Result<MoveProgress> {
        OwnerAccess::of(ctx.account(&self.caller)?.role)?;
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
