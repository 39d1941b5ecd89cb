//! What everybody may read.

use super::call::{Call, Caller};
use super::{ApiError, Client, url};
use crate::texts::Texts;
use bedside_wire::{Sort, ThreadChanges, ThreadView};

/// A part of the thread, by default the first page.
#[derive(Default)]
pub struct Part<'a> {
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
        let answer = self.call(&Call::get(&address, Caller::Anyone)).await?;
        Texts::parse(lang, &answer.body).ok_or(ApiError::Unreadable)
    }

    /// A page of the thread.
    pub async fn thread(&self, part: &Part<'_>) -> Result<ThreadView, ApiError> {
        let embed = &self.0.embed;
        let sort = part.sort.known();
        let query = [
            ("page", Some(embed.page.as_str())),
            ("as", Some("json")),
            ("lang", Some(embed.lang.as_str())),
            ("sort", Some(sort.as_ref())),
            ("view", part.flat.then_some("flat")),
            ("cursor", part.cursor),
            ("around", part.around),
            ("q", part.search),
        ];
        let call = Call::get("/thread", Caller::Anyone).query(&query);
        self.ask(&call).await
    }

    /// What changed in the thread since a version.
    pub async fn changes(&self, since: u64) -> Result<ThreadChanges, ApiError> {
        if since == 0 {
            // A page without comments has no thread that could change, and
            // asking about it would be an error in the reader's console.
            let view = self.thread(&Part::default()).await?;
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
        let call = Call::get("/thread/changes", Caller::Anyone).query(&query);
        self.ask(&call).await
    }

    /// Where the thread's changes are announced.
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
