//! Something that went wrong, in a form that can be shown.

use bedside_i18n::Texts;
use bedside_wire::{Problem, ProblemCode};
use yew::AttrValue;

/// Why something did not work.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// The worker refused, and said why.
    Problem(Box<Problem>),
    /// The worker could not be reached.
    Offline,
    /// The worker answered something that cannot be read.
    Unreadable,
    /// The sign-in window was closed before the end.
    WindowClosed,
    /// Popups and storage are both blocked; signing in needs one of them.
    StorageBlocked,
    /// The page does not come over HTTPS, so the browser offers no keys.
    Insecure,
    /// The host has gone on to another page, which has another thread.
    AnotherPage,
    /// An earlier text had arrived, though no answer had; another one is in the
    /// box.
    SentBefore,
}

impl Trouble {
    /// One sentence: what is wrong and what to do.
    pub fn sentence(&self, texts: &Texts) -> AttrValue {
        match self {
            // A newer worker may know problems that this build has no words
            // for; it sent its own.
            Trouble::Problem(problem) if problem.code == ProblemCode::Unknown => {
                AttrValue::from(problem.title.clone())
            }
            Trouble::Problem(problem) => {
                texts.problem(&problem.code, problem.field.as_deref(), problem.limit)
            }
            Trouble::Offline => texts.get("trouble.offline"),
            Trouble::Unreadable => texts.get("trouble.unreadable"),
            Trouble::WindowClosed => texts.get("trouble.window_closed"),
            Trouble::StorageBlocked => texts.get("trouble.storage_blocked"),
            Trouble::Insecure => texts.get("trouble.insecure"),
            Trouble::SentBefore => texts.get("trouble.sent_before"),
            Trouble::AnotherPage => texts.get("trouble.another_page"),
        }
    }

    /// The problem's code, where the worker gave one.
    pub fn code(&self) -> Option<ProblemCode> {
        match self {
            Trouble::Problem(problem) => Some(problem.code),
            _ => None,
        }
    }
}
