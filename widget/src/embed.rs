//! The host page's options for the widget.

use bedside_wire::comment::PageInfo;

/// One thread on one host page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Embed {
    /// The comment host's origin, without a slash at the end.
    pub host: String,
    /// The site's id.
    pub site: String,
    /// The page's key within the site.
    pub page: String,
    /// The page's address.
    pub url: String,
    /// The page's title.
    pub title: String,
    /// BCP 47 tag of the language the thread is shown in.
    pub lang: String,
    /// Which build of the assets is running.
    pub build: String,
    /// The comment that the page's address points to.
    pub focus: Option<String>,
    /// The one-time code that a full-page sign-in brought back.
    pub sign_in_code: Option<String>,
}

impl Embed {
    /// The address of the site's routes.
    pub fn api(&self) -> String {
        [&self.host, "/v1/sites/", &self.site].concat()
    }

    /// The address of a built asset of the running build.
    pub fn asset(&self, file: &str) -> String {
        [&self.host, "/assets/", &self.build, "/", file].concat()
    }

    /// The page as the worker wants to hear of it.
    pub fn page_info(&self) -> PageInfo {
        let known = |text: &String| (!text.is_empty()).then(|| text.clone());
        PageInfo {
            key: self.page.clone(),
            url: known(&self.url),
            title: known(&self.title),
        }
    }
}
