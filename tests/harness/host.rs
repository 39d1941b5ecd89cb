//! Host pages of the tests: what a site owner might embed Bedside in.

use crate::World;
use bedside_xtask::pages::{Headers, Page};

/// A site's own style; axe takes a page without a background
/// for a white one, in the dark as well.
const STYLE: &str = "<style>html { background: #fff; color: #222 } @media (prefers-color-scheme: dark) \
                     { html { background: #16191c; color: #eee } }</style>";

/// A host page that is being written.
pub struct HostPage {
    name: String,
    head: String,
    body: String,
    headers: Headers,
}

impl HostPage {
    /// An empty page of this name with a heading.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            head: String::new(),
            body: String::new(),
            headers: Headers::new(),
        }
    }

    /// Adds to the page's head.
    pub fn head(mut self, html: &str) -> Self {
        self.head.push_str(html);
        self
    }

    /// Adds to the page's body.
    pub fn body(mut self, html: &str) -> Self {
        self.body.push_str(html);
        self
    }

    /// Embeds a thread with the one script tag.
    pub fn thread(self, site: &str, page: &str) -> Self {
        self.body(&script_tag(site, page))
    }

    /// Sends a header with the page.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Puts it on the host's server; answers with its address.
    pub fn at(self, world: &World) -> String {
        // Strict pages get their style, like everything, from elsewhere.
        let style = if self.headers.is_empty() { STYLE } else { "" };
        let html = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{name}</title>\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"color-scheme\" content=\"light dark\"><link rel=\"icon\" href=\"data:,\">{style}{head}</head>\
             <body><main><h1>{name}</h1>{body}</main></body></html>",
            name = self.name,
            head = self.head,
            body = self.body,
        );
        let path = format!(
            "/tests/{}-{}.html",
            self.name.replace(' ', "-"),
            bedside_client::random(6)
        );
        world.stack.pages().put(
            &path,
            Page {
                html,
                headers: self.headers,
            },
        );
        format!("{}{path}", world.pages())
    }
}

/// The one script tag that embeds a thread.
pub fn script_tag(site: &str, page: &str) -> String {
    format!(
        "<script src=\"{{{{WORKER}}}}/embed.js\" data-site=\"{site}\" data-page=\"{page}\" async></script>"
    )
}

/// A host page with nothing but a heading and the thread, whose tag says more.
pub fn page_with(world: &World, site: &str, page: &str, attributes: &str) -> String {
    let tag = script_tag(site, page).replace(" async", &format!(" {attributes} async"));
    HostPage::new("A page").body(&tag).at(world)
}

/// A host page with nothing but a heading and the thread.
pub fn plain_page(world: &World, site: &str, page: &str) -> String {
    HostPage::new("A page").thread(site, page).at(world)
}
