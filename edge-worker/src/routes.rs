//! The one route table. Each row names what its operations demand: a handler of
//! another access does not compile.

use crate::api::{
    HttpResponse, RequestContext, RouteContext, comments, counts, feed, live, moderation, operator,
    owner, page_moves, plain, sessions, sign_in, text_overrides, thread,
};
use crate::error::Result;
use crate::log;
use crate::site::{
    Anyone, AnyoneOrSignedIn, FreshOwner, KeyHolder, Metrics, Moderator, Operator, Owner, SignedIn,
};
use bedside_domain::ErrorCode;
use bedside_domain::rate_limits::Limit;
use matchit::Router;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;

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
}

impl Route {
    /// True where `HEAD` may stand for its `GET`. Not where a `GET` has effects: who
    /// looks at a link before the person opens it would use up their sign-in.
    fn answers_head(&self) -> bool {
        self.method == "GET" && self.path != CALLBACK
    }
}

const CALLBACK: &str = "/v1/sign-in/callback/{provider}";

macro_rules! routes {
    ($($kind:ident $access:ident $limit:ident $method:literal $path:literal => $name:literal $handler:path),+ $(,)?) => {
        &[$(Route {
            method: $method,
            path: $path,
            name: $name,
            kind: Kind::$kind,
            limit: Limit::$limit,
            handler: |ctx| Box::pin(async {
                let ctx = RouteContext::<$access>::of(ctx).await?;
                Ok($handler(ctx).await?.into())
            }),
        },)+]
    };
}

/// All routes.
#[rustfmt::skip]
pub const ROUTES: &[Route] = routes![
    Api   Anyone           Free       "GET"     "/healthz"                                => "health" operator::health,
    Asset Anyone           Free       "GET"     "/embed.js"                               => "loader" operator::loader,
    Asset Anyone           Free       "GET"     "/count.js"                               => "count_tag" operator::count_tag,
    Asset Anyone           Free       "GET"     "/recent.js"                              => "recent_tag" operator::recent_tag,
    Asset Anyone           Free       "GET"     "/assets/{build}/{*file}"                 => "asset" operator::asset,
    Api   Anyone           Requests   "GET"     "/v1/sites/{site}/thread"                 => "thread" thread::read_thread,
    Api   Anyone           Requests   "GET"     "/v1/sites/{site}/thread/changes"         => "changes" thread::read_changes,
    Api   Anyone           Sockets    "GET"     "/v1/sites/{site}/live"                   => "live" live::enter_room,
    Api   Anyone           Requests   "GET"     "/v1/sites/{site}/feed.atom"              => "feed" feed::read_atom,
    Api   Anyone           Requests   "GET"     "/v1/sites/{site}/feed.json"              => "feed" feed::read_json,
    Api   Anyone           Counts     "POST"    "/v1/sites/{site}/counts"                 => "counts" counts::count_comments,
    Page  Anyone           Requests   "GET"     "/v1/sites/{site}/comments/{id}"          => "permalink" thread::follow_permalink,
    Api   AnyoneOrSignedIn Reports    "POST"    "/v1/sites/{site}/comments/{id}/report"   => "report" comments::report_comment,
    Api   SignedIn         SignedIn   "GET"     "/v1/sites/{site}/me"                     => "me" comments::read_me,
    Api   SignedIn         Names      "PATCH"   "/v1/sites/{site}/me"                     => "change_name" comments::change_name,
    Api   SignedIn         ReplyFeeds "POST"    "/v1/sites/{site}/me/feed"                => "make_reply_feed" comments::make_reply_feed,
    Api   SignedIn         ReplyFeeds "DELETE"  "/v1/sites/{site}/me/feed"                => "end_reply_feed" comments::end_reply_feed,
    Api   SignedIn         Comments   "POST"    "/v1/sites/{site}/comments"               => "post_comment" comments::post_comment,
    Api   SignedIn         Edits      "PATCH"   "/v1/sites/{site}/comments/{id}"          => "edit_comment" comments::edit_comment,
    Api   SignedIn         Edits      "DELETE"  "/v1/sites/{site}/comments/{id}"          => "delete_comment" comments::delete_comment,
    Api   SignedIn         Edits      "POST"    "/v1/sites/{site}/comments/{id}/undelete" => "undelete_comment" comments::undelete_comment,
    Api   SignedIn         Votes      "PUT"     "/v1/sites/{site}/comments/{id}/vote"     => "vote" comments::cast_vote,
    Api   SignedIn         SignedIn   "DELETE"  "/v1/sites/{site}/session"                => "sign_out" sessions::sign_out,
    Api   SignedIn         SignedIn   "GET"     "/v1/sites/{site}/me/sessions"            => "sessions" sessions::read_sessions,
    Api   SignedIn         SignedIn   "DELETE"  "/v1/sites/{site}/me/sessions"            => "end_sessions" sessions::end_all,
    Api   SignedIn         SignedIn   "DELETE"  "/v1/sites/{site}/me/sessions/{id}"       => "end_session" sessions::end_one,
    Api   Moderator        SignedIn   "GET"     "/v1/sites/{site}/queue"                  => "queue" moderation::read_queue,
    Api   Moderator        Decisions  "POST"    "/v1/sites/{site}/comments/{id}/approve"  => "approve" moderation::approve_comment,
    Api   Moderator        Decisions  "POST"    "/v1/sites/{site}/comments/{id}/reject"   => "reject" moderation::reject_comment,
    Api   Moderator        Decisions  "POST"    "/v1/sites/{site}/comments/{id}/remove"   => "remove" moderation::remove_comment,
    Api   Moderator        Decisions  "POST"    "/v1/sites/{site}/comments/{id}/restore"  => "restore" moderation::restore_comment,
    Api   Moderator        Decisions  "POST"    "/v1/sites/{site}/comments/{id}/keep"     => "keep" moderation::keep_comment,
    Api   Moderator        Decisions  "POST"    "/v1/sites/{site}/comments/{id}/undo"     => "undo" moderation::undo_decision,
    Api   Owner            SignedIn   "GET"     "/v1/sites/{site}/settings"               => "settings" owner::read_settings,
    Api   Owner            Settings   "PATCH"   "/v1/sites/{site}/settings"               => "change_settings" owner::change_settings,
    Api   Owner            SignedIn   "GET"     "/v1/sites/{site}/texts/{lang}"           => "texts" text_overrides::read_texts,
    Api   FreshOwner       Settings   "PATCH"   "/v1/sites/{site}/texts/{lang}"           => "change_texts" text_overrides::change_texts,
    Api   Owner            SignedIn   "GET"     "/v1/sites/{site}/people"                 => "people" owner::read_people,
    Api   FreshOwner       Settings   "PUT"     "/v1/sites/{site}/people/{id}/role"       => "change_role" owner::change_role,
    Api   Owner            Settings   "DELETE"  "/v1/sites/{site}/people/{id}/sessions"   => "end_sessions_of" sessions::end_all_of,
    Api   Owner            Settings   "POST"    "/v1/sites/{site}/pages/remap"            => "remap_pages" page_moves::remap_pages,
    Api   Owner            Settings   "POST"    "/v1/sites/{site}/pages/merge"            => "merge_pages" page_moves::merge_pages,
    Api   Owner            SignedIn   "GET"     "/v1/sites/{site}/pages/left"             => "pages_left" page_moves::read_pages_left,
    // The sign-in window.
    Popup Anyone           Requests   "GET"     "/v1/sites/{site}/sign-in"                => "sign_in_start" sign_in::show_start,
    Api   KeyHolder        Exchanges  "POST"    "/v1/sites/{site}/sign-in/tickets"        => "sign_in_ticket" sign_in::make_ticket,
    Page  Anyone           Exchanges  "POST"    "/v1/sites/{site}/sign-in/start"          => "sign_in_start" sign_in::show_start_of_ticket,
    Popup Anyone           SignIns    "POST"    "/v1/sites/{site}/sign-in"                => "sign_in_begin" sign_in::begin,
    Popup Anyone           Exchanges  "GET"     "/v1/sign-in/callback/{provider}"         => "sign_in_callback" sign_in::receive_callback,
    Popup Anyone           Exchanges  "POST"    "/v1/sign-in/callback/{provider}"         => "sign_in_callback" sign_in::receive_callback,
    Api   Anyone           Exchanges  "POST"    "/v1/sites/{site}/sign-in/finish"         => "sign_in_finish" sign_in::finish,
    Api   KeyHolder        Exchanges  "POST"    "/v1/sites/{site}/sessions"               => "exchange" sign_in::exchange,
    Page  Anyone           Exchanges  "GET"     "/v1/sites/{site}/claim"                  => "claim" sign_in::show_claim,
    // Without scripts.
    Page  Anyone           SignIns    "POST"    "/v1/sites/{site}/plain/comments"         => "plain_post" plain::post_comment,
    Page  Anyone           Comments   "POST"    "/v1/sites/{site}/plain/confirm"          => "plain_confirm" plain::confirm_comment,
    Api   Metrics          Operator   "GET"     "/metrics"                                => "metrics" operator::read_metrics,
    Api   Operator         Operator   "POST"    "/v1/owner-links"                         => "owner_links" operator::make_first_owner_links,
    Api   Operator         Operator   "POST"    "/v1/sites/{site}/owner-link"             => "owner_link" operator::make_owner_link,
    Api   Operator         Operator   "POST"    "/v1/sites/{site}/import"                 => "import" operator::import_comments,
];

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
