//! Requests for what everybody may read.

use super::request::{ApiRequest, RequestAuth};
use super::{ApiError, Client, url};
use crate::json;
use bedside_i18n::Texts;
use bedside_wire::{Sort, ThreadChanges, ThreadView};

/// A part of the thread, by default the first page.
#[derive(Default)]
pub struct ThreadRequest<'a> {
    /// In this order.
    pub sort: Sort,
    /// In order of time, without a tree.
    pub flat: bool,
    /// From this cursor on.
    pub cursor: Option<&'a str>,
    /// Or with this comment.
    pub around: Option<&'a str>,
    /// Or what has these words.
    pub search: Option<&'a str>,
}

impl Client {
    /// The words of the thread's language.
    pub async fn texts(&self) -> Result<Texts, ApiError> {
        let lang = &self.0.embed.lang;
        let address = self.0.embed.asset(&["lang/", lang, ".json"].concat());
        let response = self
            .request(&ApiRequest::get(&address, RequestAuth::Anyone))
            .await?;
        let list = json::read(&response.body).ok_or(ApiError::Unreadable)?;
        Ok(Texts::new(lang, list))
    }

    /// A page of the thread.
    pub async fn thread(&self, request: &ThreadRequest<'_>) -> Result<ThreadView, ApiError> {
        let embed = &self.0.embed;
        let sort = request.sort.known();
        let query = [
            ("page", Some(embed.page.as_str())),
            ("as", Some("json")),
            ("lang", Some(embed.lang.as_str())),
            ("sort", Some(sort.as_ref())),
            ("view", request.flat.then_some("flat")),
            ("cursor", request.cursor),
            ("around", request.around),
            ("q", request.search),
        ];
        let request = ApiRequest::get("/thread", RequestAuth::Anyone).query(&query);
        self.fetch(&request).await
    }

    /// Returns the changes of the thread since a version.
    pub async fn changes(&self, since: u64) -> Result<ThreadChanges, ApiError> {
        if since == 0 {
            // A page without comments has no thread that could change, and
            // a request for it would be an error in the reader's console.
            let view = self.thread(&ThreadRequest::default()).await?;
            return Ok(ThreadChanges {
                version: view.version,
                total: view.total,
                items: view.items,
                ..ThreadChanges::default()
            });
        }
        let since = since.to_string();
        let query = [
            ("page", Some(self.0.embed.page.as_str())),
            ("since", Some(since.as_str())),
        ];
        let request = ApiRequest::get("/thread/changes", RequestAuth::Anyone).query(&query);
        self.fetch(&request).await
    }

    /// The address of the WebSocket that announces the thread's changes.
    pub(crate) fn live_address(&self) -> String {
        let embed = &self.0.embed;
        let query = [("page", Some(embed.page.as_str()))];
        url::web_socket(&url::with_query(&embed.api(), "/live", &query))
    }

    /// A page of the sign-in: the window's first, or one below it.
    pub(crate) fn sign_in_address(&self, below: &str, query: &[(&str, Option<&str>)]) -> String {
        let path = ["/sign-in", below].concat();
        url::with_query(&self.0.embed.api(), &path, query)
    }
}
