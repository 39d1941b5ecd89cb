//! Structured data of the plain page: where the thread belongs, its feeds,
//! and its comments in schema.org's terms.

use super::address::{web, with_query};
use super::layout::escape_attribute;
use super::plain_page::PlainPageContext;
use crate::components::article::role_key;
use bedside_domain::plain_text::plain_text;
use bedside_wire::embed::FragmentState;
use serde_json::{Value, json};

/// Elements for the page's head.
pub(crate) fn head(state: &FragmentState, page: &PlainPageContext) -> String {
    let view = &state.view;
    let mut head = String::new();
    let address = web(&view.url);
    if let Some(address) = &address {
        head.push_str(&format!(
            r#"<link rel="canonical" href="{}">"#,
            escape_attribute(address)
        ));
    }
    for (file, kind) in [
        ("atom", "application/atom+xml"),
        ("json", "application/feed+json"),
    ] {
        head.push_str(&format!(
            r#"<link rel="alternate" type="{kind}" href="{}">"#,
            escape_attribute(&feed_address(state, file))
        ));
    }
    if page.index && page.reply.is_none() && page.refused.is_none() && page.notice.is_none() {
        let json = posting(state, page, address.as_deref()).to_string();
        head.push_str(&format!(
            r#"<script type="application/ld+json">{}</script>"#,
            // No text can end the element: that would begin with `<`.
            json.replace('<', "\\u003c")
        ));
    } else {
        head.push_str(r#"<meta name="robots" content="noindex">"#);
    }
    head
}

/// The address of this page's feed.
pub(crate) fn feed_address(state: &FragmentState, file: &str) -> String {
    let path = ["/v1/sites/", &state.view.site, "/feed.", file].concat();
    let lang = state.lang.as_str();
    with_query(&path, &[("page", state.view.page.as_str()), ("lang", lang)])
}

/// The discussion as a `DiscussionForumPosting` (schema.org): the host page is
/// its subject, our comments are its `comment`s. Search engines take it for a
/// discussion by its date, its author and its text: it began with its first
/// comment, the site made the place for it, and it says no more than its title.
fn posting(state: &FragmentState, page: &PlainPageContext, address: Option<&str>) -> Value {
    let view = &state.view;
    let title = match view.title.as_str() {
        "" => &page.site_title,
        title => title,
    };
    let id = |comment: &str| [address.unwrap_or_default(), "#comment-", comment].concat();
    // A placeholder says nothing.
    let public = view.items.iter().filter(|item| !item.status.is_gone());
    let comments = public.map(|item| {
        let mut comment = json!({
            "@type": "Comment",
            "@id": id(&item.id),
            "text": plain_text(&item.body),
            "datePublished": item.time,
            "author": { "@type": "Person", "name": item.author },
        });
        // schema.org has no role of an author within a site; a job title is a
        // property of a Person that programs know.
        if let Some(role) = role_key(item.role) {
            comment["author"]["jobTitle"] = page.texts.get(role).as_str().into();
        }
        if let Some(edited) = &item.edited {
            comment["dateModified"] = edited.as_str().into();
        }
        for (name, votes) in [("upvoteCount", item.up), ("downvoteCount", item.down)] {
            if votes > 0 {
                comment[name] = votes.into();
            }
        }
        if let Some(parent) = &item.parent {
            comment["parentItem"] = json!({ "@type": "Comment", "@id": id(parent) });
        }
        comment
    });
    let mut posting = json!({
        "@context": "https://schema.org",
        "@type": "DiscussionForumPosting",
        "headline": title,
        "text": title,
        "inLanguage": state.lang,
        "author": { "@type": "Organization", "name": page.site_title },
        "interactionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": "https://schema.org/CommentAction",
            "userInteractionCount": view.total,
        },
        "comment": comments.collect::<Vec<_>>(),
    });
    if let Some(began) = &page.began {
        posting["datePublished"] = began.as_str().into();
    }
    if let Some(address) = address {
        posting["url"] = address.into();
    }
    posting
}

#[cfg(test)]
mod tests {
    use super::*;
    use bedside_i18n::Texts;
    use bedside_wire::richtext::{Block, Inline};
    use bedside_wire::{CommentStatus, CommentView, Role, ThreadView};

    fn comment(id: &str, parent: Option<&str>, edited: Option<&str>) -> CommentView {
        CommentView {
            id: id.into(),
            parent: parent.map(Into::into),
            parent_author: None,
            depth: 0,
            author: "Ana".into(),
            role: Role::Member,
            time: "2026-11-21T10:00:00Z".into(),
            edited: edited.map(Into::into),
            body: vec![Block::P(vec![Inline::T("Hello".into())])],
            revision: 1,
            up: 0,
            down: 0,
            status: CommentStatus::Published,
            tree_path: id.into(),
        }
    }

    #[test]
    fn search_engines_are_told_all_that_they_need() {
        let edited = "2026-11-22T10:00:00Z";
        let state = FragmentState {
            view: ThreadView {
                title: "A page".into(),
                total: 2,
                items: vec![
                    comment("1", None, None),
                    comment("2", Some("1"), Some(edited)),
                    CommentView {
                        role: Role::Moderator,
                        ..comment("3", None, None)
                    },
                ],
                ..ThreadView::default()
            },
            lang: "en".into(),
            dir: "ltr".into(),
            build: "B1".into(),
        };
        let page = PlainPageContext {
            texts: Texts::load("en"),
            site_title: "Demo".into(),
            cursor: None,
            began: Some("2026-11-20T09:00:00Z".into()),
            index: true,
            reply: None,
            refused: None,
            notice: None,
        };
        let posting = posting(&state, &page, Some("https://example.org/p"));
        assert_eq!(posting["datePublished"], "2026-11-20T09:00:00Z");
        assert_eq!(posting["text"], "A page");
        assert_eq!(posting["headline"], "A page");
        assert_eq!(posting["author"]["name"], "Demo");
        for (n, id) in ["1", "2"].into_iter().enumerate() {
            let comment = &posting["comment"][n];
            let address = format!("https://example.org/p#comment-{id}");
            assert_eq!(comment["@id"], address);
            assert_eq!(comment["datePublished"], "2026-11-21T10:00:00Z");
            assert_eq!(comment["text"], "Hello");
            assert_eq!(comment["author"]["name"], "Ana");
        }
        assert_eq!(posting["comment"][1]["dateModified"], edited);
        assert_eq!(posting["comment"][0]["author"]["jobTitle"], Value::Null);
        assert_eq!(posting["comment"][2]["author"]["jobTitle"], "Moderator");
    }
}
