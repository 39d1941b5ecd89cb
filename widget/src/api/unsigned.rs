//! What a module asks that knows nobody: without a client or a session.

use super::url;
use crate::browser::{Freshness, Life, Request, send};
use crate::embed::Embed;
use crate::json;
use crate::texts::Texts;
use serde::Deserialize;

/// What changed in a thread, as little of it as tells which comments.
#[derive(Debug, Deserialize)]
pub struct Changed {
    /// The version that the answer describes.
    pub version: u64,
    /// Comments published or edited since.
    #[serde(default)]
    pub items: Vec<ChangedComment>,
    /// There are more.
    #[serde(default)]
    pub more: bool,
}

/// A comment that changed.
#[derive(Debug, Deserialize)]
pub struct ChangedComment {
    /// Its id.
    pub id: String,
}

/// What changed in the page's thread since a version; nothing where the worker
/// cannot be reached.
pub async fn changed(embed: &Embed, since: u64, life: &Life) -> Option<Changed> {
    let since = since.to_string();
    let query = [
        ("page", Some(embed.page.as_str())),
        ("since", Some(since.as_str())),
    ];
    let address = url::with_query(&embed.api(), "/thread/changes", &query);
    json::read(&get(&address, Freshness::Checked, life).await?)
}

/// The words of the thread's language.
pub async fn texts(embed: &Embed, life: &Life) -> Option<Texts> {
    let address = embed.asset(&["lang/", &embed.lang, ".json"].concat());
    let body = get(&address, Freshness::Cached, life).await?;
    Texts::parse(&embed.lang, &body)
}

async fn get(address: &str, freshness: Freshness, life: &Life) -> Option<String> {
    let request = Request {
        method: "GET",
        url: address,
        headers: Vec::new(),
        body: None,
        freshness,
    };
    let answer = send(&request, life).await.ok()?;
    (answer.status == 200).then_some(answer.body)
}
