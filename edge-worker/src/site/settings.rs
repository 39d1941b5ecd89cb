//! What a site's owner does: settings, people's roles; and how one becomes owner.

use super::context::{Caller, Context, IdempotentRequest, WriteOutcome};
use super::op::{Effect, Op};
use super::{account_store, attempt_store, audit_store, session_store, setting_store};
use crate::error::Result;
use bedside_domain::access::OwnerAccess;
use bedside_domain::cursor::Cursor;
use bedside_domain::limits::{OWNER_LINK_MS, PEOPLE_PAGE};
use bedside_domain::{DomainError, time};
use bedside_domain::{ErrorCode, ModerationMode, Role, Sort, Votes};
use bedside_wire::settings::{ChangeSettings, People, Person, Settings};
use serde::{Deserialize, Serialize};

/// The site's settings.
#[derive(Serialize, Deserialize)]
pub struct ReadSettings {
    /// Who.
    pub caller: Caller,
}

impl Op for ReadSettings {
    const NAME: &'static str = "read_settings";
    const EFFECT: Effect = Effect::Private;
    type Outcome = Settings;

    fn run(self, ctx: &Context<'_>) -> Result<Settings> {
        OwnerAccess::of(ctx.account(&self.caller)?.role)?;
        settings(ctx)
    }
}

fn settings(ctx: &Context<'_>) -> Result<Settings> {
    Ok(Settings {
        moderation: ctx.moderation()?.into(),
        sort: ctx.sort()?.into(),
        votes: ctx.votes()?.into(),
        origins: ctx.site.origins.clone(),
    })
}

/// Changes the site's settings.
#[derive(Serialize, Deserialize)]
pub struct WriteSettings {
    /// Who.
    pub caller: Caller,
    /// Once.
    pub write: IdempotentRequest,
    /// What.
    pub change: ChangeSettings,
}

impl Op for WriteSettings {
    const NAME: &'static str = "write_settings";
    type Outcome = WriteOutcome<Settings>;

    fn run(self, ctx: &Context<'_>) -> Result<Self::Outcome> {
        let owner = if self.change.moderation.is_some() {
            // It decides what a stranger can make public.
            ctx.fresh_owner(&self.caller)?.0
        } else {
            let owner = ctx.account(&self.caller)?;
            OwnerAccess::of(owner.role)?;
            owner
        };
        let moderation = self.change.moderation.map(ModerationMode::from);
        let votes = self.change.votes.map(Votes::from);
        let sort = self.change.sort.map(Sort::try_from).transpose();
        let sort = sort.map_err(|_| DomainError::invalid("sort"))?;
        let taken = match votes {
            Some(votes) => votes,
            None => ctx.votes()?,
        };
        if sort.is_some_and(|sort| !sort.is_offered(taken)) {
            return Err(DomainError::invalid("sort").into());
        }
        let written = ctx.idempotent(&owner.id, &self.write, || {
            let set = |key: &str, value: &str| {
                setting_store::set(ctx.db, key, value)?;
                ctx.cache.forget_choices();
                audit_store::append(ctx.db, ctx.now, &owner.id, "setting", key, value)
            };
            if let Some(moderation) = moderation {
                set("moderation", &serde_json::to_string(&moderation)?)?;
            }
            if let Some(sort) = sort {
                set("sort", &serde_json::to_string(&sort)?)?;
            }
            if let Some(votes) = votes {
                set("votes", &serde_json::to_string(&votes)?)?;
            }
            settings(ctx)
        });
        if written.is_err() {
            ctx.cache.forget_choices();
        }
        written
    }
}

/// One page of the people who signed in.
#[derive(Serialize, Deserialize)]
pub struct ReadPeople {
    /// Who.
    pub caller: Caller,
    /// Where to go on.
    pub cursor: Option<String>,
}

impl Op for ReadPeople {
    const NAME: &'static str = "read_people";
    const EFFECT: Effect = Effect::Private;
    type Outcome = People;

    fn run(self, ctx: &Context<'_>) -> Result<People> {
        let owner = ctx.account(&self.caller)?;
        OwnerAccess::of(owner.role)?;
        let after = self
            .cursor
            .as_deref()
            .map(Cursor::decode_time)
            .transpose()?;
        let mut rows = account_store::list(ctx.db, after, PEOPLE_PAGE + 1)?;
        let more = rows.len() > PEOPLE_PAGE;
        rows.truncate(PEOPLE_PAGE);
        let next = rows
            .last()
            .filter(|_| more)
            .map(|row| Cursor::Time(row.created_at, row.id.clone()).encode());
        Ok(People {
            items: rows.into_iter().map(|row| person(row, &owner.id)).collect(),
            next,
        })
    }
}

fn person(row: account_store::Listed, asking: &str) -> Person {
    Person {
        you: row.id == asking,
        id: row.id,
        name: row.name,
        role: row.role.into(),
        since: time::to_rfc3339(row.created_at),
    }
}

/// Decides what a person may do.
#[derive(Serialize, Deserialize)]
pub struct WriteRole {
    /// Who.
    pub caller: Caller,
    /// Once.
    pub write: IdempotentRequest,
    /// Whose role.
    pub id: String,
    /// The role.
    pub role: Role,
}

impl Op for WriteRole {
    const NAME: &'static str = "write_role";
    type Outcome = WriteOutcome<Person>;

    fn run(self, ctx: &Context<'_>) -> Result<Self::Outcome> {
        let (owner, _access) = ctx.fresh_owner(&self.caller)?;
        ctx.idempotent(&owner.id, &self.write, || {
            let person_now = account_store::by_id(ctx.db, &self.id)?
                .ok_or_else(|| DomainError::invalid("id"))?;
            let loses_owner = person_now.role == Role::Owner && self.role != Role::Owner;
            if loses_owner && account_store::owners(ctx.db)? <= 1 {
                return Err(ErrorCode::LastOwner.into());
            }
            account_store::set_role(ctx.db, &self.id, self.role)?;
            if person_now.role != self.role {
                // A session is of a role. The owner's own that is used here was
                // proved minutes ago.
                let but = (self.id == owner.id).then_some(self.caller.token_hash.as_str());
                session_store::end_all(ctx.db, &self.id, but)?;
            }
            let role = self.role.as_ref();
            audit_store::append(ctx.db, ctx.now, &owner.id, "role", &self.id, role)?;
            let listed = account_store::listed(ctx.db, &self.id)?
                .ok_or_else(|| DomainError::invalid("id"))?;
            Ok(person(listed, &owner.id))
        })
    }
}

/// Keeps a new owner's link. The front has checked the operator's token.
#[derive(Serialize, Deserialize)]
pub struct MakeOwnerLink {
    /// SHA-256 of the link's token.
    pub token_hash: String,
    /// Makes none where the site has an owner.
    pub is_first: bool,
}

impl Op for MakeOwnerLink {
    const NAME: &'static str = "make_owner_link";
    const EFFECT: Effect = Effect::Private;
    /// True where it was made.
    type Outcome = bool;

    fn run(self, ctx: &Context<'_>) -> Result<bool> {
        if self.is_first && account_store::owners(ctx.db)? > 0 {
            return Ok(false);
        }
        attempt_store::insert_owner_link(ctx.db, &self.token_hash, ctx.now + OWNER_LINK_MS)?;
        audit_store::append(ctx.db, ctx.now, "operator", "owner_link", "", "")?;
        Ok(true)
    }
}
