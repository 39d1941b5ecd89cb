//! The status line of the dialog: what was just done, seen and heard.

use crate::state::Announcement;
use yew::{Html, html};

/// The last thing that was done, for the dialog's head. It stands there from
/// the beginning, empty: a region that comes together with its words is not
/// announced.
pub fn status(announcement: &Announcement) -> Html {
    html! { <p class="status" role="status">{ announcement.announced() }</p> }
}
