//! Signing in by the popup's protocol, step by step, so that a test can bend
//! any of them.

use crate::http::Answer;
use crate::provider::{self, Form};
use crate::{Person, key};
use bedside_wire::session::{ExchangeSignIn, Session};
use serde_json::json;
use url::Url;

/// A popup's sign-in between its steps.
#[derive(Clone)]
pub struct Popup {
    /// The handle that the opener made.
    pub attempt: String,
    /// The secret that the window keeps.
    pub binder: String,
    /// What the window sends to begin.
    pub begin: Vec<(String, String)>,
}

impl Person {
    /// A popup of theirs, before it begins.
    pub fn popup(&self, provider: &str) -> Popup {
        let (attempt, binder) = (crate::random(16), crate::random(32));
        let fields = [
            ("provider", provider),
            ("mode", "popup"),
            ("origin", &self.origin),
            ("thumbprint", &self.key.thumbprint()),
            ("attempt", &attempt),
            ("binder_hash", &key::hash(&binder)),
            ("return", ""),
            ("lang", "en"),
        ];
        let begin = fields
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec();
        Popup {
            attempt,
            binder,
            begin,
        }
    }

    /// A popup of theirs that demands a new authentication at the provider.
    pub fn fresh_popup(&self, provider: &str) -> Popup {
        let mut popup = self.popup(provider);
        popup.begin.push(("fresh".into(), "true".into()));
        popup
    }

    /// Sends what the window's form sends.
    pub async fn begins(&self, popup: &Popup) -> Answer {
        let url = format!("{}/sign-in", self.site_url());
        let request = self
            .http
            .post(url)
            .header("origin", &self.worker)
            .form(&popup.begin);
        Answer::to(request).await
    }

    /// Begins and consents at the provider; answers with the callback's
    /// address, not yet opened.
    pub async fn consents(&self, popup: &Popup) -> Url {
        let authorize = self.begins(popup).await.expect(303).location();
        provider::consents(&self.http, authorize, &self.name, &self.callback()).await
    }

    /// Where the provider sends people back to.
    pub fn callback(&self) -> String {
        format!("{}/v1/sign-in/callback", self.worker)
    }

    /// Opens an address as a browser does.
    pub async fn opens(&self, url: Url) -> Answer {
        Answer::to(self.http.get(url).header("accept", "text/html")).await
    }

    /// What the callback's page does: sends state, code and the window's
    /// secret.
    pub async fn finishes(&self, popup: &Popup, callback: &Url) -> Answer {
        let parameter = |name: &str| {
            let found = callback.query_pairs().find(|(n, _)| n == name);
            found
                .map(|(_, value)| value.into_owned())
                .unwrap_or_default()
        };
        let mut sent = json!({ "state": parameter("state"), "code": parameter("code"), "binder": popup.binder });
        // RFC 9207, where the provider names itself.
        if !parameter("iss").is_empty() {
            sent["iss"] = parameter("iss").into();
        }
        let url = format!("{}/sign-in/finish", self.site_url());
        let request = self
            .http
            .post(url)
            .header("origin", &self.worker)
            .json(&sent);
        Answer::to(request).await
    }

    /// The opener asks for the session.
    pub async fn exchanges(&self, popup: &Popup, page: &str) -> Answer {
        let sent = ExchangeSignIn {
            attempt: Some(popup.attempt.clone()),
            code: None,
            page: page.to_owned(),
        };
        self.exchanges_with(&sent).await
    }

    /// The opener asks for the session with a code or an attempt.
    pub async fn exchanges_with(&self, sent: &ExchangeSignIn) -> Answer {
        let call = self.call("POST", "/sessions").token("").json(sent);
        let proof = call.fitting_proof().signed();
        call.proof(&proof).answer().await
    }

    /// Signs in by a popup, all the way.
    pub async fn signs_in_at(&mut self, provider: &str) -> Session {
        let popup = self.popup(provider);
        let callback = self.consents(&popup).await;
        self.opens(callback.clone()).await.expect(200);
        self.finishes(&popup, &callback).await.expect(200);
        self.takes_session(&popup).await
    }

    /// The opener takes the session of a finished sign-in.
    pub async fn takes_session(&mut self, popup: &Popup) -> Session {
        let session: Session = self.exchanges(popup, "sign-in").await.expect(200).json();
        self.token = Some(session.token.clone());
        session
    }

    /// Signs in by a full page, all the way; answers with the address the
    /// browser comes back to.
    pub async fn signs_in_by_redirect(&mut self, provider: &str, back_to: &str) -> Url {
        let back = self.comes_back_with_code(provider, back_to).await;
        let code = back
            .fragment()
            .and_then(|f| f.strip_prefix("bedside-code="))
            .expect("a code in the fragment");
        let sent = ExchangeSignIn {
            attempt: None,
            code: Some(code.to_owned()),
            page: "sign-in".to_owned(),
        };
        let session: Session = self.exchanges_with(&sent).await.expect(200).json();
        self.token = Some(session.token);
        back
    }

    /// The full-page sign-in up to the address with the code.
    pub async fn comes_back_with_code(&self, provider: &str, back_to: &str) -> Url {
        let start = self
            .http
            .get(format!("{}/sign-in", self.site_url()))
            .query(&[
                ("mode", "redirect"),
                ("origin", &self.origin),
                ("return", back_to),
                ("thumbprint", &self.key.thumbprint()),
                ("lang", "en"),
            ]);
        let page = Answer::to(start).await.expect(200);
        let mut form = Form::in_page(&page, "post");
        form.set("provider", provider);
        let begin = self
            .http
            .post(form.action)
            .header("origin", &self.worker)
            .form(&form.hidden);
        let authorize = Answer::to(begin).await.expect(303).location();
        let callback =
            provider::consents(&self.http, authorize, &self.name, &self.callback()).await;
        self.opens(callback).await.expect(303).location()
    }
}
