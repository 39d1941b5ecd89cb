//! What people do about their sessions.

use crate::Person;
use crate::http::Answer;
use bedside_wire::session::Sessions;

impl Person {
    /// Their sessions on the site.
    pub async fn sessions(&self) -> Sessions {
        let answer = self.call("GET", "/me/sessions").answer().await;
        answer.expect(200).json()
    }

    /// Ends one of their sessions.
    pub async fn ends_session(&self, id: &str) {
        let path = format!("/me/sessions/{id}");
        self.call("DELETE", &path).answer().await.expect(204);
    }

    /// Ends their sessions: all others, or with `this_too` this one as well.
    pub async fn ends_sessions(&self, this_too: bool) {
        let call = self.call("DELETE", "/me/sessions");
        let call = match this_too {
            true => call.query("this", "true"),
            false => call,
        };
        call.answer().await.expect(204);
    }

    /// Asks for their overlay, whatever comes of it.
    pub async fn tries_overlay(&self) -> Answer {
        let call = self.call("GET", "/me").query("page", "x");
        call.answer().await
    }
}
