//! Commenting without scripts: forms and whole pages.

use crate::http::Response;
use crate::provider::Form;
use crate::{Person, wait};
use bedside_domain::limits::CONFIRM_AFTER_MS;
use std::time::Duration;

impl Person {
    /// Opens a page's document and fills in its form.
    pub async fn writes_plainly(&self, page: &str, text: &str) -> Response {
        let document = self
            .request("GET", "/thread")
            .query("page", page)
            .send()
            .await
            .expect(200);
        let mut form = Form::in_page(&document, "post");
        form.set("body", text);
        self.submits(form).await
    }

    /// Sends a form as a browser does from a page of the worker's own host.
    pub async fn submits(&self, form: Form) -> Response {
        let request = self.http.post(form.action).header("origin", &self.worker);
        Response::to(request.form(&form.hidden)).await
    }

    /// Goes on to the provider, and back to the page that asks to confirm.
    pub async fn signs_in_plainly(&self, begun: &Response) -> Response {
        let callback = self.consents_at(begun.onward()).await;
        self.opens(callback).await.expect(200)
    }

    /// Reads the page that asks to confirm, and confirms.
    pub async fn confirms(&self, page: &Response) -> Response {
        is_read().await;
        self.submits(Form::in_page(page, "post")).await
    }
}

/// Lets as much time pass as a page that asks to confirm must be shown.
pub async fn is_read() {
    let shown = CONFIRM_AFTER_MS.unsigned_abs() + 100;
    wait::passes(Duration::from_millis(shown)).await;
}
