//! Reading a thread.

use super::answer::Answer;
use super::comments::comment_id;
use super::kept::wants_newest;
use super::render::{self, Rendering};
use super::words::Words;
use super::{Call, page, session};
use crate::compress::{FAST, Kept};
use crate::error::Outcome;
use crate::platform;
use crate::site::{FindComment, ReadChanges, ReadThread, ThreadAnswer};
use bedside_domain::limits::DEPTH_MOST;
use bedside_domain::{Refusal, ids};
use bedside_widget::ssr::{DocumentContext, PageContext, document, fragment};
use bedside_wire::embed::FragmentState;
use bedside_wire::thread::DEPTH;
use bedside_wire::{Sort, ThreadView};
use std::rc::Rc;
use worker::{Response, ResponseBuilder};

/// The form of an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Fragment,
    Json,
    Document,
}

impl Form {
    fn of(call: &Call) -> Outcome<Self> {
        match call.asked.query("as").as_deref() {
            None | Some("document") => Ok(Form::Document),
            Some("fragment") => Ok(Form::Fragment),
            Some("json") => Ok(Form::Json),
            Some(_) => Err(Refusal::invalid("as").into()),
        }
    }

    fn builder(self) -> worker::Result<ResponseBuilder> {
        match self {
            Form::Document => page::builder(200),
            Form::Fragment => part("text/html; charset=utf-8"),
            Form::Json => part("application/json"),
        }
    }
}

/// What is no page of its own is not for search engines.
fn part(media_type: &str) -> worker::Result<ResponseBuilder> {
    ResponseBuilder::new()
        .with_header("content-type", media_type)?
        .with_header("x-robots-tag", "noindex")
}

/// What the reader's address asks for.
struct Wish {
    form: Form,
    page: String,
    sort: Option<Sort>,
    flat: bool,
    depth: u16,
    search: Option<String>,
    cursor: Option<String>,
    around: Option<String>,
    url: String,
    title: String,
    reply: Option<String>,
    posted: Option<String>,
}

impl Wish {
    fn of(call: &Call) -> Outcome<Self> {
        let form = Form::of(call)?;
        let plain = |name: &str| call.asked.query(name).filter(|_| form == Form::Document);
        let around = call.asked.query("around");
        if around.as_deref().is_some_and(|id| !ids::is_id(id)) {
            return Err(Refusal::invalid("around").into());
        }
        let flat = match call.asked.query("view").as_deref() {
            None | Some("tree") => false,
            Some("flat") => true,
            Some(_) => return Err(Refusal::invalid("view").into()),
        };
        let depth = match call.asked.query("depth") {
            Some(levels) => (levels.parse().ok())
                .filter(|levels| (1..=DEPTH_MOST).contains(levels))
                .ok_or_else(|| Refusal::invalid("depth"))?,
            None => DEPTH,
        };
        Ok(Self {
            form,
            page: call.page()?,
            sort: sort(call, flat)?,
            flat,
            depth,
            search: call.asked.query("q"),
            cursor: call.asked.query("cursor"),
            around,
            url: call
                .asked
                .query("url")
                .and_then(|url| own_address(call, &url))
                .unwrap_or_default(),
            title: call
                .asked
                .query("title")
                .and_then(|title| bedside_domain::page::title(&title))
                .unwrap_or_default(),
            reply: plain("reply"),
            posted: plain("posted"),
        })
    }

    fn key(&self, call: &Call, lang: &str) -> String {
        let form = match self.form {
            Form::Fragment => "f",
            Form::Json => "j",
            Form::Document => "d",
        };
        let option = |value: &Option<String>| value.clone().unwrap_or_default();
        [
            form,
            call.site_id(),
            lang,
            &self.page,
            self.sort.map_or("", Sort::as_str),
            if self.flat { "f" } else { "" },
            &self.depth.to_string(),
            &option(&self.search),
            &option(&self.cursor),
            &option(&self.around),
            &self.url,
            &self.title,
            &option(&self.reply),
            &option(&self.posted),
        ]
        .join("\n")
    }
}

/// The order that is asked for. A flat list knows only those of time.
fn sort(call: &Call, flat: bool) -> Outcome<Option<Sort>> {
    let Some(asked) = call.asked.query("sort") else {
        return Ok(None);
    };
    match Sort::parse(&asked).filter(|sort| !flat || sort.is_by_time()) {
        None => Err(Refusal::invalid("sort").into()),
        known => Ok(known),
    }
}

/// The address, if it is a page of this site: a link on our page must not
/// lead where whoever made the address wants.
fn own_address(call: &Call, address: &str) -> Option<String> {
    let address = bedside_domain::page::address(address)?;
    call.site().ok()?.owns(&address).then_some(address)
}

pub async fn read_thread(call: Call) -> Outcome<Answer> {
    let wish = Wish::of(&call)?;
    let key = wish.key(&call, &call.lang());
    let now = platform::now();
    let kept = render::find(&key);
    if let Some(rendering) = &kept
        && rendering.is_fresh(now)
        && !wants_newest(&call.asked.header("cache-control"))
    {
        return answer(&call, wish.form, rendering.clone());
    }
    let read = ReadThread {
        site: call.site_id().to_owned(),
        page: wish.page.clone(),
        sort: wish.sort,
        flat: wish.flat,
        cursor: wish.cursor.clone(),
        around: wish.around.clone(),
        // People see the thread all the same; programs ask what to do next.
        strict: wish.form == Form::Json,
        search: wish.search.clone(),
        known: kept.as_ref().map(|rendering| rendering.tag.clone()),
    };
    let rendering = match (call.run(&read).await?, kept) {
        (ThreadAnswer::Same, Some(rendering)) => {
            rendering.confirm(now);
            rendering
        }
        (ThreadAnswer::View(tag, view), _) => {
            let words = call.words().await?;
            let (etag, body) = rendered(&call, &wish, &words, &tag, *view).await?;
            let rendering = Rc::new(Rendering::new(&read.site, &read.page, tag, etag, body, now));
            render::keep(key, rendering.clone());
            rendering
        }
        (ThreadAnswer::Same, None) => {
            return Err(crate::error::Failure::Broken("nothing was known".into()));
        }
    };
    answer(&call, wish.form, rendering)
}

async fn rendered(
    call: &Call,
    wish: &Wish,
    words: &Words,
    tag: &str,
    mut view: ThreadView,
) -> Outcome<(String, Kept)> {
    let build = call.build().await?;
    let texts = words.texts.clone();
    // Anyone can make an address with a title of their own, or of a page that
    // has no comments: search engines are not to list those in the site's name.
    let own_words = wish.title.is_empty() || wish.title == view.title;
    let index = call.site()?.index && own_words && !view.items.is_empty();
    let listed = if index { "" } else { "-x" };
    let words = words.build(&build);
    let etag = format!("W/\"{tag}-{}-{words}{listed}\"", texts.lang());
    if !wish.url.is_empty() {
        view.url.clone_from(&wish.url);
    }
    if !wish.title.is_empty() {
        view.title.clone_from(&wish.title);
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
            let notice = match wish.posted.as_deref() {
                Some("pending") => Some(texts.get("plain.pending")),
                Some("published") => Some(texts.get("plain.posted")),
                _ => None,
            };
            let context = DocumentContext {
                texts,
                site_title: call.site_title(),
                cursor: wish.cursor.clone(),
                index,
                reply: wish.reply.clone(),
                refused: None,
                notice,
            };
            document(&state, &context).await
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
        .map_err(|_| Refusal::invalid("since"))?;
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
