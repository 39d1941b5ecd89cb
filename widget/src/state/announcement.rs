//! An announcement.

use yew::AttrValue;

/// Something for screen readers. The number makes two equal ones differ.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Announcement {
    /// The text.
    pub text: AttrValue,
    /// The number of announcements before.
    pub count: u32,
}

impl Announcement {
    /// The words as they stand in the page: a screen reader keeps silent
    /// about a second announcement that is equal to the first.
    pub fn announced(&self) -> AttrValue {
        if self.text.is_empty() || self.count.is_multiple_of(2) {
            self.text.clone()
        } else {
            AttrValue::from([&*self.text, "\u{a0}"].concat())
        }
    }
}
