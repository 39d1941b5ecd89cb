//! Pages whose address changed, for the site's owner: all below an address, or
//! two that become one.

use super::move_form::{MoveForm, MoveKind};
use crate::api::Client;
use bedside_i18n::Texts;
use yew::prelude::*;

/// Props of [`PagesView`].
#[derive(Properties, PartialEq)]
pub struct PagesViewProps {
    /// The worker.
    pub client: Client,
    /// Texts.
    pub texts: Texts,
    /// Says what was done, in the dialog's status line.
    pub say: Callback<AttrValue>,
}

/// The two ways to move pages.
#[component]
pub fn PagesView(props: &PagesViewProps) -> Html {
    let PagesViewProps { client, texts, say } = props;
    html! {
        <section class="field" aria-labelledby="pages-title">
            <h3 id="pages-title">{ texts.get("pages.title") }</h3>
            <MoveForm {client} {texts} {say} how={MoveKind::Remap} />
            <MoveForm {client} {texts} {say} how={MoveKind::Merge} />
        </section>
    }
}
