//! The rows of the route table, and what the OpenAPI document says of each: a
//! summary, the parameters beside those of the path, the body, and the answers.

use super::{Kind, Route};
use crate::api::operator::{Health, OwnerLink, OwnerLinks};
use crate::api::sign_in::{Finish, Finished};
use crate::api::{
    RouteContext, comments, counts, feed, live, moderation, openapi, operator, owner, page_moves,
    plain, sessions, sign_in, text_overrides, thread,
};
use crate::openapi::Operation;
use crate::openapi::content::*;
use crate::openapi::parameters::*;
use crate::openapi::security::Security;
use crate::site::{
    Anyone, AnyoneOrSignedIn, FreshOwner, Import, ImportDone, KeyHolder, Metrics, Moderator,
    Operator, Owner, SignedIn,
};
use bedside_domain::rate_limits::Limit;
use bedside_wire::comment::UndeleteComment;
use bedside_wire::counts::{AskCounts, Counts};
use bedside_wire::moderation::{
    Approve, KeepComment, ModerationOutcome, Queue, Reject, RemoveComment, RestoreComment,
    UndoDecision,
};
use bedside_wire::pages::{MovePages, MovePreview, MoveProgress};
use bedside_wire::report::{ReportComment, ReportReceived};
use bedside_wire::session::{
    ExchangeSignIn, MakeStartTicket, Session, Sessions, SignInPending, StartTicket,
};
use bedside_wire::settings::{ChangeRole, ChangeSettings, People, Person, Settings};
use bedside_wire::texts::{ChangeTexts, TextOverrides};
use bedside_wire::viewer::{ChangeName, ReplyFeed};
use bedside_wire::vote::{CastVote, Tally};
use bedside_wire::{EditComment, OwnComment, PostComment, ThreadChanges, ThreadView, Viewer};

macro_rules! routes {
    ($(
        $kind:ident $access:ident $limit:ident $method:literal $path:literal => $name:literal $module:ident::$handler:ident,
            $summary:literal [$($parameter:ident),*] $body:ty => $($status:literal $answer:ty),+;
    )+) => {
        &[$(Route {
            method: $method,
            path: $path,
            name: $name,
            kind: Kind::$kind,
            limit: Limit::$limit,
            handler: |ctx| Box::pin(async {
                let ctx = RouteContext::<$access>::of(ctx).await?;
                Ok($module::$handler(ctx).await?.into())
            }),
            operation: Operation {
                id: concat!(stringify!($module), ".", stringify!($handler)),
                tag: stringify!($module),
                summary: $summary,
                parameters: &[$($parameter),*],
                body: <$body>::content,
                answers: &[$(($status, <$answer>::content)),+],
                security: <$access>::requirements,
            },
        },)+]
    };
}

/// All routes.
#[rustfmt::skip]
pub const ROUTES: &[Route] = routes![
    Api Anyone Free "GET" "/healthz" => "health" operator::health,
        "Tells that the worker answers, and its build." [] Empty => 200 Health;
    Asset Anyone Free "GET" "/embed.js" => "loader" operator::loader,
        "The loader, which pages embed." [] Empty => 200 Script;
    Asset Anyone Free "GET" "/count.js" => "count_tag" operator::count_tag,
        "The tag that counts comments." [] Empty => 200 Script;
    Asset Anyone Free "GET" "/recent.js" => "recent_tag" operator::recent_tag,
        "The tag that lists the newest comments." [] Empty => 200 Script;
    Asset Anyone Free "GET" "/assets/{build}/{*file}" => "asset" operator::asset,
        "The built assets, immutable." [] Empty => 200 AnyFile;
    Asset Anyone Free "GET" "/v1/openapi.json" => "openapi" openapi::read_document,
        "This document." [] Empty => 200 OpenApi;
    Api Anyone Requests "GET" "/v1/sites/{site}/thread" => "thread" thread::read_thread,
        "The thread as HTML for the shadow root, as JSON, or as the plain page." [PAGE, AS, LANG, SORT, VIEW, DEPTH, SEARCH, CURSOR, AROUND, REPLY, IF_NONE_MATCH] Empty => 200 Either<Html, ThreadView>, 304 Empty;
    Api Anyone Requests "GET" "/v1/sites/{site}/thread/changes" => "changes" thread::read_changes,
        "The changes of a thread since a version." [PAGE, SINCE] Empty => 200 ThreadChanges;
    Api Anyone Sockets "GET" "/v1/sites/{site}/live" => "live" live::enter_room,
        "A WebSocket that tells of a thread's new versions; `ping` gets `pong`." [PAGE] Empty => 101 Messages;
    Api Anyone Requests "GET" "/v1/sites/{site}/feed.atom" => "feed" feed::read_atom,
        "A feed of the 50 comments that became public last." [FEED_PAGE, FEED_AUTHOR, FEED_REPLIES, LANG, IF_NONE_MATCH] Empty => 200 AtomFeed, 304 Empty;
    Api Anyone Requests "GET" "/v1/sites/{site}/feed.json" => "feed" feed::read_json,
        "A feed of the 50 comments that became public last." [FEED_PAGE, FEED_AUTHOR, FEED_REPLIES, LANG, IF_NONE_MATCH] Empty => 200 JsonFeed, 304 Empty;
    Api Anyone Counts "POST" "/v1/sites/{site}/counts" => "counts" counts::count_comments,
        "Counts of up to 200 pages. Changes nothing." [LANG] AskCounts => 200 Counts;
    Page Anyone Requests "GET" "/v1/sites/{site}/comments/{id}" => "permalink" thread::follow_permalink,
        "Leads to the comment in the plain page." [] Empty => 303 Empty;
    Api AnyoneOrSignedIn Reports "POST" "/v1/sites/{site}/comments/{id}/report" => "report" comments::report_comment,
        "Tells moderators of a comment, once for each person or network." [KEY] ReportComment => 202 ReportReceived;
    Api SignedIn SignedIn "GET" "/v1/sites/{site}/me" => "me" comments::read_me,
        "The person, and the comments and votes of a page that are theirs." [PAGE] Empty => 200 Viewer;
    Api SignedIn Names "PATCH" "/v1/sites/{site}/me" => "change_name" comments::change_name,
        "Changes the name that the person shows." [KEY] ChangeName => 200 Viewer;
    Api SignedIn ReplyFeeds "POST" "/v1/sites/{site}/me/feed" => "make_reply_feed" comments::make_reply_feed,
        "Makes the addresses of a new feed of replies; the old one ends." [KEY] Empty => 201 ReplyFeed;
    Api SignedIn ReplyFeeds "DELETE" "/v1/sites/{site}/me/feed" => "end_reply_feed" comments::end_reply_feed,
        "Ends the feed of replies." [] Empty => 204 Empty;
    Api SignedIn Comments "POST" "/v1/sites/{site}/comments" => "post_comment" comments::post_comment,
        "Posts a comment." [KEY] PostComment => 201 OwnComment;
    Api SignedIn Edits "PATCH" "/v1/sites/{site}/comments/{id}" => "edit_comment" comments::edit_comment,
        "Changes a comment. Where edits wait, a published one stays and the new text is its `waiting_edit`." [KEY] EditComment => 200 OwnComment;
    Api SignedIn Edits "DELETE" "/v1/sites/{site}/comments/{id}" => "delete_comment" comments::delete_comment,
        "Deletes a comment; for everybody else the text is gone." [KEY] Empty => 200 OwnComment;
    Api SignedIn Edits "POST" "/v1/sites/{site}/comments/{id}/undelete" => "undelete_comment" comments::undelete_comment,
        "Brings the comment back as it was, for ten seconds and a little; then `undo_too_late`." [KEY] UndeleteComment => 200 OwnComment;
    Api SignedIn Votes "PUT" "/v1/sites/{site}/comments/{id}/vote" => "vote" comments::cast_vote,
        "Votes. A new vote takes the place of the old one, `none` takes it back." [KEY] CastVote => 200 Tally;
    Api SignedIn SignedIn "DELETE" "/v1/sites/{site}/session" => "sign_out" sessions::sign_out,
        "Ends the session." [] Empty => 204 Empty;
    Api SignedIn SignedIn "GET" "/v1/sites/{site}/me/sessions" => "sessions" sessions::read_sessions,
        "The sessions of the person, the newest first." [] Empty => 200 Sessions;
    Api SignedIn SignedIn "DELETE" "/v1/sites/{site}/me/sessions" => "end_sessions" sessions::end_all,
        "Ends all other sessions of the person, with `this=true` all." [THIS] Empty => 204 Empty;
    Api SignedIn SignedIn "DELETE" "/v1/sites/{site}/me/sessions/{id}" => "end_session" sessions::end_one,
        "Ends a session; 204 where it was over already." [] Empty => 204 Empty;
    Api Moderator SignedIn "GET" "/v1/sites/{site}/queue" => "queue" moderation::read_queue,
        "The queue, 25 entries a page." [QUEUE_VIEW, CURSOR] Empty => 200 Queue;
    Api Moderator Decisions "POST" "/v1/sites/{site}/comments/{id}/approve" => "approve" moderation::approve_comment,
        "Publishes a comment that waits." [KEY] Approve => 200 ModerationOutcome;
    Api Moderator Decisions "POST" "/v1/sites/{site}/comments/{id}/reject" => "reject" moderation::reject_comment,
        "Rejects a comment that waits." [KEY] Reject => 200 ModerationOutcome;
    Api Moderator Decisions "POST" "/v1/sites/{site}/comments/{id}/remove" => "remove" moderation::remove_comment,
        "Takes a published comment down." [KEY] RemoveComment => 200 ModerationOutcome;
    Api Moderator Decisions "POST" "/v1/sites/{site}/comments/{id}/restore" => "restore" moderation::restore_comment,
        "Publishes a comment that was rejected or removed." [KEY] RestoreComment => 200 ModerationOutcome;
    Api Moderator Decisions "POST" "/v1/sites/{site}/comments/{id}/keep" => "keep" moderation::keep_comment,
        "Leaves a reported comment and closes its reports." [KEY] KeepComment => 200 ModerationOutcome;
    Api Moderator Decisions "POST" "/v1/sites/{site}/comments/{id}/undo" => "undo" moderation::undo_decision,
        "Takes back the moderator's last decision about the comment; else `undo_too_late`." [KEY] UndoDecision => 200 ModerationOutcome;
    Api Owner SignedIn "GET" "/v1/sites/{site}/settings" => "settings" owner::read_settings,
        "The settings of the site." [] Empty => 200 Settings;
    Api Owner Settings "PATCH" "/v1/sites/{site}/settings" => "change_settings" owner::change_settings,
        "Changes settings; what is absent stays." [KEY] ChangeSettings => 200 Settings;
    Api Owner SignedIn "GET" "/v1/sites/{site}/texts/{lang}" => "texts" text_overrides::read_texts,
        "Every text of a language, by Bedside, the deployment and the owner." [] Empty => 200 TextOverrides;
    Api FreshOwner Settings "PATCH" "/v1/sites/{site}/texts/{lang}" => "change_texts" text_overrides::change_texts,
        "Changes texts; answers with those that were changed." [KEY] ChangeTexts => 200 TextOverrides;
    Api Owner SignedIn "GET" "/v1/sites/{site}/people" => "people" owner::read_people,
        "The people who signed in, the newest first." [CURSOR] Empty => 200 People;
    Api FreshOwner Settings "PUT" "/v1/sites/{site}/people/{id}/role" => "change_role" owner::change_role,
        "Changes what a person may do." [KEY] ChangeRole => 200 Person;
    Api Owner Settings "DELETE" "/v1/sites/{site}/people/{id}/sessions" => "end_sessions_of" sessions::end_all_of,
        "Ends all sessions of a person." [] Empty => 204 Empty;
    Api Owner Settings "POST" "/v1/sites/{site}/pages/remap" => "remap_pages" page_moves::remap_pages,
        "Moves all pages below an address, 10,000 at most." [KEY] MovePages => 200 MovePreview;
    Api Owner Settings "POST" "/v1/sites/{site}/pages/merge" => "merge_pages" page_moves::merge_pages,
        "Merges one page into another." [KEY] MovePages => 200 MovePreview;
    Api Owner SignedIn "GET" "/v1/sites/{site}/pages/left" => "pages_left" page_moves::read_pages_left,
        "How much of a move is still to be done." [] Empty => 200 MoveProgress;
    // The sign-in window.
    Popup Anyone Requests "GET" "/v1/sites/{site}/sign-in" => "sign_in_start" sign_in::show_start,
        "The start page of the sign-in window." [MODE, ORIGIN, LANG, FRESH] Empty => 200 Html;
    Api KeyHolder Exchanges "POST" "/v1/sites/{site}/sign-in/tickets" => "sign_in_ticket" sign_in::make_ticket,
        "Makes a ticket that begins one full-page sign-in for the key, within five minutes." [] MakeStartTicket => 201 StartTicket;
    Page Anyone Exchanges "POST" "/v1/sites/{site}/sign-in/start" => "sign_in_start" sign_in::show_start_of_ticket,
        "The start page of a full-page sign-in." [] Form => 200 Html;
    Popup Anyone SignIns "POST" "/v1/sites/{site}/sign-in" => "sign_in_begin" sign_in::begin,
        "A page that goes on to the provider; takes our own form only." [] Form => 200 Html;
    Popup Anyone Exchanges "GET" "/v1/sign-in/callback/{provider}" => "sign_in_callback" sign_in::receive_callback,
        "A page that finishes the attempt in the window that began." [STATE, CODE, ERROR, ISSUER] Empty => 200 Html;
    Popup Anyone Exchanges "POST" "/v1/sign-in/callback/{provider}" => "sign_in_callback" sign_in::receive_callback_form,
        "The same for a provider that answers with a form (`form_post`)." [] Form => 200 Html;
    Api Anyone Exchanges "POST" "/v1/sites/{site}/sign-in/finish" => "sign_in_finish" sign_in::finish,
        "Takes code, state and the window's secret from our own page." [] Finish => 200 Finished;
    Api KeyHolder Exchanges "POST" "/v1/sites/{site}/sessions" => "exchange" sign_in::exchange,
        "Turns a finished sign-in into a session." [] ExchangeSignIn => 200 Session, 202 SignInPending;
    Page Anyone Exchanges "GET" "/v1/sites/{site}/claim" => "claim" sign_in::show_claim,
        "The page of an owner's link, whose token is in the fragment; signing in there makes the person owner." [] Empty => 200 Html;
    // Without scripts.
    Page Anyone SignIns "POST" "/v1/sites/{site}/plain/comments" => "plain_post" plain::post_comment,
        "Takes a comment from the form of the plain page: sign-in, then a page to confirm." [] Form => 200 Html;
    Page Anyone Comments "POST" "/v1/sites/{site}/plain/confirm" => "plain_confirm" plain::confirm_comment,
        "Posts the confirmed comment; a press within half a second gets the page again." [] Form => 200 Html, 303 Empty;
    Api Metrics Operator "GET" "/metrics" => "metrics" operator::read_metrics,
        "Metrics in Prometheus' text format. The metrics' own token opens it as well." [] Empty => 200 Text;
    Api Operator Operator "POST" "/v1/owner-links" => "owner_links" operator::make_first_owner_links,
        "Makes a link for each site that nobody owns, 20 at most." [] Empty => 201 OwnerLinks;
    Api Operator Operator "POST" "/v1/sites/{site}/owner-link" => "owner_link" operator::make_owner_link,
        "Makes an owner's link: one use, 24 hours." [] Empty => 201 OwnerLink;
    Api Operator Operator "POST" "/v1/sites/{site}/import" => "import" operator::import_comments,
        "Takes a page and up to 500 comments." [] Import => 200 ImportDone;
];
