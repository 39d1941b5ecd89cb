//! The one route table. Each row names what its operations demand: a handler of
//! another access does not compile.

mod table;

use crate::api::{HttpResponse, RequestContext};
use crate::error::Result;
use crate::log;
use crate::openapi::Operation;
use bedside_domain::ErrorCode;
use bedside_domain::rate_limits::Limit;
use matchit::Router;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
pub use table::ROUTES;

/// The kind of a route's responses: it decides how errors look and which origins
/// may read them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Programs read it, from the site's origins.
    Api,
    /// People read it, as a page of the worker's own host.
    Page,
    /// The same, also in the sign-in window, which must not lose its opener (HTML,
    /// cross-origin opener policies): so do problems, and the pages that say so.
    Popup,
    /// Anyone may load it from anywhere.
    Asset,
}

impl Kind {
    /// True where its responses are pages.
    pub fn is_page(self) -> bool {
        matches!(self, Kind::Page | Kind::Popup)
    }
}

type Handler = fn(RequestContext) -> Pin<Box<dyn Future<Output = Result<HttpResponse>>>>;

/// One route.
pub struct Route {
    /// Its method.
    pub method: &'static str,
    /// Its path; `{name}` stands for one part, `{*name}` for the rest.
    pub path: &'static str,
    /// Its name in the logs.
    pub name: &'static str,
    /// The kind of its responses.
    pub kind: Kind,
    /// The limit on its requests.
    pub limit: Limit,
    /// Handles a request.
    pub handler: Handler,
    /// Its part of the OpenAPI document.
    pub operation: Operation,
}

impl Route {
    /// True where `HEAD` may stand for its `GET`. Not where a `GET` has effects: who
    /// looks at a link before the person opens it would use up their sign-in.
    fn answers_head(&self) -> bool {
        self.method == "GET" && self.path != CALLBACK
    }
}

const CALLBACK: &str = "/v1/sign-in/callback/{provider}";

thread_local! {
    static ROUTER: Router<Vec<&'static Route>> = router();
}

fn router() -> Router<Vec<&'static Route>> {
    let mut by_path: BTreeMap<&str, Vec<&Route>> = BTreeMap::new();
    for route in ROUTES {
        by_path.entry(route.path).or_default().push(route);
    }
    let mut router = Router::new();
    for (path, routes) in by_path {
        if let Err(error) = router.insert(path, routes) {
            log::error("route", &format!("{path}: {error}"));
        }
    }
    router
}

/// The parts of a path that a route names.
pub type Parts = BTreeMap<String, String>;

/// The route of a request, with the parts of its path. `OPTIONS` finds a route
/// that programs call, where the path has one: its kind decides about the
/// preflight, and a page needs none.
///
/// # Errors
/// `route_unknown` or `method_not_allowed`.
pub fn find(method: &str, path: &str) -> Result<(&'static Route, Parts)> {
    ROUTER.with(|router| {
        let found = router.at(path).map_err(|_| ErrorCode::RouteUnknown)?;
        let parts = found
            .params
            .iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let fits =
            |route: &&&Route| route.method == method || (method == "HEAD" && route.answers_head());
        let mut routes = found.value.iter();
        let route = if method == "OPTIONS" {
            let api = routes.find(|route| route.kind == Kind::Api);
            api.or_else(|| found.value.first())
        } else {
            routes.find(fits)
        };
        let route = route.ok_or(ErrorCode::MethodNotAllowed)?;
        Ok((*route, parts))
    })
}
