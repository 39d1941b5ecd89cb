//! One request, with what every handler needs of it.

use super::auth::Authenticate;
use super::language;
use super::site_texts::{self, SiteTexts};
use super::visitor::Visit;
use crate::assets;
use crate::config::Config;
use crate::error::Result;
use crate::platform::RawRequest;
use crate::routes::Parts;
use crate::site::Access;
use crate::site::op::{self, Op, OpResponse, Sender};
use bedside_domain::ErrorCode;
use bedside_domain::deployment::Site;
use bedside_domain::rate_limits::Limit;
use bedside_http::query::Query;
use std::cell::RefCell;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;
use worker::{Env, Headers, Request};

/// Method, address and headers of a request.
#[derive(Clone)]
pub struct RequestHead {
    /// Its method.
    pub method: String,
    /// Its path.
    pub path: String,
    /// The encodings that the client takes.
    pub encodings: String,
    /// Its parameters.
    pub query: Query,
    headers: Headers,
}

impl RequestHead {
    /// Reads a request.
    ///
    /// # Errors
    /// When its address is none.
    pub fn of(request: &Request) -> worker::Result<Self> {
        let url = request.url()?;
        let raw = RawRequest::from(request);
        Ok(Self {
            method: raw.method(),
            path: url.path().to_owned(),
            encodings: raw.encodings(),
            headers: request.headers().clone(),
            query: url.query_pairs().collect(),
        })
    }

    /// A header's value; empty when it is not there.
    pub fn header(&self, name: &str) -> String {
        self.headers.get(name).ok().flatten().unwrap_or_default()
    }

    /// A value of the query; nothing when it is not there or empty.
    pub fn query(&self, name: &str) -> Option<String> {
        self.query.get(name).map(str::to_owned)
    }
}

/// One request to a handler.
pub struct RequestContext {
    /// The request, for its body.
    pub request: Request,
    /// The platform's bindings.
    pub env: Env,
    /// The deployment.
    pub config: Rc<Config>,
    /// Its method, address and headers.
    pub head: RequestHead,
    /// The network that it came from.
    pub visit: Visit,
    limit: Limit,
    parts: Parts,
    site_id: String,
    /// The mark of the owner's texts that the Site object's last answer to this
    /// request carried.
    heard: RefCell<Option<String>>,
}

impl RequestContext {
    /// A request to a site that exists, or to a route that names none.
    ///
    /// # Errors
    /// `site_unknown`.
    pub fn new(
        request: Request,
        env: Env,
        config: Rc<Config>,
        head: RequestHead,
        parts: Parts,
        visit: Visit,
        limit: Limit,
    ) -> Result<Self> {
        let site_id = parts.get("site").cloned().unwrap_or_default();
        if parts.contains_key("site") && config.site(&site_id).is_none() {
            return Err(ErrorCode::SiteUnknown.into());
        }
        Ok(Self {
            request,
            env,
            config,
            head,
            visit,
            limit,
            parts,
            site_id,
            heard: RefCell::default(),
        })
    }

    /// A part of the path; empty when the route has none of that name.
    pub fn part(&self, name: &str) -> &str {
        self.parts.get(name).map_or("", String::as_str)
    }

    /// The site's id.
    pub fn site_id(&self) -> &str {
        &self.site_id
    }

    /// The site's configuration.
    ///
    /// # Errors
    /// `site_unknown`.
    pub fn site(&self) -> Result<&Site> {
        Ok(self
            .config
            .site(&self.site_id)
            .ok_or(ErrorCode::SiteUnknown)?)
    }

    /// The address, if it is a page of this site: a link on our page must not
    /// lead where whoever made the request wants.
    pub fn own_address(&self, address: &str) -> Option<String> {
        let address = bedside_domain::page::address(address)?;
        self.site().ok()?.owns(&address).then_some(address)
    }

    /// The site's title, or its id where it has none.
    pub fn site_title(&self) -> String {
        match self.config.site(&self.site_id) {
            Some(site) if !site.title.is_empty() => site.title.clone(),
            _ => self.site_id.clone(),
        }
    }

    /// The page's key in the query.
    ///
    /// # Errors
    /// `field_empty`, `field_too_long` or `field_invalid` for `page`.
    pub fn page(&self) -> Result<String> {
        Ok(self.head.query.page()?)
    }

    /// The request's language.
    pub fn lang(&self) -> String {
        language(&self.head, Some(&self.config), Some(&self.site_id))
    }

    /// The site's words in the request's language: those of the time of the last
    /// operation, or newer ones; before any, some that may be [`STALE_MS`] old.
    ///
    /// [`STALE_MS`]: bedside_domain::limits::STALE_MS
    pub async fn words(&self) -> Result<Rc<SiteTexts>> {
        self.words_in(&self.lang()).await
    }

    /// As [`RequestContext::words`], in a language.
    pub async fn words_in(&self, lang: &str) -> Result<Rc<SiteTexts>> {
        let (env, config, site) = (&self.env, &self.config, &self.site_id);
        let heard = self.heard.borrow().clone();
        match heard {
            Some(texts_version) => {
                site_texts::with_version(env, config, site, lang, &texts_version).await
            }
            None => site_texts::recent(env, config, site, lang).await,
        }
    }

    /// The build of the assets.
    pub async fn build(&self) -> Result<String> {
        assets::build(&self.env).await
    }

    /// An address below the site's own.
    pub fn path(&self, rest: &str) -> String {
        format!("/v1/sites/{}{rest}", self.site_id)
    }
}

/// A request to a route that demands `A`, with the credentials for it.
pub struct RouteContext<A: Access> {
    base: RequestContext,
    credentials: A::Credentials,
}

impl<A: Access> Deref for RouteContext<A> {
    type Target = RequestContext;

    fn deref(&self) -> &RequestContext {
        &self.base
    }
}

impl<A: Access> DerefMut for RouteContext<A> {
    fn deref_mut(&mut self) -> &mut RequestContext {
        &mut self.base
    }
}

impl<A: Access> RouteContext<A> {
    /// A request with the credentials that its route demands.
    ///
    /// # Errors
    /// What is wrong with them.
    pub async fn of(base: RequestContext) -> Result<Self>
    where
        A::Credentials: Authenticate,
    {
        let credentials = A::Credentials::authenticate(&base).await?;
        Ok(Self { base, credentials })
    }

    /// The same request, about a site that its path does not name.
    ///
    /// # Errors
    /// `sign_in_unknown`: the only such route of the public is the callback.
    pub fn about(mut self, site: &str) -> Result<Self> {
        if self.config.site(site).is_none() {
            return Err(ErrorCode::SignInUnknown.into());
        }
        self.site_id = site.to_owned();
        Ok(self)
    }

    /// Runs an operation of the Site object, one that demands what the route does.
    ///
    /// # Errors
    /// What it fails with.
    pub async fn run<O: Op<Access = A>>(&self, operation: &O) -> Result<O::Outcome> {
        let sender = Sender {
            limit: self.limit,
            network: self.visit.network.as_deref().unwrap_or_default(),
        };
        let (env, site, credentials) = (&self.env, &self.site_id, &self.credentials);
        let OpResponse {
            outcome,
            texts_version,
        } = op::call(env, site, operation, credentials, sender).await?;
        site_texts::hear(&self.site_id, &texts_version);
        self.heard.replace(Some(texts_version));
        outcome
    }
}
