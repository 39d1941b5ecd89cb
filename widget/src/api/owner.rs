//! The owners' routes.

use super::request::{ApiRequest, RequestAuth};
use super::{ApiError, Client, url};
use bedside_wire::pages::{MovePages, MovePreview, MoveProgress};
use bedside_wire::settings::{ChangeRole, ChangeSettings, People, Person, Settings};
use bedside_wire::texts::{ChangeTexts, TextOverrides};

impl Client {
    /// The site's settings.
    pub async fn settings(&self) -> Result<Settings, ApiError> {
        self.fetch(&ApiRequest::get("/settings", RequestAuth::SignedIn))
            .await
    }

    /// Changes some of the site's settings.
    pub async fn change_settings(
        &self,
        change: &ChangeSettings,
        idempotency_key: &str,
    ) -> Result<Settings, ApiError> {
        let request = ApiRequest::write("PATCH", "/settings", idempotency_key).json(change);
        self.fetch(&request).await
    }

    /// The texts of a language, and who says what.
    pub async fn text_overrides(&self, lang: &str) -> Result<TextOverrides, ApiError> {
        let path = ["/texts/", lang].concat();
        self.fetch(&ApiRequest::get(&path, RequestAuth::SignedIn))
            .await
    }

    /// Changes texts of a language; the response has those that were changed.
    pub async fn change_texts(
        &self,
        lang: &str,
        change: &ChangeTexts,
        idempotency_key: &str,
    ) -> Result<TextOverrides, ApiError> {
        let path = ["/texts/", lang].concat();
        let request = ApiRequest::write("PATCH", &path, idempotency_key).json(change);
        self.fetch(&request).await
    }

    /// A page of the people who signed in on the site.
    pub async fn people(&self, cursor: Option<&str>) -> Result<People, ApiError> {
        let query = [("cursor", cursor)];
        let request = ApiRequest::get("/people", RequestAuth::SignedIn).query(&query);
        self.fetch(&request).await
    }

    /// Gives a person another role.
    pub async fn change_role(
        &self,
        id: &str,
        change: &ChangeRole,
        idempotency_key: &str,
    ) -> Result<Person, ApiError> {
        let path = ["/people/", &url::encode(id), "/role"].concat();
        let request = ApiRequest::write("PUT", &path, idempotency_key).json(change);
        self.fetch(&request).await
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
        moves: &MovePages,
        idempotency_key: &str,
    ) -> Result<MovePreview, ApiError> {
        let path = ["/pages/", how].concat();
        let request = ApiRequest::write("POST", &path, idempotency_key).json(moves);
        self.fetch(&request).await
    }

    /// Returns the part of the last move that is still to be done.
    pub async fn pages_left(&self) -> Result<MoveProgress, ApiError> {
        self.fetch(&ApiRequest::get("/pages/left", RequestAuth::SignedIn))
            .await
    }
}
