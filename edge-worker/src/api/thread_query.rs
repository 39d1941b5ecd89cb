//! What an address of a thread asks for.

use super::{RequestContext, html_response};
use crate::error::Result;
use crate::site::ReadThread;
use bedside_domain::Sort;
use bedside_domain::limits::DEPTH_MOST;
use bedside_domain::{DomainError, ids};
use bedside_wire::thread::DEPTH;
use worker::ResponseBuilder;

/// The form of an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// HTML for the shadow root.
    Fragment,
    /// For programs.
    Json,
    /// A whole page.
    Document,
}

impl Form {
    fn of(ctx: &RequestContext) -> Result<Self> {
        match ctx.head.query("as").as_deref() {
            None | Some("document") => Ok(Form::Document),
            Some("fragment") => Ok(Form::Fragment),
            Some("json") => Ok(Form::Json),
            Some(_) => Err(DomainError::invalid("as").into()),
        }
    }

    /// The headers that answers of this form begin with.
    ///
    /// # Errors
    /// When the platform refuses one.
    pub fn builder(self) -> worker::Result<ResponseBuilder> {
        match self {
            Form::Document => html_response::builder(200),
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

/// What became of the comment that was just sent by a form.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Posted {
    /// It waits for a moderator.
    Pending,
    /// Everybody reads it.
    Published,
}

impl Posted {
    /// As it stands in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Posted::Pending => "pending",
            Posted::Published => "published",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let all = [Posted::Pending, Posted::Published];
        all.into_iter().find(|posted| posted.as_str() == text)
    }
}

/// What the reader's address asks for.
pub struct ThreadQuery {
    /// The answer's form.
    pub form: Form,
    /// The page's key.
    pub page: String,
    /// Where to start in the list.
    pub cursor: Option<String>,
    /// Levels that replies are indented.
    pub depth: u16,
    /// The comment that a plain page's form answers.
    pub reply: Option<String>,
    /// What a plain page says on top.
    pub posted: Option<Posted>,
    sort: Option<Sort>,
    flat: bool,
    search: Option<String>,
    around: Option<String>,
}

impl ThreadQuery {
    /// Reads a request's address.
    ///
    /// # Errors
    /// `field_empty`, `field_too_long` or `field_invalid`, naming the parameter.
    pub fn of(ctx: &RequestContext) -> Result<Self> {
        let form = Form::of(ctx)?;
        let plain = |name: &str| ctx.head.query(name).filter(|_| form == Form::Document);
        let reply = comment("reply", plain("reply"))?;
        let around = comment("around", ctx.head.query("around"))?;
        let flat = match ctx.head.query("view").as_deref() {
            None | Some("tree") => false,
            Some("flat") => true,
            Some(_) => return Err(DomainError::invalid("view").into()),
        };
        let depth = match ctx.head.query("depth") {
            Some(levels) => (levels.parse().ok())
                .filter(|levels| (1..=DEPTH_MOST).contains(levels))
                .ok_or_else(|| DomainError::invalid("depth"))?,
            None => DEPTH,
        };
        Ok(Self {
            form,
            page: ctx.page()?,
            sort: sort(ctx, flat)?,
            flat,
            depth,
            search: ctx.head.query("q"),
            cursor: ctx.head.query("cursor"),
            around,
            reply,
            posted: plain("posted").and_then(|text| Posted::parse(&text)),
        })
    }

    /// Whether the thread is searched.
    pub fn is_search(&self) -> bool {
        self.search.is_some()
    }

    /// The name under which what is rendered for this wish is kept. `url` and
    /// `title`, which hosts say and anybody can make up, are no part of it: the
    /// page shows what is stored.
    pub fn key(&self, ctx: &RequestContext, lang: &str) -> String {
        let form = match self.form {
            Form::Fragment => "f",
            Form::Json => "j",
            Form::Document => "d",
        };
        let option = |value: &Option<String>| value.clone().unwrap_or_default();
        [
            form,
            ctx.site_id(),
            lang,
            &self.page,
            self.sort.as_ref().map_or("", Sort::as_ref),
            if self.flat { "f" } else { "" },
            &self.depth.to_string(),
            &option(&self.search),
            &option(&self.cursor),
            &option(&self.around),
            &option(&self.reply),
            self.posted.map_or("", Posted::as_str),
        ]
        .join("\n")
    }

    /// What the Site object is asked for; `known` is the tag of what is kept.
    pub fn read(&self, ctx: &RequestContext, if_none_match: Option<String>) -> ReadThread {
        ReadThread {
            site: ctx.site_id().to_owned(),
            page: self.page.clone(),
            sort: self.sort,
            flat: self.flat,
            cursor: self.cursor.clone(),
            around: self.around.clone(),
            // People see the thread all the same; programs ask what to do next.
            strict: self.form == Form::Json,
            search: self.search.clone(),
            began: self.form == Form::Document,
            if_none_match,
        }
    }

    /// What is asked for instead where the comment that is answered stands
    /// elsewhere in the thread.
    pub fn read_answered(&self, ctx: &RequestContext) -> ReadThread {
        ReadThread {
            sort: None,
            cursor: None,
            search: None,
            around: self.reply.clone(),
            ..self.read(ctx, None)
        }
    }
}

/// A comment's id in a parameter.
fn comment(name: &'static str, said: Option<String>) -> Result<Option<String>> {
    match said {
        Some(id) if !ids::is_id(&id) => Err(DomainError::invalid(name).into()),
        said => Ok(said),
    }
}

/// The order that is asked for. A flat list knows only those of time.
fn sort(ctx: &RequestContext, flat: bool) -> Result<Option<Sort>> {
    let Some(asked) = ctx.head.query("sort") else {
        return Ok(None);
    };
    match asked
        .parse::<Sort>()
        .ok()
        .filter(|sort| !flat || sort.is_by_time())
    {
        None => Err(DomainError::invalid("sort").into()),
        known => Ok(known),
    }
}
