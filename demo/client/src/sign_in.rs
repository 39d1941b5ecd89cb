//! Signing in by the popup's protocol and by that of the whole page, step by
//! step, so that a test can bend any of them.

use crate::http::Response;
use crate::provider;
use crate::{Person, key};
use bedside_wire::session::{ExchangeSignIn, MakeStartTicket, Session, StartTicket};
use serde_json::{Value, json};
use url::Url;

/// A popup's sign-in between its steps.
#[derive(Clone)]
pub struct Popup {
    /// The handle that the opener made.
    pub attempt: String,
    /// The secret that the window keeps.
    pub window_secret: String,
    /// The form that the window sends to begin.
    pub begin: Vec<(String, String)>,
}

/// A full-page sign-in between its steps.
#[derive(Clone)]
pub struct Redirect {
    /// The start ticket that the page got for its key's proof.
    pub ticket: String,
    /// The secret that the window keeps.
    pub window_secret: String,
}

impl Person {
    /// A popup of theirs, before it begins.
    pub fn popup(&self, provider: &str) -> Popup {
        let (attempt, window_secret) = (crate::random(16), crate::random(32));
        let fields = [
            ("provider", provider),
            ("mode", "popup"),
            ("origin", &self.origin),
            ("thumbprint", &self.key.thumbprint()),
            ("attempt", &attempt),
            ("window_hash", &key::hash(&window_secret)),
            ("lang", "en"),
        ];
        let begin = fields
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec();
        Popup {
            attempt,
            window_secret,
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
    pub async fn begins(&self, popup: &Popup) -> Response {
        self.sends_form("/sign-in", &popup.begin).await
    }

    /// Sends a form as a browser does from a page of the worker's own host.
    pub async fn sends_form(&self, path: &str, fields: &[(String, String)]) -> Response {
        self.sends_form_from(&self.worker, path, fields).await
    }

    /// Sends a form as a browser does from a page of this origin.
    pub async fn sends_form_from(
        &self,
        origin: &str,
        path: &str,
        fields: &[(String, String)],
    ) -> Response {
        let url = format!("{}{path}", self.site_url());
        let request = self.http.post(url).header("origin", origin).form(fields);
        Response::to(request).await
    }

    /// Begins and consents at the provider; answers with the callback's
    /// address, not yet opened.
    pub async fn consents(&self, popup: &Popup) -> Url {
        let authorize = self.begins(popup).await.expect(200).onward();
        self.consents_at(authorize).await
    }

    /// Consents at the provider; answers with the callback's address, not yet
    /// opened.
    pub async fn consents_at(&self, authorize: Url) -> Url {
        provider::consents(&self.http, authorize, &self.name, &self.callbacks()).await
    }

    /// The callback address of the demo's provider.
    pub fn callback(&self) -> String {
        format!("{}demo", self.callbacks())
    }

    /// The prefix of all callback addresses.
    pub fn callbacks(&self) -> String {
        format!("{}/v1/sign-in/callback/", self.worker)
    }

    /// Opens an address as a browser does.
    pub async fn opens(&self, url: Url) -> Response {
        Response::to(self.http.get(url).header("accept", "text/html")).await
    }

    /// Finishes the attempt as the callback's page of a popup does.
    pub async fn finishes(&self, popup: &Popup, callback: &Url) -> Response {
        self.finishes_with(&popup.window_secret, callback).await
    }

    /// Sends state, code and a window's secret, as the callback's page does.
    pub async fn finishes_with(&self, window_secret: &str, callback: &Url) -> Response {
        let parameter = |name: &str| {
            let found = callback.query_pairs().find(|(n, _)| n == name);
            found
                .map(|(_, value)| value.into_owned())
                .unwrap_or_default()
        };
        let sent = json!({
            "state": parameter("state"),
            "code": parameter("code"),
            "window_secret": window_secret,
        });
        let url = format!("{}/sign-in/finish", self.site_url());
        let request = self
            .http
            .post(url)
            .header("origin", &self.worker)
            .json(&sent);
        Response::to(request).await
    }

    /// The opener asks for the session.
    pub async fn exchanges(&self, popup: &Popup, page: &str) -> Response {
        let sent = ExchangeSignIn {
            attempt: Some(popup.attempt.clone()),
            code: None,
            page: page.to_owned(),
        };
        self.exchanges_with(&sent).await
    }

    /// The opener asks for the session with a code or an attempt.
    pub async fn exchanges_with(&self, sent: &ExchangeSignIn) -> Response {
        let request = self.request("POST", "/sessions").token("").json(sent);
        let proof = request.fitting_proof().signed();
        request.proof(&proof).send().await
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
        let redirect = self.redirect(back_to).await;
        let begun = self.begins_redirect(&redirect, provider).await.expect(200);
        let callback = self.consents_at(begun.onward()).await;
        self.opens(callback.clone()).await.expect(200);
        let finished = self
            .finishes_with(&redirect.window_secret, &callback)
            .await
            .expect(200);
        let next = finished.json::<Value>()["next"].clone();
        let next = next.as_str().expect("where to go next");
        next.parse().expect("an address")
    }

    /// Asks for a ticket with a proof of the key.
    pub async fn asks_for_ticket(&self, back_to: &str) -> Response {
        let sent = MakeStartTicket {
            return_to: back_to.to_owned(),
        };
        let request = self
            .request("POST", "/sign-in/tickets")
            .token("")
            .json(&sent);
        let proof = request.fitting_proof().signed();
        request.proof(&proof).send().await
    }

    /// A full-page sign-in of theirs, before it begins.
    pub async fn redirect(&self, back_to: &str) -> Redirect {
        let response = self.asks_for_ticket(back_to).await.expect(201);
        Redirect {
            ticket: response.json::<StartTicket>().ticket,
            window_secret: crate::random(32),
        }
    }

    /// Opens the start page of a ticket by a form of a page of this origin.
    pub async fn opens_start(&self, redirect: &Redirect, origin: &str) -> Response {
        let fields = [("ticket".to_owned(), redirect.ticket.clone())];
        self.sends_form_from(origin, "/sign-in/start", &fields)
            .await
    }

    /// Sends what the start page of a ticket sends.
    pub async fn begins_redirect(&self, redirect: &Redirect, provider: &str) -> Response {
        let start = self.opens_start(redirect, &self.origin).await.expect(200);
        let mut form = provider::Form::in_page(&start, "post");
        form.set("provider", provider);
        form.set("window_hash", &key::hash(&redirect.window_secret));
        self.sends_form("/sign-in", &form.hidden).await
    }
}
