//! What the buttons of a comment are for.

use super::{App, Ballot};
use bedside_wire::Vote;

/// What a press of a comment's button asks for. The buttons carry its name and
/// the thread listens once for all of them: Yew never lets go of the root of
/// an app that listened, and each comment can be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// A form for a reply.
    Reply,
    /// A form to change the comment.
    Edit,
    /// A vote, or to take it back.
    Vote(Vote),
    /// The replies that are folded.
    More,
}

impl Ask {
    /// Its name, for the button.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Edit => "edit",
            Self::Vote(Vote::Down) => "down",
            Self::Vote(_) => "up",
            Self::More => "more",
        }
    }

    /// What a button of this name asks for.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "reply" => Self::Reply,
            "edit" => Self::Edit,
            "down" => Self::Vote(Vote::Down),
            "up" => Self::Vote(Vote::Up),
            "more" => Self::More,
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
    use super::Ask;
    use bedside_wire::Vote;

    #[test]
    fn a_name_means_what_it_names() {
        let votes = [Vote::Up, Vote::Down].map(Ask::Vote);
        for ask in [Ask::Reply, Ask::Edit, Ask::More].into_iter().chain(votes) {
            assert_eq!(Ask::named(ask.name()), Some(ask));
        }
        // What the comfort module's buttons are for.
        for other in ["feed", "fold", "known", "mute", "next", "show"] {
            assert_eq!(Ask::named(other), None);
        }
    }
}
