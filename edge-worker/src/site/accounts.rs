//! People's roles, and how one becomes owner.

use super::access::{FreshOwner, Operator, Owner};
use super::context::Context;
use super::idempotent::{Once, WriteOutcome};
use super::op::{Effect, Op};
use super::{account_store, attempt_store, audit_store, session_store};
use crate::error::Result;
use bedside_domain::cursor::Cursor;
use bedside_domain::limits::{OWNER_LINK_MS, PEOPLE_PAGE};
use bedside_domain::{DomainError, ErrorCode, Role, time};
use bedside_wire::settings::{People, Person};
use serde::{Deserialize, Serialize};

/// One page of the people who signed in.
#[derive(Serialize, Deserialize)]
pub struct ReadPeople {
    /// Cursor of the page; the first page when absent.
    pub cursor: Option<String>,
}

impl Op for ReadPeople {
    const NAME: &'static str = "read_people";
    const EFFECT: Effect = Effect::Private;
    type Access = Owner;
    type Outcome = People;

    fn run(self, ctx: &Context<'_>, owner: Owner) -> Result<People> {
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
            items: rows
                .into_iter()
                .map(|row| person(row, &owner.account.id))
                .collect(),
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
    /// Whose role.
    pub id: String,
    /// The role.
    pub role: Role,
}

impl Op for Once<WriteRole> {
    const NAME: &'static str = "write_role";
    type Access = FreshOwner;
    type Outcome = WriteOutcome<Person>;

    fn run(self, ctx: &Context<'_>, owner: FreshOwner) -> Result<Self::Outcome> {
        let Self { write, op } = self;
        let owner_id = owner.account.id.as_str();
        ctx.idempotent(owner_id, &write, || {
            let person_now =
                account_store::by_id(ctx.db, &op.id)?.ok_or_else(|| DomainError::invalid("id"))?;
            let loses_owner = person_now.role == Role::Owner && op.role != Role::Owner;
            if loses_owner && account_store::owners(ctx.db)? <= 1 {
                return Err(ErrorCode::LastOwner.into());
            }
            account_store::set_role(ctx.db, owner.permission, &op.id, op.role)?;
            if person_now.role != op.role {
                // A session is of a role. The owner's own that is used here was
                // proved minutes ago.
                let but = (op.id == owner_id).then_some(owner.token_hash.as_str());
                session_store::end_all(ctx.db, &op.id, but)?;
            }
            let role = op.role.as_ref();
            audit_store::append(ctx.db, ctx.now, owner_id, "role", &op.id, role)?;
            let listed =
                account_store::listed(ctx.db, &op.id)?.ok_or_else(|| DomainError::invalid("id"))?;
            Ok(person(listed, owner_id))
        })
    }
}

/// Stores a new owner's link. The API has checked the operator's token.
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
    type Access = Operator;
    /// True where it was made.
    type Outcome = bool;

    fn run(self, ctx: &Context<'_>, _: Operator) -> Result<bool> {
        if self.is_first && account_store::owners(ctx.db)? > 0 {
            return Ok(false);
        }
        attempt_store::insert_owner_link(ctx.db, &self.token_hash, ctx.now + OWNER_LINK_MS)?;
        audit_store::append(ctx.db, ctx.now, "operator", "owner_link", "", "")?;
        Ok(true)
    }
}
