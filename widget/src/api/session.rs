//! The session of the person signed in, in this page.

use super::request::{ApiRequest, RequestAuth};
use super::{ApiError, Client, proof};
use crate::browser::key_store::{self, Record, StorageUnavailable, Token};
use crate::browser::keys::{KeyPair, NoCrypto};
use crate::browser::{now_ms, parse_time, random};
use bedside_wire::session::{ExchangeSignIn, MakeStartTicket, Session, StartTicket};
use bedside_wire::{Problem, ProblemCode};
use std::rc::Rc;

/// The session in memory. The key store is read once.
#[derive(Default)]
pub(super) struct SessionInMemory {
    record: Option<Record>,
    looked: bool,
}

/// A session's key, its token, or neither.
type Credentials = (Option<Rc<KeyPair>>, Option<String>);

impl Client {
    /// Returns the key and the token for a request.
    pub(super) async fn identify(&self, auth: &RequestAuth) -> Result<Credentials, ApiError> {
        match auth {
            RequestAuth::Anyone => Ok((None, None)),
            RequestAuth::Key(keys) => Ok((Some(Rc::clone(keys)), None)),
            RequestAuth::SignedIn => {
                let record = self.record().await;
                let Some((record, token)) = record.and_then(|r| r.token.clone().map(|t| (r, t)))
                else {
                    return Err(sign_in_needed());
                };
                Ok((Some(record.keys), Some(token.text)))
            }
        }
    }

    /// True when a session is stored that has not run out by this page's clock.
    pub async fn has_session(&self) -> bool {
        self.record().await.is_some_and(|r| r.token.is_some())
    }

    /// The session as the moderation module takes it; `None` when there is none.
    #[cfg(feature = "reader")]
    pub(crate) async fn session_js(&self) -> Option<wasm_bindgen::JsValue> {
        let record = self.record().await.filter(|r| r.token.is_some())?;
        key_store::to_js(&record).ok()
    }

    /// Takes over the session that the reader's module passed on.
    #[cfg(feature = "moderation")]
    pub(crate) async fn adopt(&self, session: wasm_bindgen::JsValue) {
        if let Some(record) = key_store::from_js(session).await {
            self.keep_in_memory(record);
        }
    }

    /// The key to bind a new session to: the stored one, or a new one that
    /// is not stored yet.
    pub(crate) async fn signing_key(&self) -> Result<Rc<KeyPair>, NoCrypto> {
        match self.record().await {
            Some(record) => Ok(record.keys),
            None => Ok(Rc::new(KeyPair::generate().await?)),
        }
    }

    /// The key's thumbprint.
    pub(crate) async fn thumbprint(&self, keys: &KeyPair) -> Result<String, NoCrypto> {
        proof::thumbprint(keys).await
    }

    /// Keeps the key over the time that the person is away at the provider.
    pub(crate) async fn keep_key(&self, keys: Rc<KeyPair>) -> Result<(), StorageUnavailable> {
        let token = self.record().await.and_then(|record| record.token);
        key_store::save(&self.key_store_name(), &Record { keys, token }).await
    }

    /// The stored key, where a sign-in by redirect left one.
    pub(crate) async fn stored_key(&self) -> Option<Rc<KeyPair>> {
        self.0.alive.set(true);
        self.record().await.map(|record| record.keys)
    }

    /// Asks for the ticket of a full-page sign-in for this key, which comes back
    /// to `return_to`.
    pub(crate) async fn start_ticket(
        &self,
        keys: &Rc<KeyPair>,
        return_to: String,
    ) -> Result<StartTicket, ApiError> {
        let key = random::token();
        let request = ApiRequest {
            auth: RequestAuth::Key(Rc::clone(keys)),
            ..ApiRequest::write("POST", "/sign-in/tickets", &key)
        };
        self.fetch(&request.json(&MakeStartTicket { return_to }))
            .await
    }

    /// Asks for the session of a finished sign-in; `None` while the person is
    /// still at the provider.
    pub(crate) async fn exchange(
        &self,
        keys: &Rc<KeyPair>,
        exchange: &ExchangeSignIn,
    ) -> Result<Option<Session>, ApiError> {
        let key = random::token();
        let request = ApiRequest {
            auth: RequestAuth::Key(Rc::clone(keys)),
            ..ApiRequest::write("POST", "/sessions", &key)
        };
        let response = self.request(&request.json(exchange)).await?;
        if response.status == 202 {
            return Ok(None);
        }
        let session: Session = crate::json::read(&response.body).ok_or(ApiError::Unreadable)?;
        let record = Record {
            keys: Rc::clone(keys),
            token: Some(Token {
                text: session.token.clone(),
                expires: session.expires.clone(),
            }),
        };
        // Where storage is blocked the session lives as long as the page.
        let _page_only = key_store::save(&self.key_store_name(), &record).await;
        self.keep_in_memory(record);
        self.0.settled.set(true);
        Ok(Some(session))
    }

    /// Takes the stored session, where it is another one than this
    /// page's, which ended. False where there is none.
    pub(super) async fn reread_session(&self) -> bool {
        let text = |record: &Record| record.token.as_ref().map(|token| token.text.clone());
        let Some(stored) = key_store::load(&self.key_store_name()).await else {
            return false;
        };
        let ended = self.0.session.borrow().record.as_ref().and_then(text);
        let another = text(&stored).is_some() && text(&stored) != ended;
        if another {
            self.keep_in_memory(stored);
        }
        another
    }

    /// Drops the session here. The worker ends it on sign-out.
    pub(super) async fn forget_session(&self) {
        self.forget_here();
        let _nothing_kept = key_store::forget(&self.key_store_name()).await;
    }

    /// Drops the session in this page's memory.
    pub(super) fn forget_here(&self) {
        *self.0.session.borrow_mut() = SessionInMemory {
            record: None,
            looked: true,
        };
    }

    fn keep_in_memory(&self, record: Record) {
        *self.0.session.borrow_mut() = SessionInMemory {
            record: Some(record),
            looked: true,
        };
    }

    async fn record(&self) -> Option<Record> {
        if !self.0.session.borrow().looked {
            let record = key_store::load(&self.key_store_name()).await;
            let mut session = self.0.session.borrow_mut();
            // Somebody may have signed in while the key store was read.
            if !session.looked {
                *session = SessionInMemory {
                    record,
                    looked: true,
                };
            }
        }
        let mut record = self.0.session.borrow().record.clone()?;
        record.token = record.token.filter(|token| self.is_valid(token));
        Some(record)
    }

    /// By the device's clock; where that is wrong, the worker says so.
    fn is_valid(&self, token: &Token) -> bool {
        let now = now_ms() + self.0.clock_offset.get() as f64 * 1000.0;
        parse_time(&token.expires).is_none_or(|expires| now < expires)
    }

    pub(super) fn key_store_name(&self) -> String {
        let embed = &self.0.embed;
        [embed.host.as_str(), "/", &embed.site].concat()
    }
}

/// The worker's error, without a request that fails.
fn sign_in_needed() -> ApiError {
    ApiError::Problem(Box::new(local_problem(ProblemCode::SignInNeeded)))
}

/// A problem known without a request. Its words come from the language file by
/// its code.
pub(crate) fn local_problem(code: ProblemCode) -> Problem {
    Problem {
        code,
        status: code.status(),
        title: String::new(),
        field: None,
        limit: None,
        server_time: None,
        comment: None,
        suggestion: None,
    }
}
