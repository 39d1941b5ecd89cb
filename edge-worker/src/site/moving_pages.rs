//! What an owner asks for when pages move.

use super::context::{Account, Caller, Context, Write, Written};
use super::op::{Effect, Op};
use super::thread_store::Thread;
use super::{audit_store, moving, moving_store, thread_store};
use crate::error::Outcome;
use bedside_domain::DomainError;
use bedside_domain::access::{FreshOwnerAccess, OwnerAccess};
use bedside_domain::limits::{REMAP_PAGES, REMAP_SAMPLE};
use bedside_domain::page_remap::{self, Remap};
use bedside_wire::ProblemCode;
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
    type Answer = Option<String>;

    fn run(self, site: &Context<'_>) -> Outcome<Option<String>> {
        let thread = thread_store::by_page(site.db, &self.page)?;
        Ok(thread.map(|thread| thread.page))
    }
}

/// Makes one thread of two pages'.
#[derive(Serialize, Deserialize)]
pub struct MergePages {
    /// Who.
    pub caller: Caller,
    /// Once.
    pub write: Write,
    /// Which.
    pub asked: MovePages,
}

impl Op for MergePages {
    const NAME: &'static str = "merge_pages";
    type Answer = Written<MovePreview>;

    fn run(self, site: &Context<'_>) -> Outcome<Self::Answer> {
        let (owner, access) = access(site, &self.caller, self.asked.dry_run)?;
        let (from, into) = page_remap::merge(&self.asked)?;
        let known = |field, page: &str| -> Outcome<Thread> {
            Ok(thread_store::by_page(site.db, page)?.ok_or_else(|| unknown(field))?)
        };
        carry_out(site, &owner, access, &self.write, || {
            let (from, into) = (known("from", &from)?, known("into", &into)?);
            if from.id == into.id {
                return Err(page_remap::overlap().into());
            }
            let answer = MovePreview {
                pages: 1,
                comments: from.total,
                merges: 1,
                sample: vec![PageMove {
                    from: from.page.clone(),
                    into: into.page.clone(),
                    comments: from.total,
                    merges: true,
                }],
                under_way: false,
            };
            let what = Plan {
                action: "merge_pages",
                from: from.page.clone(),
                into: into.page.clone(),
            };
            Ok((answer, what, move || moving::merge(site, &from, &into)))
        })
    }
}

/// Moves all pages below one address to another.
#[derive(Serialize, Deserialize)]
pub struct RemapPages {
    /// Who.
    pub caller: Caller,
    /// Once.
    pub write: Write,
    /// Which.
    pub asked: MovePages,
}

impl Op for RemapPages {
    const NAME: &'static str = "remap_pages";
    type Answer = Written<MovePreview>;

    fn run(self, site: &Context<'_>) -> Outcome<Self::Answer> {
        let (owner, access) = access(site, &self.caller, self.asked.dry_run)?;
        let remap = Remap::accept(&self.asked, &site.site.origins)?;
        carry_out(site, &owner, access, &self.write, || {
            let answer = foresee(site, &remap)?;
            let what = Plan {
                action: "remap_pages",
                from: remap.from.clone(),
                into: remap.into.clone(),
            };
            let remap = remap.clone();
            Ok((answer, what, move || moving_store::plan(site.db, &remap)))
        })
    }
}

/// What a remap would do.
fn foresee(site: &Context<'_>, remap: &Remap) -> Outcome<MovePreview> {
    let sum = moving_store::count(site.db, remap, REMAP_PAGES + 1)?;
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
        if !moving_store::sample(site.db, &nested, 1)?.is_empty() {
            return Err(page_remap::overlap().into());
        }
    }
    let sample = moving_store::sample(site.db, remap, REMAP_SAMPLE)?;
    let sample = sample.into_iter().filter_map(|row| {
        Some(PageMove {
            into: remap.target(&row.page)?,
            from: row.page,
            comments: row.total,
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

fn access(site: &Context<'_>, caller: &Caller, dry_run: bool) -> Outcome<(Account, Access)> {
    if dry_run {
        let owner = site.account(caller)?;
        let access = OwnerAccess::of(owner.role)?;
        return Ok((owner, Access::Foresee(access)));
    }
    let (owner, access) = site.fresh_owner(caller)?;
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
fn carry_out<Begin: FnOnce() -> Outcome<()>>(
    site: &Context<'_>,
    owner: &Account,
    access: Access,
    write: &Write,
    foreseen: impl Fn() -> Outcome<(MovePreview, Plan, Begin)>,
) -> Outcome<Written<MovePreview>> {
    if let Access::Foresee(_) = access {
        return Ok(Written {
            answer: foreseen()?.0,
            replayed: false,
        });
    }
    site.once(&owner.id, write, || {
        if moving_store::site(site.db)?.is_some() {
            return Err(ProblemCode::PagesMoving.into());
        }
        let (answer, plan, begin) = foreseen()?;
        moving_store::begin(site.db, site.id)?;
        begin()?;
        let Plan { action, from, into } = plan;
        audit_store::append(site.db, site.now, &owner.id, action, &into, &from)?;
        moving::step(site)?;
        Ok(MovePreview {
            under_way: site.goes_on.get(),
            ..answer
        })
    })
}

/// No page with comments is there.
fn unknown(field: &'static str) -> DomainError {
    DomainError {
        field: Some(field),
        ..ProblemCode::ThreadUnknown.into()
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
    type Answer = MoveProgress;

    fn run(self, site: &Context<'_>) -> Outcome<MoveProgress> {
        OwnerAccess::of(site.account(&self.caller)?.role)?;
        let comments = match moving_store::merging(site.db)? {
            Some(merging) => thread_store::by_id(site.db, merging.from)?.total,
            None => 0,
        };
        Ok(MoveProgress {
            pages: moving_store::planned(site.db)?,
            comments,
            under_way: moving_store::site(site.db)?.is_some(),
        })
    }
}
