//! A site's settings, as they are loaded, read and changed.

use super::access::Owner;
use super::context::Context;
use super::db::Db;
use super::idempotent::{Once, WriteOutcome};
use super::op::{Effect, Op};
use super::{audit_store, setting_store, text_overrides};
use crate::error::Result;
use bedside_domain::deployment::Site;
use bedside_domain::site_settings::{SettingsChange, SiteSettings};
use bedside_domain::{DomainError, Sort};
use bedside_wire::settings::{ChangeSettings, Settings};
use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// A site's settings, with the versions of what readers see site-wide.
pub struct LoadedSettings {
    settings: SiteSettings,
    /// The version of the owner's texts; empty without any.
    pub texts_version: String,
    /// The version of all that readers see site-wide: settings and texts.
    pub version: String,
}

impl Deref for LoadedSettings {
    type Target = SiteSettings;

    fn deref(&self) -> &SiteSettings {
        &self.settings
    }
}

impl LoadedSettings {
    /// Loads a site's.
    pub fn load(db: &Db, site: &Site) -> Result<Self> {
        let choices = setting_store::all(db)?;
        let texts_version = text_overrides::texts_version(&choices);
        let settings = SiteSettings::of(site, &choices)?;
        Ok(Self {
            version: settings.version(&texts_version),
            settings,
            texts_version,
        })
    }

    fn view(&self, site: &Site) -> Settings {
        let SiteSettings {
            moderation,
            sort,
            votes,
        } = self.settings;
        Settings {
            moderation: moderation.into(),
            sort: sort.into(),
            votes: votes.into(),
            origins: site.origins.clone(),
        }
    }
}

fn sanitize(change: ChangeSettings) -> Result<SettingsChange> {
    let ChangeSettings {
        moderation,
        sort,
        votes,
    } = change;
    let sort = sort.map(Sort::try_from).transpose();
    Ok(SettingsChange {
        moderation: moderation.map(Into::into),
        sort: sort.map_err(|_| DomainError::invalid("sort"))?,
        votes: votes.map(Into::into),
    })
}

/// The site's settings.
#[derive(Serialize, Deserialize)]
pub struct ReadSettings {}

impl Op for ReadSettings {
    const NAME: &'static str = "read_settings";
    const EFFECT: Effect = Effect::Private;
    type Access = Owner;
    type Outcome = Settings;

    fn run(self, ctx: &Context<'_>, _: Owner) -> Result<Settings> {
        Ok(ctx.settings.view(ctx.site))
    }
}

/// Changes the site's settings.
#[derive(Serialize, Deserialize)]
pub struct WriteSettings {
    /// The change.
    pub change: ChangeSettings,
}

impl Op for Once<WriteSettings> {
    const NAME: &'static str = "write_settings";
    type Access = Owner;
    type Outcome = WriteOutcome<Settings>;

    fn run(self, ctx: &Context<'_>, owner: Owner) -> Result<Self::Outcome> {
        let Self { write, op } = self;
        let change = sanitize(op.change)?;
        if change.moderation.is_some() {
            // It decides what a stranger can make public.
            owner.fresh(ctx)?;
        }
        change.check(&ctx.settings)?;
        let owner_id = owner.account.id.as_str();
        let written = ctx.idempotent(owner_id, &write, || {
            for (key, value) in change.choices()? {
                setting_store::set(ctx.db, owner.permission, key, &value)?;
                audit_store::append(ctx.db, ctx.now, owner_id, "setting", key, &value)?;
            }
            Ok(LoadedSettings::load(ctx.db, ctx.site)?.view(ctx.site))
        })?;
        ctx.cache.forget_settings();
        Ok(written)
    }
}
