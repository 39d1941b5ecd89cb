//! The browser's own modal dialogs: focus is kept inside, Escape closes, the
//! page behind is inert.

use web_sys::HtmlDialogElement;
use yew::NodeRef;

/// Opens a `<dialog>` as a modal one.
pub fn show(dialog: &NodeRef) {
    if let Some(dialog) = dialog.cast::<HtmlDialogElement>()
        && !dialog.open()
    {
        let _not_connected = dialog.show_modal();
    }
}

/// Closes it; the browser gives focus back to where it was.
pub fn close(dialog: &NodeRef) {
    if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
        dialog.close();
    }
}
