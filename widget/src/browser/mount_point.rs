//! The element in the host page that an app is shown in.

#[cfg(feature = "reader")]
use super::rendered_text;
#[cfg(feature = "reader")]
use bedside_wire::richtext::RichText;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;
use yew::html::BaseComponent;
use yew::{AppHandle, Renderer};

const STATE: &str = "#bedside-state";

/// An element to show an app in.
#[derive(Clone, PartialEq)]
pub struct MountPoint(Element);

impl MountPoint {
    /// `None` where the value is no element.
    pub fn from_js(element: JsValue) -> Option<Self> {
        element.dyn_into().ok().map(Self)
    }

    /// The element as a value for another module of ours.
    #[cfg(feature = "reader")]
    pub(crate) fn as_js(&self) -> &JsValue {
        self.0.as_ref()
    }

    /// The JSON that the worker sent beside the rendered HTML.
    pub fn state(&self) -> Option<String> {
        // Each kind of root is asked in the same way.
        let root = self.0.get_root_node();
        let found = root.unchecked_ref::<Element>().query_selector(STATE);
        found.ok()??.text_content()
    }

    /// The text of the comment whose article has this id, as it is shown.
    #[cfg(feature = "reader")]
    pub fn text_of(&self, article: &str) -> Option<RichText> {
        let item = self.item(article)?;
        let element = item.0.query_selector("[part~=text]").ok()??;
        Some(rendered_text::read(&element))
    }

    /// The element around an article, where nothing else is in it but the
    /// marks that the worker put before and after the article.
    #[cfg(feature = "reader")]
    pub fn item(&self, article: &str) -> Option<Self> {
        let selector = ["#", article].concat();
        let article = self.0.query_selector(&selector).ok()??;
        let item = article.parent_element()?;
        (item.child_nodes().length() == 3).then_some(Self(item))
    }

    /// True while it is in the page.
    #[cfg(feature = "reader")]
    pub fn is_connected(&self) -> bool {
        self.0.is_connected()
    }

    /// Takes over the HTML that the worker rendered. Where something
    /// between worker and page changed it, Yew gives up and the components do
    /// not come to life; the HTML stays.
    #[cfg(feature = "reader")]
    pub fn hydrate<C: BaseComponent + 'static>(&self, props: C::Properties) -> AppHandle<C> {
        Renderer::<C>::with_root_and_props(self.0.clone(), props).hydrate()
    }

    /// Shows an app in the empty element.
    pub fn render<C: BaseComponent + 'static>(&self, props: C::Properties) -> AppHandle<C> {
        Renderer::<C>::with_root_and_props(self.0.clone(), props).render()
    }

    /// A new, empty element after this one.
    pub fn beside(&self) -> Option<Self> {
        let element = self.0.owner_document()?.create_element("div").ok()?;
        element.set_class_name(&self.0.class_name());
        for name in ["lang", "dir"] {
            if let Some(value) = self.0.get_attribute(name) {
                element.set_attribute(name, &value).ok()?;
            }
        }
        self.0.insert_adjacent_element("afterend", &element).ok()?;
        Some(Self(element))
    }

    /// Takes the element out of the page.
    pub fn remove(&self) {
        self.0.remove();
    }
}
