//! Somebody who reads and writes on a site, over HTTP, as the widget would.

use crate::http::{self, Response, header, method};
use crate::key::{Key, Proof};
use bedside_wire::comment::PageInfo;
use bedside_wire::{CommentView, OwnComment, PostComment, ThreadChanges, ThreadView, Viewer};
use reqwest::Client;
use reqwest::header::HeaderMap;
use serde::Serialize;

/// A person, signed in or not.
#[derive(Clone)]
pub struct Person {
    /// The provider's subject; "" for a stranger.
    pub name: String,
    /// Their connection, with cookies of the provider.
    pub http: Client,
    /// The worker's address.
    pub worker: String,
    /// The site they are on.
    pub site: String,
    /// The origin of the page they read.
    pub origin: String,
    /// Their browser's key.
    pub key: Key,
    /// Their session's token.
    pub token: Option<String>,
}

impl Person {
    /// Somebody who is not signed in yet, on a page of `origin`; `name` is the
    /// provider's subject, "" for a stranger.
    pub fn new(worker: &str, origin: &str, site: &str, name: &str) -> Self {
        Self {
            name: name.to_owned(),
            http: http::client(),
            worker: worker.to_owned(),
            site: site.to_owned(),
            origin: origin.to_owned(),
            key: Key::new(),
            token: None,
        }
    }

    /// The site's address at the worker, `S` of API.md.
    pub fn site_url(&self) -> String {
        format!("{}/v1/sites/{}", self.worker, self.site)
    }

    /// A request to `path` below the site, with all that the route needs.
    pub fn request(&self, method_name: &str, path: &str) -> Request<'_> {
        let mut headers = HeaderMap::new();
        headers.extend([header("origin", &self.origin)]);
        let write = !matches!(method_name, "GET" | "HEAD" | "OPTIONS");
        Request {
            person: self,
            method: method_name.to_owned(),
            url: if path.starts_with("http") {
                path.to_owned()
            } else {
                format!("{}{path}", self.site_url())
            },
            query: Vec::new(),
            headers,
            body: None,
            idempotency_key: write.then(|| crate::random(16)),
            token: self.token.clone(),
            proof: None,
        }
    }

    /// Posts a comment that the worker must take.
    pub async fn posts(&self, page: &str, body: &str) -> CommentView {
        self.sends(&comment(page, None, body)).await
    }

    /// Posts a comment from a page that says more of itself than its key.
    pub async fn posts_from(&self, page: &PageInfo, body: &str) -> CommentView {
        let sent = PostComment {
            page: page.clone(),
            ..comment(&page.key, None, body)
        };
        self.sends(&sent).await
    }

    /// Answers a comment.
    pub async fn replies(&self, page: &str, parent: &CommentView, body: &str) -> CommentView {
        self.sends(&comment(page, Some(&parent.id), body)).await
    }

    async fn sends(&self, sent: &PostComment) -> CommentView {
        let response = self.request("POST", "/comments").json(sent).send().await;
        response.expect(201).json::<OwnComment>().comment
    }

    /// Changes a comment of theirs.
    pub async fn edits(&self, comment: &CommentView, body: &str) -> CommentView {
        let sent = bedside_wire::EditComment {
            body: body.to_owned(),
            revision: comment.revision,
        };
        let path = format!("/comments/{}", comment.id);
        self.request("PATCH", &path)
            .json(&sent)
            .send()
            .await
            .expect(200)
            .json::<OwnComment>()
            .comment
    }

    /// A page's thread. Anonymous readers may see it up to two seconds old.
    pub async fn reads(&self, page: &str) -> ThreadView {
        self.request("GET", "/thread")
            .query("page", page)
            .query("as", "json")
            .send()
            .await
            .expect(200)
            .json()
    }

    /// Reads until the thread shows what is waited for.
    pub async fn reads_until(
        &self,
        page: &str,
        reason: &str,
        shown: impl Fn(&ThreadView) -> bool,
    ) -> ThreadView {
        crate::wait::until(format!("{page}: {reason}"), || async {
            let view = self.reads(page).await;
            shown(&view).then_some(view)
        })
        .await
    }

    /// Reads the changes since a version.
    pub async fn reads_changes(&self, page: &str, since: u64) -> ThreadChanges {
        let request = self
            .request("GET", "/thread/changes")
            .query("page", page)
            .query("since", &since.to_string());
        request.send().await.expect(200).json()
    }

    /// Their overlay of a page.
    pub async fn overlay(&self, page: &str) -> Viewer {
        self.request("GET", "/me")
            .query("page", page)
            .send()
            .await
            .expect(200)
            .json()
    }

    /// One of their own comments as they see it now.
    pub async fn own(&self, page: &str, id: &str) -> OwnComment {
        let own = self.overlay(page).await.own;
        own.into_iter()
            .find(|o| o.comment.id == id)
            .unwrap_or_else(|| panic!("{id} is not in the overlay"))
    }

    /// Ends the session, keeping the token to try it again.
    pub async fn signs_out(&self) {
        self.request("DELETE", "/session").send().await.expect(204);
    }
}

/// The body of a request to post a comment.
pub fn comment(page: &str, parent: Option<&str>, body: &str) -> PostComment {
    PostComment {
        page: PageInfo {
            key: page.to_owned(),
            url: None,
            title: None,
        },
        parent: parent.map(str::to_owned),
        body: body.to_owned(),
        name: None,
    }
}

/// A request that is being put together.
#[derive(Clone)]
pub struct Request<'p> {
    person: &'p Person,
    method: String,
    url: String,
    query: Vec<(String, String)>,
    headers: HeaderMap,
    body: Option<Vec<u8>>,
    idempotency_key: Option<String>,
    token: Option<String>,
    proof: Option<String>,
}

impl Request<'_> {
    /// Adds a query parameter.
    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.query.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends JSON.
    pub fn json(self, value: &impl Serialize) -> Self {
        let body = serde_json::to_vec(value).expect("JSON");
        self.raw("application/json", body)
    }

    /// Sends these bytes.
    pub fn raw(mut self, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self.header("content-type", media_type)
    }

    /// Sets a header; "" leaves it out.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.remove(name);
        if !value.is_empty() {
            self.headers.extend([header(name, value)]);
        }
        self
    }

    /// Uses this `Idempotency-Key`; "" leaves it out.
    pub fn idempotency_key(mut self, key: &str) -> Self {
        self.idempotency_key = (!key.is_empty()).then(|| key.to_owned());
        self
    }

    /// Sends another token than the person's; "" sends none.
    pub fn token(mut self, token: &str) -> Self {
        self.token = (!token.is_empty()).then(|| token.to_owned());
        self
    }

    /// The proof that fits this request, to be bent.
    pub fn fitting_proof(&self) -> Proof {
        self.person
            .key
            .proof(&self.method, &self.url, self.token.as_deref())
    }

    /// Sends this proof; "" sends none.
    pub fn proof(mut self, signed: &str) -> Self {
        self.proof = Some(signed.to_owned());
        self
    }

    /// Sends it.
    pub async fn send(self) -> Response {
        Response::to(self.build()).await
    }

    /// Sends it to a server that may be gone.
    pub async fn try_send(self) -> Option<Response> {
        Response::try_to(self.build()).await.ok()
    }

    /// Signs it; the caller sends it within the two minutes that a proof is
    /// good for.
    pub fn build(self) -> reqwest::RequestBuilder {
        let mut headers = self.headers.clone();
        let proof = match &self.proof {
            Some(given) => given.clone(),
            None if self.token.is_some() => self.fitting_proof().signed(),
            None => String::new(),
        };
        if !proof.is_empty() {
            headers.extend([header("dpop", &proof)]);
        }
        if let Some(token) = &self.token {
            headers.extend([header("authorization", &format!("DPoP {token}"))]);
        }
        if let Some(key) = &self.idempotency_key {
            headers.extend([header("idempotency-key", key)]);
        }
        let mut request = self
            .person
            .http
            .request(method(&self.method), &self.url)
            .headers(headers);
        if !self.query.is_empty() {
            request = request.query(&self.query);
        }
        match self.body {
            Some(body) => request.body(body),
            None => request,
        }
    }
}
