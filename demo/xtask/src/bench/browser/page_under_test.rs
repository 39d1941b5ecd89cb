//! The pages that are measured.

/// A page, and how its first comment is found.
#[derive(Debug, Clone)]
pub struct PageUnderTest {
    /// The row's name.
    pub name: String,
    /// The page's address.
    pub url: String,
    /// A JavaScript function that gives the first comment once it is there.
    pub first_comment: &'static str,
    /// False for a page that never shows comments.
    pub has_comments: bool,
}

impl PageUnderTest {
    /// The page with Bedside.
    pub fn bedside(pages: &str) -> Self {
        Self {
            name: "Bedside".into(),
            url: format!("{pages}/bedside.html"),
            first_comment: "() => document.querySelector('bedside-thread')?.shadowRoot?.querySelector('article')",
            has_comments: true,
        }
    }

    /// A script of a few lines that fetches the same HTML and style.
    pub fn plain(pages: &str) -> Self {
        Self {
            name: "baseline: script that fetches the same HTML and style".into(),
            url: format!("{pages}/plain.html"),
            first_comment: "() => document.querySelector('#plain')?.shadowRoot?.querySelector('article')",
            has_comments: true,
        }
    }

    /// The page alone.
    pub fn without(pages: &str) -> Self {
        Self {
            name: "baseline: the page without comments".into(),
            url: format!("{pages}/without.html"),
            first_comment: "() => null",
            has_comments: false,
        }
    }
}
