//! Actions of a comment's buttons.

use super::{App, Ballot};
use bedside_wire::Vote;

/// The action of a comment's button. The buttons carry its name and
/// the thread listens once for all of them: Yew never lets go of the root of
/// an app that listened, and each comment can be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommentAction {
    /// A form for a reply.
    Reply,
    /// A form to change the comment.
    Edit,
    /// A vote, or to take it back.
    Vote(Vote),
    /// The replies that are folded.
    More,
    /// The menu with what is rarely wanted.
    Menu,
    /// A form to tell the moderators of the comment.
    Report,
    /// The author takes the comment back.
    Delete,
    /// A form to take the comment down.
    Remove,
    /// Makes a removed comment public again.
    Restore,
    /// Takes back the last action on the comment.
    Undo,
}

impl CommentAction {
    /// Its name, for the button.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Edit => "edit",
            Self::Vote(Vote::Down) => "down",
            Self::Vote(_) => "up",
            Self::More => "more",
            Self::Menu => "menu",
            Self::Report => "report",
            Self::Delete => "delete",
            Self::Remove => "remove",
            Self::Restore => "restore",
            Self::Undo => "undo",
        }
    }

    /// The action of a button of this name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "reply" => Self::Reply,
            "edit" => Self::Edit,
            "down" => Self::Vote(Vote::Down),
            "up" => Self::Vote(Vote::Up),
            "more" => Self::More,
            "menu" => Self::Menu,
            "report" => Self::Report,
            "delete" => Self::Delete,
            "remove" => Self::Remove,
            "restore" => Self::Restore,
            "undo" => Self::Undo,
            _ => return None,
        })
    }
}

impl App {
    /// The vote that a press on a shown comment's button means.
    pub fn ballot(&self, id: &str, pressed: Vote) -> Option<Ballot> {
        let (inside, later) = self.rows();
        let mut rows = inside.iter().chain(&later);
        let row = rows.find(|row| row.comment.id == id)?;
        Some(Ballot::pressed(&row.comment, row.vote, pressed))
    }
}

#[cfg(test)]
mod tests {
    use super::CommentAction;
    use bedside_wire::Vote;

    #[test]
    fn a_name_means_what_it_names() {
        let votes = [Vote::Up, Vote::Down].map(CommentAction::Vote);
        let others = [
            CommentAction::Reply,
            CommentAction::Edit,
            CommentAction::More,
            CommentAction::Menu,
            CommentAction::Report,
            CommentAction::Delete,
            CommentAction::Remove,
            CommentAction::Restore,
            CommentAction::Undo,
        ];
        for action in others.into_iter().chain(votes) {
            assert_eq!(CommentAction::named(action.name()), Some(action));
        }
        // What the comfort module's buttons are for.
        for other in ["feed", "fold", "known", "mute", "next", "show"] {
            assert_eq!(CommentAction::named(other), None);
        }
    }
}
