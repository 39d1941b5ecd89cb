//! A site's settings: their keys, their defaults, and what may be chosen.
//!
//! A new setting is a row of the table below and a field of the deployment's
//! [`Site`], its default. Readers see all of them: the version of what they see
//! site-wide ([`SiteSettings::version`]) is made of the whole table.

use crate::deployment::Site;
use crate::hashing::digest;
use crate::{DomainError, ModerationMode, Sort, Votes};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The settings that an owner chose: by key, each value as JSON.
pub type Choices = HashMap<String, String>;

macro_rules! site_settings {
    ($($(#[doc = $doc:literal])+ $key:ident: $value:ty;)+) => {
        /// A site's settings: the owner's choices, else the deployment's.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        pub struct SiteSettings {
            $($(#[doc = $doc])+ pub $key: $value,)+
        }

        /// A change of settings: what is absent stays.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub struct SettingsChange {
            $($(#[doc = $doc])+ pub $key: Option<$value>,)+
        }

        impl SiteSettings {
            fn chosen(site: &Site, choices: &Choices) -> serde_json::Result<Self> {
                Ok(Self {
                    $($key: match choices.get(stringify!($key)) {
                        Some(json) => serde_json::from_str(json)?,
                        None => site.$key,
                    },)+
                })
            }
        }

        impl SettingsChange {
            /// The changed settings, in the form in which they are stored.
            ///
            /// # Errors
            /// When a value is not JSON.
            pub fn choices(&self) -> serde_json::Result<Vec<(&'static str, String)>> {
                let mut choices = Vec::new();
                $(if let Some(value) = &self.$key {
                    choices.push((stringify!($key), serde_json::to_string(value)?));
                })+
                Ok(choices)
            }
        }
    };
}

site_settings! {
    /// When a new comment becomes public.
    moderation: ModerationMode;
    /// The order that readers see first.
    sort: Sort;
    /// Votes that readers may give.
    votes: Votes;
}

impl SiteSettings {
    /// The settings of a site. Its lists begin with the oldest comment where the
    /// order that was chosen goes by votes that are not taken any more.
    ///
    /// # Errors
    /// When a stored choice is none.
    pub fn of(site: &Site, choices: &Choices) -> serde_json::Result<Self> {
        let mut settings = Self::chosen(site, choices)?;
        if !settings.sort.is_offered(settings.votes) {
            settings.sort = Sort::Oldest;
        }
        Ok(settings)
    }

    /// The version of all that readers see site-wide, with that of the owner's
    /// texts.
    pub fn version(&self, texts_version: &str) -> String {
        let mut version = digest(&format!("{self:?}{texts_version}"));
        version.truncate(12);
        version
    }
}

impl SettingsChange {
    /// Checks that it fits the settings there are.
    ///
    /// # Errors
    /// `field_invalid` for the field that does not.
    pub fn check(&self, now: &SiteSettings) -> Result<(), DomainError> {
        let votes = self.votes.unwrap_or(now.votes);
        let offered = |sort: Sort| sort.is_offered(votes);
        match self.sort.is_none_or(offered) {
            true => Ok(()),
            false => Err(DomainError::invalid("sort")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(votes: &str) -> Site {
        let document = format!(r#"{{"origins": [], "sort": "top", "votes": "{votes}"}}"#);
        serde_json::from_str(&document).expect("a site")
    }

    #[test]
    fn what_the_owner_chose_stands_before_the_deployment() {
        let chosen = SettingsChange {
            votes: Some(Votes::UpDown),
            ..SettingsChange::default()
        };
        let choices = chosen.choices().expect("JSON").into_iter();
        let choices = choices.map(|(key, json)| (key.to_owned(), json)).collect();
        let settings = SiteSettings::of(&site("up"), &choices).expect("settings");
        assert_eq!((settings.sort, settings.votes), (Sort::Top, Votes::UpDown));
    }

    #[test]
    fn an_order_by_votes_needs_votes() {
        let settings = SiteSettings::of(&site("off"), &Choices::new()).expect("settings");
        assert_eq!(settings.sort, Sort::Oldest);
        let change = |votes| SettingsChange {
            sort: Some(Sort::Top),
            votes,
            ..SettingsChange::default()
        };
        assert!(change(None).check(&settings).is_err());
        assert!(change(Some(Votes::Up)).check(&settings).is_ok());
    }

    #[test]
    fn the_version_tells_all_settings_and_texts_apart() {
        let before = SiteSettings::of(&site("up"), &Choices::new()).expect("settings");
        let other_mode = SiteSettings {
            moderation: ModerationMode::PublishFirst,
            ..before.clone()
        };
        let other_sort = SiteSettings {
            sort: Sort::Newest,
            ..before.clone()
        };
        let other_votes = SiteSettings {
            votes: Votes::UpDown,
            ..before.clone()
        };
        let mut versions = [&before, &other_mode, &other_sort, &other_votes]
            .map(|settings| settings.version(""))
            .to_vec();
        versions.push(before.version("x"));
        versions.sort();
        versions.dedup();
        assert_eq!(versions.len(), 5);
        assert_eq!(before.version("x"), before.version("x"));
    }
}
