//! A person's sessions.

use crate::Person;
use crate::http::Response;
use bedside_wire::session::Sessions;

impl Person {
    /// Their sessions on the site.
    pub async fn sessions(&self) -> Sessions {
        let response = self.request("GET", "/me/sessions").send().await;
        response.expect(200).json()
    }

    /// Ends one of their sessions.
    pub async fn ends_session(&self, id: &str) {
        let path = format!("/me/sessions/{id}");
        self.request("DELETE", &path).send().await.expect(204);
    }

    /// Ends their sessions: all others, or with `this_too` this one as well.
    pub async fn ends_sessions(&self, this_too: bool) {
        let request = self.request("DELETE", "/me/sessions");
        let request = match this_too {
            true => request.query("this", "true"),
            false => request,
        };
        request.send().await.expect(204);
    }

    /// Asks for their overlay, whatever comes of it.
    pub async fn tries_overlay(&self) -> Response {
        let request = self.request("GET", "/me").query("page", "x");
        request.send().await
    }
}
