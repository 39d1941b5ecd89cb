//! The one route table, grouped by who may ctx.

use crate::api::{
    HttpResponse, RequestContext, comments, counts, feed, live, moderation, operator, owner,
    page_moves, plain, sessions, sign_in, text_overrides, thread,
};
use crate::error::Result;
use crate::log;
use bedside_domain::ErrorCode;
use bedside_domain::rate_limits::Limit;
use matchit::Router;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;

/// What a route's answers are, and so how its errors look and who may read them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Programs read it, from the site's origins.
    Api,
    /// People read it, as a page of the worker's own host.
    Page,
    /// The same, also in the sign-in window, which must keep its opener (HTML,
    /// cross-origin opener policies): so do problems, and the pages that say so.
    Popup,
    /// Anyone may load it from anywhere.
    Asset,
}

impl Kind {
    /// Whether its answers are pages.
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
    /// What its answers are.
    pub kind: Kind,
    /// How often one may call it.
    pub limit: Limit,
    /// What it does.
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
    ($($kind:ident $limit:ident $method:literal $path:literal => $name:literal $handler:path),+ $(,)?) => {
        &[$(Route {
            method: $method,
            path: $path,
            name: $name,
            kind: Kind::$kind,
            limit: Limit::$limit,
            handler: |ctx| Box::pin(async { Ok($handler(ctx).await?.into()) }),
        },)+]
    };
}

/// All routes.
#[rustfmt::skip]
pub const ROUTES: &[Route] = routes![
    // Anyone.
    Api   Free       "GET"    "/healthz"                                => "health" operator::health,
    Asset Free       "GET"    "/embed.js"                               => "loader" operator::loader,
    Asset Free       "GET"    "/count.js"                               => "count_tag" operator::count_tag,
    Asset Free       "GET"    "/recent.js"                              => "recent_tag" operator::recent_tag,
    Asset Free       "GET"    "/assets/{build}/{*file}"                 => "asset" operator::asset,
    Api   Requests   "GET"    "/v1/sites/{site}/thread"                 => "thread" thread::read_thread,
    Api   Requests   "GET"    "/v1/sites/{site}/thread/changes"         => "changes" thread::read_changes,
    Api   Sockets    "GET"    "/v1/sites/{site}/live"                   => "live" live::enter_room,
    Api   Requests   "GET"    "/v1/sites/{site}/feed.atom"              => "feed" feed::read_atom,
    Api   Requests   "GET"    "/v1/sites/{site}/feed.json"              => "feed" feed::read_json,
    Api   Counts     "POST"   "/v1/sites/{site}/counts"                 => "counts" counts::count_comments,
    Page  Requests   "GET"    "/v1/sites/{site}/comments/{id}"          => "permalink" thread::follow_permalink,
    Api   Reports    "POST"   "/v1/sites/{site}/comments/{id}/report"   => "report" comments::report_comment,
    // Signed in.
    Api   SignedIn   "GET"    "/v1/sites/{site}/me"                     => "me" comments::read_me,
    Api   Names      "PATCH"  "/v1/sites/{site}/me"                     => "change_name" comments::change_name,
    Api   ReplyFeeds "POST"   "/v1/sites/{site}/me/feed"                => "make_reply_feed" comments::make_reply_feed,
    Api   ReplyFeeds "DELETE" "/v1/sites/{site}/me/feed"                => "end_reply_feed" comments::end_reply_feed,
    Api   Comments   "POST"   "/v1/sites/{site}/comments"               => "post_comment" comments::post_comment,
    Api   Edits      "PATCH"  "/v1/sites/{site}/comments/{id}"          => "edit_comment" comments::edit_comment,
    Api   Edits      "DELETE" "/v1/sites/{site}/comments/{id}"          => "delete_comment" comments::delete_comment,
    Api   Edits      "POST"   "/v1/sites/{site}/comments/{id}/undelete" => "undelete_comment" comments::undelete_comment,
    Api   Votes      "PUT"    "/v1/sites/{site}/comments/{id}/vote"     => "vote" comments::cast_vote,
    Api   SignedIn   "DELETE" "/v1/sites/{site}/session"                => "sign_out" sessions::sign_out,
    Api   SignedIn   "GET"    "/v1/sites/{site}/me/sessions"            => "sessions" sessions::read_sessions,
    Api   SignedIn   "DELETE" "/v1/sites/{site}/me/sessions"            => "end_sessions" sessions::end_all,
    Api   SignedIn   "DELETE" "/v1/sites/{site}/me/sessions/{id}"       => "end_session" sessions::end_one,
    // Moderators.
    Api   SignedIn   "GET"    "/v1/sites/{site}/queue"                  => "queue" moderation::read_queue,
    Api   Decisions  "POST"   "/v1/sites/{site}/comments/{id}/approve"  => "approve" moderation::approve_comment,
    Api   Decisions  "POST"   "/v1/sites/{site}/comments/{id}/reject"   => "reject" moderation::reject_comment,
    Api   Decisions  "POST"   "/v1/sites/{site}/comments/{id}/remove"   => "remove" moderation::remove_comment,
    Api   Decisions  "POST"   "/v1/sites/{site}/comments/{id}/restore"  => "restore" moderation::restore_comment,
    Api   Decisions  "POST"   "/v1/sites/{site}/comments/{id}/keep"     => "keep" moderation::keep_comment,
    Api   Decisions  "POST"   "/v1/sites/{site}/comments/{id}/undo"     => "undo" moderation::undo_decision,
    // Owners.
    Api   SignedIn   "GET"    "/v1/sites/{site}/settings"               => "settings" owner::read_settings,
    Api   Settings   "PATCH"  "/v1/sites/{site}/settings"               => "change_settings" owner::change_settings,
    Api   SignedIn   "GET"    "/v1/sites/{site}/texts/{lang}"           => "texts" text_overrides::read_texts,
    Api   Settings   "PATCH"  "/v1/sites/{site}/texts/{lang}"           => "change_texts" text_overrides::change_texts,
    Api   SignedIn   "GET"    "/v1/sites/{site}/people"                 => "people" owner::read_people,
    Api   Settings   "PUT"    "/v1/sites/{site}/people/{id}/role"       => "change_role" owner::change_role,
    Api   Settings   "DELETE" "/v1/sites/{site}/people/{id}/sessions"   => "end_sessions_of" sessions::end_all_of,
    Api   Settings   "POST"   "/v1/sites/{site}/pages/remap"            => "remap_pages" page_moves::remap_pages,
    Api   Settings   "POST"   "/v1/sites/{site}/pages/merge"            => "merge_pages" page_moves::merge_pages,
    Api   SignedIn   "GET"    "/v1/sites/{site}/pages/left"             => "pages_left" page_moves::read_pages_left,
    // The sign-in window.
    Popup Requests   "GET"    "/v1/sites/{site}/sign-in"                => "sign_in_start" sign_in::show_start,
    Api   Exchanges  "POST"   "/v1/sites/{site}/sign-in/tickets"        => "sign_in_ticket" sign_in::make_ticket,
    Page  Exchanges  "POST"   "/v1/sites/{site}/sign-in/start"          => "sign_in_start" sign_in::show_start_of_ticket,
    Popup SignIns    "POST"   "/v1/sites/{site}/sign-in"                => "sign_in_begin" sign_in::begin,
    Popup Exchanges  "GET"    "/v1/sign-in/callback/{provider}"         => "sign_in_callback" sign_in::receive_callback,
    Popup Exchanges  "POST"   "/v1/sign-in/callback/{provider}"         => "sign_in_callback" sign_in::receive_callback,
    Api   Exchanges  "POST"   "/v1/sites/{site}/sign-in/finish"         => "sign_in_finish" sign_in::finish,
    Api   Exchanges  "POST"   "/v1/sites/{site}/sessions"               => "exchange" sign_in::exchange,
    Page  Exchanges  "GET"    "/v1/sites/{site}/claim"                  => "claim" sign_in::show_claim,
    // Without scripts.
    Page  SignIns    "POST"   "/v1/sites/{site}/plain/comments"         => "plain_post" plain::post_comment,
    Page  Comments   "POST"   "/v1/sites/{site}/plain/confirm"          => "plain_confirm" plain::confirm_comment,
    // The operator.
    Api   Operator   "GET"    "/metrics"                                => "metrics" operator::read_metrics,
    Api   Operator   "POST"   "/v1/owner-links"                         => "owner_links" operator::make_first_owner_links,
    Api   Operator   "POST"   "/v1/sites/{site}/owner-link"             => "owner_link" operator::make_owner_link,
    Api   Operator   "POST"   "/v1/sites/{site}/import"                 => "import" operator::import_comments,
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
/// that programs ctx, where the path has one: its kind decides about the
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
