//! Names that a site's staff hold, and those that claim to be staff.

use crate::DomainError;
use crate::name_skeleton::Skeleton;
use crate::name_words::{SEPARATORS, without_qualifiers};
use crate::reserved_words::{DELETED, ROLES};
use crate::{ErrorCode, Role};
use serde::Deserialize;

/// A name that somebody of the staff holds or has published under.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct StaffName {
    /// The name.
    pub name: String,
    /// The account; empty where the name came with an import.
    pub account: String,
}

/// The software's name for itself.
const SOFTWARE: &str = "Bedside";
/// Names of a site that only their holders may show.
#[derive(Debug)]
pub struct ReservedNames {
    staff: Vec<StaffName>,
    held: Vec<Skeleton>,
    roles: Vec<Skeleton>,
    placeholders: Vec<Skeleton>,
    titles: Vec<Skeleton>,
    /// Those of the titles that have more than one word.
    long_titles: Vec<Skeleton>,
}

impl ReservedNames {
    /// Reserves the names that staff hold, the names of roles on the site
    /// (`badges`, beside their names), and the placeholders of removed and deleted
    /// comments (`placeholders`), both in every language.
    pub fn new<'a>(
        staff: Vec<StaffName>,
        badges: impl IntoIterator<Item = &'a str>,
        placeholders: impl IntoIterator<Item = &'a str>,
        site_title: &str,
    ) -> Self {
        let titles = [SOFTWARE, site_title];
        let skeletons = |names: &[&str]| -> Vec<Skeleton> {
            let all = names.iter().map(|name| Skeleton::of(name));
            all.filter(|skeleton| !skeleton.is_empty()).collect()
        };
        let long: Vec<&str> = titles
            .into_iter()
            .filter(|title| title.split_whitespace().nth(1).is_some())
            .collect();
        let roles: Vec<&str> = badges.into_iter().chain(ROLES.iter().copied()).collect();
        let placeholders = placeholders.into_iter().chain(DELETED.iter().copied());
        let placeholders: Vec<&str> = placeholders.collect();
        Self {
            held: staff.iter().map(|held| Skeleton::of(&held.name)).collect(),
            staff,
            roles: skeletons(&roles),
            placeholders: skeletons(&placeholders),
            titles: skeletons(&titles),
            long_titles: skeletons(&long),
        }
    }

    /// The names that staff held when this was made.
    pub fn staff(&self) -> &[StaffName] {
        &self.staff
    }

    /// Checks that a person may show a name. Staff may say that they are, and may
    /// take up a name that was imported; a colleague's name is not theirs.
    ///
    /// # Errors
    /// `name_reserved`.
    pub fn check(&self, name: &str, account: &str, role: Role) -> Result<(), DomainError> {
        let skeleton = Skeleton::of(name);
        let is_held = self.staff.iter().zip(&self.held).any(|(holder, held)| {
            let anothers = match role {
                Role::Member => holder.account != account,
                _ => holder.account != account && !holder.account.is_empty(),
            };
            anothers && held.is_confusable_with(&skeleton)
        });
        // A person who lost a role keeps the name that they published under.
        let is_own = |holder: &StaffName| holder.account == account;
        let own = self.staff.iter().zip(&self.held);
        let own = own.filter(|(holder, _)| is_own(holder));
        let own = own.map(|(_, held)| held);
        let keeps = own.into_iter().any(|held| held == &skeleton);
        let is_reserved = || {
            self.is_placeholder(&skeleton)
                || self.claims_role(name, &skeleton)
                || !keeps && self.qualifies_held(name, account)
        };
        if is_held && !keeps || role.is_member() && is_reserved() {
            return Err(DomainError {
                field: Some("name"),
                ..ErrorCode::NameReserved.into()
            });
        }
        Ok(())
    }

    /// Tells whether a name is a text of ours about a comment that is gone: such an
    /// author would make a public comment look deleted.
    fn is_placeholder(&self, whole: &Skeleton) -> bool {
        let mut placeholders = self.placeholders.iter();
        placeholders.any(|text| text.is_confusable_with(whole))
    }

    /// Tells whether a name is one that others of the staff hold, beside nothing but
    /// numbers and words that call it the right one: `Mia 2`, `The Real Mia`.
    fn qualifies_held(&self, name: &str, account: &str) -> bool {
        let names = without_qualifiers(name);
        let mut holders = self.staff.iter().zip(&self.held);
        holders.any(|(holder, held)| {
            let mut names = names.iter();
            holder.account != account && names.any(|name| name.is_confusable_with(held))
        })
    }

    /// Tells whether a name says that its bearer speaks for the site: a role
    /// anywhere as a word of its own, or at either end; the site's title, alone or
    /// set off from the rest.
    fn claims_role(&self, name: &str, whole: &Skeleton) -> bool {
        let is_role = |part: &Skeleton| {
            let mut roles = self.roles.iter();
            roles.any(|role| role.is_confusable_with(part))
        };
        let is_title = |part: &Skeleton| {
            let mut titles = self.titles.iter();
            titles.any(|title| title.is_confusable_with(part))
        };
        let words = name.split(|c: char| c.is_whitespace() || SEPARATORS.contains(&c));
        let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphabetic()));
        let parts = name.split(SEPARATORS).map(Skeleton::of);
        // A short word of a role may end an honest name.
        let mut long = self.roles.iter().filter(|role| role.len() >= 8);
        is_role(whole)
            || is_title(whole)
            || words.map(Skeleton::of).any(|word| is_role(&word))
            || parts.clone().any(|part| is_role(&part) || is_title(&part))
            || long.any(|role| whole.begins_or_ends_as(role))
            || self.long_titles.iter().any(|t| whole.begins_or_ends_as(t))
    }
}

/// Names to offer where one is taken: the same with a number.
pub fn numbered(name: &str) -> impl Iterator<Item = String> {
    let digits = |c: char| c.is_ascii_digit();
    let base: String = name
        .trim_end_matches(digits)
        .trim_end()
        .chars()
        .take(crate::limits::NAME_CHARS - 2)
        .collect();
    let base = if base.is_empty() {
        name.chars().take(4).collect()
    } else {
        base
    };
    (2..10).map(move |n| format!("{base} {n}"))
}

#[cfg(test)]
#[path = "reserved_names_tests.rs"]
mod tests;
