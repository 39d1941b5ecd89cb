//! Accounts: people who signed in, their names and roles.

use super::context::Account;
use super::db::Db;
use super::session_store;
use crate::error::Result;
use bedside_domain::access::FreshOwnerAccess;
use bedside_domain::{Millis, Role};
use serde::{Deserialize, Serialize};

/// A person's identity at a provider. Nothing else of the provider's is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The namespace within which the subject is unique.
    pub issuer: String,
    /// The person there.
    pub subject: String,
}

/// A person's authentication, as a provider's response proved it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authentication {
    /// The person's identity.
    pub identity: Identity,
    /// When they proved it to the provider; 0 when that is not known.
    pub at: Millis,
}

/// An account as the owner's list shows it.
#[derive(Deserialize)]
pub struct Listed {
    /// The account's id.
    pub id: String,
    /// The name they show.
    pub name: String,
    /// Their role on the site.
    pub role: Role,
    /// When they first signed in.
    pub created_at: Millis,
}

#[derive(Deserialize)]
struct Found {
    #[serde(flatten)]
    account: Account,
    role_is_decided: i64,
}

/// The account of this identity, made when it is new. `staff` is the role the
/// deployment gives; it counts until an owner decides otherwise.
pub fn find_or_make(
    db: &Db,
    identity: &Identity,
    staff: Option<Role>,
    new: impl Fn() -> (String, String),
    now: Millis,
) -> Result<Account> {
    let found: Option<Found> = db.first(
        "SELECT id, name, name_is_suggested, role, role_is_decided FROM accounts WHERE issuer = ? AND subject = ?",
        vec![identity.issuer.as_str().into(), identity.subject.as_str().into()],
    )?;
    let Some(Found {
        mut account,
        role_is_decided,
    }) = found
    else {
        let (id, name) = new();
        let role = staff.unwrap_or_default();
        db.run(
            "INSERT INTO accounts (id, issuer, subject, name, role, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            vec![
                id.as_str().into(),
                identity.issuer.as_str().into(),
                identity.subject.as_str().into(),
                name.as_str().into(),
                role.as_ref().into(),
                now.into(),
            ],
        )?;
        return Ok(Account {
            id,
            name,
            name_is_suggested: 1,
            role,
        });
    };
    let role = staff.unwrap_or_default();
    if role_is_decided == 0 && account.role != role {
        follow_document(db, &account.id, role)?;
        account.role = role;
    }
    Ok(account)
}

/// Gives an account the role that the deployment's document gives its person now,
/// and ends all its sessions.
pub fn follow_document(db: &Db, id: &str, role: Role) -> Result<()> {
    db.run(
        "UPDATE accounts SET role = ? WHERE id = ?",
        vec![role.as_ref().into(), id.into()],
    )?;
    session_store::end_all(db, id, None)
}

/// An account by its id.
pub fn by_id(db: &Db, id: &str) -> Result<Option<Account>> {
    db.first(
        "SELECT id, name, name_is_suggested, role FROM accounts WHERE id = ?",
        vec![id.into()],
    )
}

/// Changes the name a person shows from now on.
pub fn rename(db: &Db, id: &str, name: &str) -> Result<()> {
    db.run(
        "UPDATE accounts SET name = ?, name_is_suggested = 0 WHERE id = ?",
        vec![name.into(), id.into()],
    )
}

/// A permission to decide what a person may do.
pub trait DecidesRoles {}

impl DecidesRoles for FreshOwnerAccess {}

/// Decides what a person may do.
pub fn set_role(db: &Db, _access: impl DecidesRoles, id: &str, role: Role) -> Result<()> {
    db.run(
        "UPDATE accounts SET role = ?, role_is_decided = 1 WHERE id = ?",
        vec![role.as_ref().into(), id.into()],
    )
}

/// The number of the site's owners.
pub fn owners(db: &Db) -> Result<u64> {
    db.count(
        "SELECT COUNT(*) AS n FROM accounts WHERE role = 'owner' AND role <> 'member'",
        vec![],
    )
}

/// People, newest first, after the one at (time, id).
pub fn list(db: &Db, after: Option<(Millis, String)>, limit: usize) -> Result<Vec<Listed>> {
    let (time, id) = after.unwrap_or((i64::from(i32::MAX) * 1_000_000, String::new()));
    db.all(
        "SELECT id, name, role, created_at FROM accounts WHERE (created_at, id) < (?, ?)
         ORDER BY created_at DESC, id DESC LIMIT ?",
        vec![time.into(), id.into(), (limit as i64).into()],
    )
}

/// An account as the owner's list shows it.
pub fn listed(db: &Db, id: &str) -> Result<Option<Listed>> {
    db.first(
        "SELECT id, name, role, created_at FROM accounts WHERE id = ?",
        vec![id.into()],
    )
}
