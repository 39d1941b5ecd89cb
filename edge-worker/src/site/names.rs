//! The names that people may show on a site.

use super::context::{Account, Context};
use super::{name_store, text_override_store};
use crate::error::Result;
use crate::platform;
use bedside_domain::reserved_names::{self, ReservedNames};
use bedside_domain::{DomainError, ErrorCode, name_skeleton, pseudonym};
use bedside_i18n::{Languages, Texts};
use std::rc::Rc;

/// The texts that stand beside the names of staff.
const BADGES: &[&str] = &["role.owner", "role.moderator"];
/// The texts of placeholders.
const PLACEHOLDERS: &[&str] = &["deleted", "deleted.own", "removed"];

/// Checks that a person may show an accepted name on the site.
///
/// # Errors
/// `name_reserved`.
pub fn check(ctx: &Context<'_>, account: &Account, name: &str) -> Result<()> {
    Ok(reserved(ctx)?.check(name, &account.id, account.role)?)
}

/// Checks that a person may show an accepted name in a thread, where nobody else
/// has it. Staff are told from others by what stands beside their name.
///
/// # Errors
/// `name_reserved`, or `name_taken` with a name that is free.
pub fn check_in(ctx: &Context<'_>, account: &Account, name: &str, thread: i64) -> Result<()> {
    check(ctx, account, name)?;
    let is_taken = |name: &str| {
        let key = name_skeleton::key(name);
        name_store::is_taken(ctx.db, thread, &key, &account.id)
    };
    if !account.role.is_member() || !is_taken(name)? {
        return Ok(());
    }
    let mut suggestion = None;
    for free in reserved_names::numbered(name) {
        if !is_taken(&free)? && check(ctx, account, &free).is_ok() {
            suggestion = Some(free);
            break;
        }
    }
    let pseudonym = || pseudonym::suggest(platform::random());
    Err(DomainError {
        field: Some("name"),
        suggestion: Some(suggestion.unwrap_or_else(pseudonym)),
        ..ErrorCode::NameTaken.into()
    }
    .into())
}

/// The site's reserved names. What they look like is remembered for as long as
/// they are the same.
fn reserved(ctx: &Context<'_>) -> Result<Rc<ReservedNames>> {
    let staff = name_store::staff(ctx.db)?;
    let mut known = ctx.cache.reserved.borrow_mut();
    if let Some(known) = known.as_ref().filter(|known| known.staff() == staff) {
        return Ok(Rc::clone(known));
    }
    let (mut badges, mut placeholders) = (Vec::new(), Vec::new());
    for lang in Languages::ALL {
        let texts = Texts::load(lang);
        let owner = text_override_store::of(ctx.db, lang)?;
        let own = || ctx.site.texts.get(*lang).into_iter().chain([&owner]);
        for (keys, shown) in [(BADGES, &mut badges), (PLACEHOLDERS, &mut placeholders)] {
            shown.extend(keys.iter().map(|key| texts.get(key).to_string()));
            let own = own().flat_map(|own| keys.iter().filter_map(|key| own.get(*key).cloned()));
            shown.extend(own);
        }
    }
    let names = Rc::new(ReservedNames::new(
        staff,
        badges.iter().map(String::as_str),
        placeholders.iter().map(String::as_str),
        &ctx.site.title,
    ));
    *known = Some(Rc::clone(&names));
    Ok(names)
}
