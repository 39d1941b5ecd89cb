//! The person signed in.

use super::request::{ApiRequest, RequestAuth};
use super::{ApiError, Client, url};
use crate::browser::random;
use crate::browser::siblings::{self, Siblings};
use bedside_wire::session::Sessions;
use bedside_wire::viewer::ChangeName;
use bedside_wire::{ProblemCode, Viewer};
use yew::Callback;

impl Client {
    /// Returns the person signed in, with what only they see of this page. `None`, without
    /// a request, when no session is stored; also when it ran out.
    pub async fn viewer(&self) -> Result<Option<Viewer>, ApiError> {
        self.0.alive.set(true);
        let response = self.fetch_viewer().await;
        self.0.settled.set(true);
        response
    }

    async fn fetch_viewer(&self) -> Result<Option<Viewer>, ApiError> {
        if !self.has_session().await {
            return Ok(None);
        }
        let query = [("page", Some(self.0.embed.page.as_str()))];
        let request = ApiRequest::get("/me", RequestAuth::SignedIn).query(&query);
        match self.fetch(&request).await {
            Ok(me) => Ok(Some(me)),
            Err(error) if error.code() == Some(ProblemCode::SessionExpired) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Changes the name shown beside the person's comments.
    pub async fn change_name(&self, name: &str) -> Result<Viewer, ApiError> {
        let key = random::token();
        let body = ChangeName {
            name: name.to_owned(),
        };
        let query = [("page", Some(self.0.embed.page.as_str()))];
        let request = ApiRequest::write("PATCH", "/me", &key)
            .query(&query)
            .json(&body);
        self.fetch(&request).await
    }

    /// The sessions of the person.
    pub async fn sessions(&self) -> Result<Sessions, ApiError> {
        self.fetch(&ApiRequest::get("/me/sessions", RequestAuth::SignedIn))
            .await
    }

    /// Ends another session of the person.
    pub async fn end_session(&self, id: &str) -> Result<(), ApiError> {
        let path = ["/me/sessions/", &url::encode(id)].concat();
        self.delete(&path).await
    }

    /// Ends all other sessions of the person.
    pub async fn end_other_sessions(&self) -> Result<(), ApiError> {
        self.delete("/me/sessions").await
    }

    pub(super) async fn delete(&self, path: &str) -> Result<(), ApiError> {
        let key = random::token();
        self.request(&ApiRequest::write("DELETE", path, &key))
            .await?;
        Ok(())
    }

    /// Ends the session on the worker and forgets it here. Without a response
    /// nothing is forgotten: a session that the person believes to be over
    /// must be over.
    pub async fn sign_out(&self) -> Result<(), ApiError> {
        match self.delete("/session").await {
            Ok(()) => {}
            Err(error) if is_over(&error) => {}
            Err(error) => return Err(error),
        }
        self.forget_session().await;
        siblings::tell(&self.key_store_name());
        Ok(())
    }

    /// Says when the person signed out in another tab of the host, and forgets
    /// the session here, until the listener is dropped.
    pub fn when_signed_out_elsewhere(&self, told: Callback<()>) -> Option<Siblings> {
        let client = self.clone();
        let forget = Callback::from(move |()| {
            client.forget_here();
            told.emit(());
        });
        siblings::subscribe(&self.key_store_name(), forget)
    }
}

fn is_over(error: &ApiError) -> bool {
    matches!(
        error.code(),
        Some(ProblemCode::SessionExpired | ProblemCode::SignInNeeded)
    )
}
