//! Reading a thread.

use super::answer::Answer;
use super::comments::comment_id;
use super::kept::wants_newest;
use super::render::{self, Rendering};
use super::wish::{Form, Posted, Wish};
use super::{Call, page, session};
use crate::compress::{FAST, Kept};
use crate::error::{Failure, Outcome};
use crate::platform;
use crate::site::{FindComment, ReadChanges, Seen, ThreadAnswer};
use bedside_domain::DomainError;
use bedside_domain::hashing::digest;
use bedside_domain::rate_limits::Limit;
use bedside_widget::ssr::{PageContext, PlainPageContext, fragment, plain_page};
use bedside_wire::embed::FragmentState;
use std::rc::Rc;
use worker::Response;

pub async fn read_thread(call: Call) -> Outcome<Answer> {
    let wish = Wish::of(&call)?;
    if wish.is_search() {
        call.visit.take(Limit::Searches)?;
    }
    let key = wish.key(&call, &call.lang());
    let now = platform::now();
    let kept = render::find(&key);
    if let Some(rendering) = &kept
        && rendering.is_fresh(now)
        && !wants_newest(&call.asked.header("cache-control"))
    {
        return answer(&call, wish.form, rendering.clone());
    }
    let known = kept.as_ref().map(|rendering| rendering.tag.clone());
    let rendering = match (call.run(&wish.read(&call, known)).await?, kept) {
        (ThreadAnswer::Same, Some(rendering)) => {
            rendering.confirm(now);
            rendering
        }
        (ThreadAnswer::View(seen), _) => {
            let (seen, cursor) = with_answered(&call, &wish, *seen).await?;
            let tag = seen.tag.clone();
            let (etag, body) = rendered(&call, &wish, seen, cursor).await?;
            let rendering = Rendering::new(call.site_id(), &wish.page, tag, etag, body, now);
            let rendering = Rc::new(rendering);
            render::keep(key, rendering.clone());
            rendering
        }
        (ThreadAnswer::Same, None) => {
            return Err(Failure::Broken("nothing was known".into()));
        }
    };
    answer(&call, wish.form, rendering)
}

/// The part of the thread that has the comment which the form answers, where
/// there is such a part, and the cursor that leads to it: the link that somebody
/// pressed may have stood on another part than its address says, as one that a
/// permalink opened.
async fn with_answered(call: &Call, wish: &Wish, seen: Seen) -> Outcome<(Seen, Option<String>)> {
    let has = |seen: &Seen, id: &str| seen.view.items.iter().any(|item| item.id == id);
    if let Some(id) = &wish.reply
        && !has(&seen, id)
        && let ThreadAnswer::View(near) = call.run(&wish.read_answered(call)).await?
        && has(&near, id)
    {
        return Ok((*near, None));
    }
    Ok((seen, wish.cursor.clone()))
}

async fn rendered(
    call: &Call,
    wish: &Wish,
    seen: Seen,
    cursor: Option<String>,
) -> Outcome<(String, Kept)> {
    let build = call.build().await?;
    let words = call.words().await?;
    let texts = words.texts.clone();
    let Seen {
        tag,
        mut view,
        began,
    } = seen;
    // Anyone can make an address of a page that has no comments: search engines
    // are not to list those in the site's name.
    let index = call.site()?.index && !view.items.is_empty();
    let listed = if index { "" } else { "-x" };
    let words = words.build(&build);
    // Titles, votes and more are the deployment's, which may change meanwhile.
    let mut made_of = digest(&format!("{:?}", call.site()?));
    made_of.truncate(8);
    let lang = texts.lang();
    let etag = format!("W/\"{tag}-{lang}-{words}{listed}-{made_of}\"");
    if view.url.is_empty() {
        // A page whose key is an address is at that address.
        view.url = call.own_address(&wish.page).unwrap_or_default();
    }
    view.depth = wish.depth;
    let lang = texts.lang().to_owned();
    let dir = texts.dir().to_owned();
    let mut state = FragmentState {
        view,
        lang,
        dir,
        build,
    };
    let body = match wish.form {
        Form::Json => serde_json::to_string(&state.view)?,
        Form::Fragment => {
            let build = std::mem::replace(&mut state.build, words);
            fragment(&state, &PageContext { texts, build }).await
        }
        Form::Document => {
            let notice = wish.posted.map(|posted| match posted {
                Posted::Pending => texts.get("plain.pending"),
                Posted::Published => texts.get("plain.posted"),
            });
            let context = PlainPageContext {
                texts,
                site_title: call.site_title(),
                cursor,
                began,
                index,
                reply: wish.reply.clone(),
                refused: None,
                notice,
            };
            plain_page(&state, &context).await
        }
    };
    Ok((etag, Kept::new(body.as_bytes(), FAST)))
}

fn answer(call: &Call, form: Form, rendering: Rc<Rendering>) -> Outcome<Answer> {
    let builder = form
        .builder()?
        .with_header("etag", &rendering.etag)?
        .with_header(
            "cache-control",
            "public, no-cache, s-maxage=2, stale-while-revalidate=10",
        )?
        .with_header("vary", "accept-encoding, accept-language")?;
    let answer = rendering.body.answer(builder, &call.asked.encodings)?;
    Ok(answer.shows(rendering))
}

pub async fn read_changes(call: Call) -> Outcome<Response> {
    let page = call.page()?;
    let since = call.asked.query("since").unwrap_or_else(|| "0".into());
    let since = since
        .parse::<u32>()
        .map_err(|_| DomainError::invalid("since"))?;
    session::private(
        200,
        &call
            .run(&ReadChanges {
                page,
                since: since.into(),
            })
            .await?,
    )
}

pub async fn follow_permalink(call: Call) -> Outcome<Response> {
    let id = comment_id(&call)?;
    let page = call.run(&FindComment { id: id.clone() }).await?;
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("page", &page)
        .append_pair("around", &id)
        .finish();
    page::go(&format!("{}?{query}#comment-{id}", call.path("/thread")))
}
