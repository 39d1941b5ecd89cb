//! The moderators' dialog: the panel that it shows, and its status line.

use super::Said;
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
    pub said: Said,
}

/// An event of the dialog.
#[derive(Debug, Clone, PartialEq)]
pub enum DialogAct {
    /// The moderator turned to this panel.
    Shown(Tab),
    /// Something was done; nothing empties the line.
    Said(AttrValue),
}

impl Reducible for DialogState {
    type Action = DialogAct;

    fn reduce(self: Rc<Self>, act: DialogAct) -> Rc<Self> {
        let mut next = Rc::unwrap_or_clone(self);
        let text = match act {
            // What was done in one panel is no news of another.
            DialogAct::Shown(tab) if tab != next.tab => {
                next.tab = tab;
                AttrValue::default()
            }
            DialogAct::Shown(_) => return Rc::new(next),
            DialogAct::Said(text) => text,
        };
        let count = next.said.count + 1;
        next.said = Said { text, count };
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(acts: impl IntoIterator<Item = DialogAct>) -> DialogState {
        let state = Rc::new(DialogState::default());
        Rc::unwrap_or_clone(acts.into_iter().fold(state, |state, act| state.reduce(act)))
    }

    #[test]
    fn the_heading_is_that_of_the_panel_shown() {
        assert_eq!(after([]).tab.title(), "queue.title");
        let settings = after([DialogAct::Shown(Tab::Settings)]);
        assert_eq!(settings.tab.title(), "settings.tab");
        let back = [Tab::Settings, Tab::Queue].map(DialogAct::Shown);
        assert_eq!(after(back).tab.title(), "queue.title");
    }

    #[test]
    fn what_was_done_is_not_told_in_another_panel() {
        let done = DialogAct::Said("Approved.".into());
        let told = after([done.clone()]);
        assert_eq!(told.said.text, "Approved.");
        let same = after([done.clone(), DialogAct::Shown(Tab::Queue)]);
        assert_eq!(same.said, told.said);
        let other = after([done, DialogAct::Shown(Tab::Settings)]);
        assert_eq!(other.said.text, "");
    }

    #[test]
    fn equal_news_differ() {
        let done = || DialogAct::Said("Saved.".into());
        assert_ne!(after([done()]).said, after([done(), done()]).said);
    }
}
