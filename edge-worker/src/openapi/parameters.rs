//! Parameters of routes.

use bedside_domain::limits::DEPTH_MOST;
use bedside_wire::Sort;
use bedside_wire::moderation::QueueView;
use schemars::SchemaGenerator;
use serde_json::{Value, json};

/// A parameter beside those of the path.
pub struct Parameter {
    place: &'static str,
    name: &'static str,
    is_required: bool,
    description: &'static str,
    schema: fn(&mut SchemaGenerator) -> Value,
}

impl Parameter {
    const fn query(name: &'static str, description: &'static str) -> Self {
        Self {
            place: "query",
            name,
            is_required: false,
            description,
            schema: |_| json!({ "type": "string" }),
        }
    }

    const fn header(name: &'static str, description: &'static str) -> Self {
        Self {
            place: "header",
            ..Self::query(name, description)
        }
    }

    const fn required(self) -> Self {
        Self {
            is_required: true,
            ..self
        }
    }

    const fn of(self, schema: fn(&mut SchemaGenerator) -> Value) -> Self {
        Self { schema, ..self }
    }

    /// As the document has it.
    pub fn describe(&self, generator: &mut SchemaGenerator) -> Value {
        json!({
            "in": self.place,
            "name": self.name,
            "required": self.is_required,
            "description": self.description,
            "schema": (self.schema)(generator),
        })
    }
}

/// A parameter of the path.
pub fn in_path(name: &str) -> Value {
    let description = match name {
        "site" => "The site's id.",
        "id" => "The id of the comment, session or person.",
        "lang" => "A language that Bedside has.",
        "provider" => "The id of the sign-in provider.",
        "build" => "The build of the assets.",
        "file" => "The file.",
        _ => "",
    };
    json!({
        "in": "path",
        "name": name,
        "required": true,
        "description": description,
        "schema": { "type": "string" },
    })
}

fn flag(_: &mut SchemaGenerator) -> Value {
    json!({ "const": "true" })
}

macro_rules! parameters {
    ($($name:ident $parameter:expr;)+) => {
        $(pub const $name: Parameter = $parameter;)+
    };
}

parameters! {
    PAGE Parameter::query("page", "The page's key.").required();
    LANG Parameter::query("lang", "A language tag: the language of the answer.");
    CURSOR Parameter::query("cursor", "A `next` or `prev`: another part of the list.");
    AS Parameter::query("as", "HTML for the shadow root, `ThreadView`, or the plain page, which is the default.")
        .of(|_| json!({ "enum": ["fragment", "json", "document"] }));
    SORT Parameter::query("sort", "The order; the site's own by default.")
        .of(|generator| generator.subschema_for::<Sort>().to_value());
    VIEW Parameter::query("view", "The tree, or one list in order of time.")
        .of(|_| json!({ "enum": ["tree", "flat"] }));
    DEPTH Parameter::query("depth", "Levels of indentation.")
        .of(|_| json!({ "type": "integer", "minimum": 1, "maximum": DEPTH_MOST }));
    SEARCH Parameter::query("q", "Words: searches, the newest comment first.");
    AROUND Parameter::query("around", "A comment's id: starts near that comment.");
    REPLY Parameter::query("reply", "A comment's id: the form of the plain page answers that comment, and the page shows the part that it is in.");
    SINCE Parameter::query("since", "The version from which changes are wanted; 0 by default.")
        .of(|_| json!({ "type": "integer", "minimum": 0 }));
    FEED_PAGE Parameter::query("page", "The page's key: the feed of a page.");
    FEED_AUTHOR Parameter::query("author", "A name: the feed of what was published under it.");
    FEED_REPLIES Parameter::query("replies", "A token: the feed of the replies to a person.");
    QUEUE_VIEW Parameter::query("view", "What waits, which is the default, or what was decided.")
        .of(|generator| generator.subschema_for::<QueueView>().to_value());
    THIS Parameter::query("this", "Ends the session that asks as well.").of(flag);
    MODE Parameter::query("mode", "A window beside the page.").required()
        .of(|_| json!({ "const": "popup" }));
    ORIGIN Parameter::query("origin", "The opener's origin, one of the site's.").required();
    FRESH Parameter::query("fresh", "Demands that the person proves again who they are.").of(flag);
    STATE Parameter::query("state", "As it was sent to the provider.").required();
    CODE Parameter::query("code", "The provider's code.");
    ERROR Parameter::query("error", "Why there is no code.");
    ISSUER Parameter::query("iss", "The provider's issuer (RFC 9207).");
    IF_NONE_MATCH Parameter::header("If-None-Match", "The `ETag` of what the reader has; the answer is 304 where it still stands.");
    KEY Parameter::header("Idempotency-Key", "Makes a repeat get the first answer again, with `Idempotency-Replayed: true`.").required()
        .of(|_| json!({ "type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$" }));
}
