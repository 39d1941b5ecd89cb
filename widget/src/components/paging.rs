//! The buttons at both ends of the list; plain links where scripts are off.

use crate::components::notice;
use crate::state::{Load, Trouble};
use crate::texts::Texts;
use yew::prelude::*;

/// Props of [`Paging`].
#[derive(Properties, PartialEq)]
pub struct PagingProps {
    /// Words.
    pub texts: Texts,
    /// Which end.
    pub load: Load,
    /// True while the comments are being fetched.
    pub busy: bool,
    /// Why they did not come.
    #[prop_or_default]
    pub failed: Option<Trouble>,
    /// Where the link leads, in the plain page.
    #[prop_or_default]
    pub href: Option<AttrValue>,
    /// Asks for them.
    #[prop_or_default]
    pub on_load: Callback<Load>,
}

/// The button or link to more comments.
#[component]
pub fn Paging(props: &PagingProps) -> Html {
    let (key, rel) = match props.load {
        Load::Next => ("load_more", "next"),
        Load::Prev => ("load_earlier", "prev"),
    };
    let label = props.texts.get(key);
    if let Some(href) = &props.href {
        return html! { <p class="paging"><a class="button" {rel} {href}>{ label }</a></p> };
    }
    let onclick = {
        let (on_load, load) = (props.on_load.clone(), props.load);
        Callback::from(move |_| on_load.emit(load))
    };
    if let Some(trouble) = &props.failed {
        return notice::retry(&props.texts, trouble, onclick);
    }
    // Not disabled while busy: a disabled button would lose the focus.
    let busy = props.busy.then_some("true");
    let label = if props.busy {
        props.texts.get("loading")
    } else {
        label
    };
    html! {
        <p class="paging"><button type="button" aria-busy={busy} {onclick}>{ label }</button></p>
    }
}
