//! The owners' routes.

use super::call::{Call, Caller};
use super::{ApiError, Client, url};
use bedside_wire::pages::{MovePages, MovePreview, MoveProgress};
use bedside_wire::settings::{ChangeRole, ChangeSettings, People, Person, Settings};
use bedside_wire::texts::{ChangeTexts, TextOverrides};

impl Client {
    /// The site's settings.
    pub async fn settings(&self) -> Result<Settings, ApiError> {
        self.ask(&Call::get("/settings", Caller::SignedIn)).await
    }

    /// Changes some of the site's settings.
    pub async fn change_settings(
        &self,
        change: &ChangeSettings,
        idempotency_key: &str,
    ) -> Result<Settings, ApiError> {
        let call = Call::write("PATCH", "/settings", idempotency_key).json(change);
        self.ask(&call).await
    }

    /// The texts of a language, and who says what.
    pub async fn own_texts(&self, lang: &str) -> Result<TextOverrides, ApiError> {
        let path = ["/texts/", lang].concat();
        self.ask(&Call::get(&path, Caller::SignedIn)).await
    }

    /// Changes texts of a language; the answer has those that were changed.
    pub async fn change_texts(
        &self,
        lang: &str,
        change: &ChangeTexts,
        idempotency_key: &str,
    ) -> Result<TextOverrides, ApiError> {
        let path = ["/texts/", lang].concat();
        let call = Call::write("PATCH", &path, idempotency_key).json(change);
        self.ask(&call).await
    }

    /// A page of the people who signed in on the site.
    pub async fn people(&self, cursor: Option<&str>) -> Result<People, ApiError> {
        let query = [("cursor", cursor)];
        let call = Call::get("/people", Caller::SignedIn).query(&query);
        self.ask(&call).await
    }

    /// Gives a person another role.
    pub async fn change_role(
        &self,
        id: &str,
        change: &ChangeRole,
        idempotency_key: &str,
    ) -> Result<Person, ApiError> {
        let path = ["/people/", &url::encode(id), "/role"].concat();
        let call = Call::write("PUT", &path, idempotency_key).json(change);
        self.ask(&call).await
    }

    /// Ends all sessions of a person.
    pub async fn end_sessions_of(&self, id: &str) -> Result<(), ApiError> {
        let path = ["/people/", &url::encode(id), "/sessions"].concat();
        self.delete(&path).await
    }

    /// Moves pages, or says what would move: `how` is `remap` or `merge`.
    pub async fn move_pages(
        &self,
        how: &str,
        asked: &MovePages,
        idempotency_key: &str,
    ) -> Result<MovePreview, ApiError> {
        let path = ["/pages/", how].concat();
        let call = Call::write("POST", &path, idempotency_key).json(asked);
        self.ask(&call).await
    }

    /// How much of the last move is still to be done.
    pub async fn pages_left(&self) -> Result<MoveProgress, ApiError> {
        self.ask(&Call::get("/pages/left", Caller::SignedIn)).await
    }
}
