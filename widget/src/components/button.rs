//! A button, put together in one place: what `html!` makes of one is half a
//! kilobyte of code each time.

use crate::state::CommentAction;
use yew::prelude::*;

/// A button's attributes; what is empty is left out.
#[derive(Default)]
pub struct Button {
    /// Its element id.
    pub id: Option<&'static str>,
    /// The main button of the form or the page.
    pub main: bool,
    /// Takes something away from others or from the person.
    pub danger: bool,
    /// Its action is under way. It is not disabled meanwhile: a disabled button
    /// would lose the focus.
    pub busy: bool,
    /// The state of a button that opens something.
    pub expanded: Option<bool>,
    /// The state of a button that stands for a choice.
    pub pressed: Option<bool>,
    /// Whose comment it is about: its name ends with that, as others have the same
    /// words.
    pub of: Option<AttrValue>,
    /// The element that says more about it.
    pub described_by: Option<AttrValue>,
    /// The action, where the thread listens for it.
    pub asks: Option<CommentAction>,
    /// The handler of a press.
    pub onclick: Option<Callback<MouseEvent>>,
}

impl Button {
    /// The button with these words. Its name begins with them (WCAG 2.5.3).
    pub fn says(self, words: AttrValue) -> Html {
        // A comment that is gone has no author.
        let of = self.of.clone().filter(|of| !of.is_empty());
        let label = of.map(|of| AttrValue::from([&*words, ", ", &of].concat()));
        self.shows(label, words.into())
    }

    /// The button with this in it, and with a name of its own where it needs one.
    pub fn shows(self, aria_label: Option<AttrValue>, content: Html) -> Html {
        let aria_busy = self.busy.then_some("true");
        let told = |state: bool| if state { "true" } else { "false" };
        let aria_expanded = self.expanded.map(told);
        let aria_pressed = self.pressed.map(told);
        let part = match (self.main, self.danger) {
            (true, _) => "button main",
            (_, true) => "button danger",
            _ => "button",
        };
        // No class: a dynamic one would bring Yew's set of classes.
        html! {
            <button
                type="button"
                {part}
                id={self.id}
                aria-busy={aria_busy}
                aria-expanded={aria_expanded}
                aria-pressed={aria_pressed}
                aria-label={aria_label}
                aria-describedby={self.described_by}
                data-do={self.asks.map(CommentAction::name)}
                onclick={self.onclick}
            >
                { content }
            </button>
        }
    }
}

/// A button that says what it does.
pub fn button(words: AttrValue, onclick: Callback<MouseEvent>) -> Html {
    Button {
        onclick: Some(onclick),
        ..Button::default()
    }
    .says(words)
}
