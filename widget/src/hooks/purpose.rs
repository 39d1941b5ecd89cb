//! The purpose of a form.

use yew::AttrValue;

/// A comment, a reply or an edit.
#[derive(Debug, Clone, PartialEq)]
pub enum Purpose {
    /// A comment on the page.
    New,
    /// A reply to this comment.
    Reply {
        /// The comment.
        to: AttrValue,
        /// Its author.
        author: AttrValue,
    },
    /// Another text for the person's own comment.
    Edit {
        /// The comment.
        id: AttrValue,
        /// The revision that is being edited.
        revision: u32,
        /// Its Markdown.
        source: AttrValue,
        /// Everybody reads the comment as it was.
        is_public: bool,
    },
}

impl Purpose {
    /// True where the text that is edited is left as it was.
    pub fn keeps(&self, body: &str) -> bool {
        matches!(self, Purpose::Edit { source, .. } if source == body)
    }

    /// Tells the forms of one page apart, in element ids and in storage.
    pub fn slot(&self) -> AttrValue {
        match self {
            Purpose::New => "new".into(),
            Purpose::Reply { to, .. } => ["reply-", to].concat().into(),
            Purpose::Edit { id, .. } => ["edit-", id].concat().into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_edit_can_leave_a_text_as_it_was() {
        let edit = Purpose::Edit {
            id: "c".into(),
            revision: 1,
            source: "The same.".into(),
            is_public: true,
        };
        assert!(edit.keeps("The same."));
        assert!(!edit.keeps("Another."));
        assert!(!Purpose::New.keeps(""));
    }
}
