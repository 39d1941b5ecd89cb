//! Leaving the page by a form, which tells the page's origin.

use super::Listener;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlFormElement, Node};

/// Leaves the page by sending a form: the browser says from where it comes, as
/// it does for no other way to leave. False where the browser refuses.
///
/// A form's `Origin` is `null` where the referrer policy of its document hides
/// it (Fetch, "append a request `Origin` header"), and a form can only lower
/// that policy (`rel=noreferrer`). So the form stands in an empty frame, whose
/// document has the page's origin and a policy of its own.
pub fn leave_with(url: &str, fields: &[(&str, &str)]) -> bool {
    send_form(url, fields).is_some()
}

fn send_form(url: &str, fields: &[(&str, &str)]) -> Option<()> {
    let page = web_sys::window()?.document()?;
    let frame = empty_frame(&page)?;
    let sent = send_from(&frame, url, fields);
    if sent.is_none() {
        frame.remove();
        return None;
    }
    // Not before the page is left: the frame is what sends. The page may come
    // back from the browser's cache.
    let mut frame = Some(frame);
    let left = Listener::default().on_window("pagehide", move |_| {
        if let Some(frame) = frame.take() {
            frame.remove();
        }
    });
    std::mem::forget(left);
    sent
}

fn empty_frame(page: &Document) -> Option<Element> {
    let frame = page.create_element("iframe").ok()?;
    let style = frame.unchecked_ref::<HtmlElement>().style();
    // Not by an attribute, which a page's policy or style may override.
    style.set_property("display", "none").ok()?;
    page.body()?.append_child(&frame).ok()?;
    Some(frame)
}

fn send_from(frame: &Element, url: &str, fields: &[(&str, &str)]) -> Option<()> {
    let document = js_sys::Reflect::get(frame, &"contentDocument".into()).ok()?;
    if document.is_null() {
        return None;
    }
    // Of another realm than the page's, whose `Document` it is no instance of.
    let document: Document = document.unchecked_into();
    let meta = [("name", "referrer"), ("content", "strict-origin")];
    let (head, body) = (document.head()?, document.body()?);
    add(&document, &head, "meta", &meta)?;
    let form = [("method", "post"), ("action", url), ("target", "_parent")];
    let form = add(&document, &body, "form", &form)?;
    for (name, value) in fields {
        add(
            &document,
            &form,
            "input",
            &[("name", name), ("value", value)],
        )?;
    }
    form.unchecked_ref::<HtmlFormElement>().submit().ok()
}

fn add(document: &Document, to: &Node, name: &str, attributes: &[(&str, &str)]) -> Option<Element> {
    let element = document.create_element(name).ok()?;
    for (name, value) in attributes {
        element.set_attribute(name, value).ok()?;
    }
    to.append_child(&element).ok()?;
    Some(element)
}
