//! The moderators' dialog: the panel that it shows, and its status line.

use super::Announcement;
use std::rc::Rc;
use yew::{AttrValue, Reducible};

/// A panel of the dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// The comments to decide about, and those that were decided.
    #[default]
    Queue,
    /// The site's settings.
    Settings,
}

impl Tab {
    /// The key of its heading, which names the dialog.
    pub fn title(self) -> &'static str {
        match self {
            Tab::Queue => "queue.title",
            Tab::Settings => "settings.tab",
        }
    }
}

/// The dialog around its panel.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DialogState {
    /// The panel.
    pub tab: Tab,
    /// The status line.
    pub announcement: Announcement,
}

/// An event of the dialog.
#[derive(Debug, Clone, PartialEq)]
pub enum DialogAction {
    /// The moderator turned to this panel.
    Shown(Tab),
    /// Something was done; nothing empties the line.
    Announce(AttrValue),
}

impl Reducible for DialogState {
    type Action = DialogAction;

    fn reduce(self: Rc<Self>, action: DialogAction) -> Rc<Self> {
        let mut next = Rc::unwrap_or_clone(self);
        let text = match action {
            // What was done in one panel is no news of another.
            DialogAction::Shown(tab) if tab != next.tab => {
                next.tab = tab;
                AttrValue::default()
            }
            DialogAction::Shown(_) => return Rc::new(next),
            DialogAction::Announce(text) => text,
        };
        let count = next.announcement.count + 1;
        next.announcement = Announcement { text, count };
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(acts: impl IntoIterator<Item = DialogAction>) -> DialogState {
        let state = Rc::new(DialogState::default());
        Rc::unwrap_or_clone(
            acts.into_iter()
                .fold(state, |state, action| state.reduce(action)),
        )
    }

    #[test]
    fn the_heading_is_that_of_the_panel_shown() {
        assert_eq!(after([]).tab.title(), "queue.title");
        let settings = after([DialogAction::Shown(Tab::Settings)]);
        assert_eq!(settings.tab.title(), "settings.tab");
        let back = [Tab::Settings, Tab::Queue].map(DialogAction::Shown);
        assert_eq!(after(back).tab.title(), "queue.title");
    }

    #[test]
    fn what_was_done_is_not_told_in_another_panel() {
        let done = DialogAction::Announce("Approved.".into());
        let told = after([done.clone()]);
        assert_eq!(told.announcement.text, "Approved.");
        let same = after([done.clone(), DialogAction::Shown(Tab::Queue)]);
        assert_eq!(same.announcement, told.announcement);
        let other = after([done, DialogAction::Shown(Tab::Settings)]);
        assert_eq!(other.announcement.text, "");
    }

    #[test]
    fn equal_news_differ() {
        let done = || DialogAction::Announce("Saved.".into());
        assert_ne!(
            after([done()]).announcement,
            after([done(), done()]).announcement
        );
    }
}
