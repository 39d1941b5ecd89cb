//! Becoming the owner by a link.

use crate::http::Response;
use crate::provider::Form;
use crate::{Person, key};
use url::Url;

impl Person {
    /// Opens the link and signs in there, as far as it goes.
    pub async fn claims(&self, link: &Url) -> Response {
        let (begun, secret) = self.begins_claim(link).await;
        if begun.status != 200 {
            return begun;
        }
        let callback = self.consents_at(begun.onward()).await;
        self.opens(callback.clone()).await.expect(200);
        self.finishes_with(&secret, &callback).await
    }

    /// Does what the link's page does: takes the token from the fragment, and
    /// gives the window a secret.
    pub async fn begins_claim(&self, link: &Url) -> (Response, String) {
        let page = self.opens(link.clone()).await.expect(200);
        let token = link.fragment().and_then(|f| f.strip_prefix("token="));
        let secret = crate::random(32);
        let mut form = Form::in_page(&page, "post");
        form.set("provider", "demo");
        form.set("token", token.expect("a token in the fragment"));
        form.set("window_hash", &key::hash(&secret));
        (self.submits(form).await, secret)
    }
}
