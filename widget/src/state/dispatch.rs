//! The way from the components to the reducer.

use super::{Action, App, Ballot, UiEvent};
use std::cell::RefCell;
use std::rc::Rc;
use yew::html::ImplicitClone;
use yew::{Callback, MouseEvent, UseReducerDispatcher};

/// Dispatches the components' actions.
#[derive(Clone)]
pub struct Dispatch {
    reducer: UseReducerDispatcher<App>,
    vote: Rc<RefCell<Callback<Ballot>>>,
}

/// The same one for as long as the thread is there.
impl PartialEq for Dispatch {
    fn eq(&self, other: &Self) -> bool {
        self.reducer == other.reducer
    }
}

impl ImplicitClone for Dispatch {}

impl Dispatch {
    /// To a reducer. `vote` is kept between renders.
    pub fn new(reducer: UseReducerDispatcher<App>, vote: Rc<RefCell<Callback<Ballot>>>) -> Self {
        Self { reducer, vote }
    }

    /// Something happened.
    pub fn tell(&self, action: Action) {
        self.reducer.dispatch(action);
    }

    /// Sets the handler of votes. It is another one in each render; who
    /// listens for presses keeps the first `Dispatch`.
    pub fn votes_by(&self, vote: Callback<Ballot>) {
        self.vote.replace(vote);
    }

    /// Somebody votes.
    pub fn vote(&self, ballot: Ballot) {
        let vote = self.vote.borrow().clone();
        vote.emit(ballot);
    }
}

/// For a button.
pub fn press(dispatch: &Dispatch, press: UiEvent) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| dispatch.tell(Action::Pressed(press)))
}
