//! Something that went wrong, in a form that can be shown.

use bedside_i18n::Texts;
use bedside_wire::{Problem, ProblemCode};
use yew::AttrValue;

/// Why something did not work.
#[derive(Debug, Clone, PartialEq)]
pub enum UiError {
    /// The worker refused, and said why.
    Problem(Box<Problem>),
    /// The worker could not be reached.
    Offline,
    /// The worker's response cannot be read.
    Unreadable,
    /// The sign-in window was closed before the end.
    WindowClosed,
    /// Popups and storage are both blocked; signing in needs one of them.
    StorageBlocked,
    /// The page does not come over HTTPS, so the browser offers no keys.
    Insecure,
    /// The host has gone on to another page, which has another thread.
    AnotherPage,
    /// An earlier text had arrived, though no response had; another one is in the
    /// box.
    SentBefore,
}

impl UiError {
    /// One sentence: what is wrong and what to do.
    pub fn sentence(&self, texts: &Texts) -> AttrValue {
        match self {
            // A newer worker may know problems that this build has no words
            // for; it sent its own.
            UiError::Problem(problem) if problem.code == ProblemCode::Unknown => {
                AttrValue::from(problem.title.clone())
            }
            UiError::Problem(problem) => {
                texts.problem(&problem.code, problem.field.as_deref(), problem.limit)
            }
            UiError::Offline => texts.get("error.offline"),
            UiError::Unreadable => texts.get("error.unreadable"),
            UiError::WindowClosed => texts.get("error.window_closed"),
            UiError::StorageBlocked => texts.get("error.storage_blocked"),
            UiError::Insecure => texts.get("error.insecure"),
            UiError::SentBefore => texts.get("error.sent_before"),
            UiError::AnotherPage => texts.get("error.another_page"),
        }
    }

    /// The problem's code, where the worker gave one.
    pub fn code(&self) -> Option<ProblemCode> {
        match self {
            UiError::Problem(problem) => Some(problem.code),
            _ => None,
        }
    }
}
