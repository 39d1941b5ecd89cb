//! A comment's text, read back from the elements that the worker rendered.
//!
//! The mirror of [`crate::components::rich_text`]. The elements are nodes by
//! now: nothing is parsed, and what is found becomes text again, never markup.

use bedside_wire::richtext::{Block, Inline, RichText};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// The blocks inside an element.
pub fn read(element: &Element) -> RichText {
    let children = children(element).into_iter();
    children
        .filter_map(|node| node.dyn_into().ok())
        .map(|element| block(&element))
        .collect()
}

fn children(node: &Node) -> Vec<Node> {
    std::iter::successors(node.first_child(), Node::next_sibling).collect()
}

fn block(element: &Element) -> Block {
    match element.local_name().as_str() {
        "blockquote" => Block::Quote(read(element)),
        "ul" => Block::Ul(items(element)),
        "ol" => {
            let start = element.get_attribute("start");
            let first = start.and_then(|first| first.parse().ok()).unwrap_or(1);
            Block::Ol(first, items(element))
        }
        "pre" => Block::Pre(text(element)),
        _ => Block::P(inlines(element)),
    }
}

fn items(list: &Element) -> Vec<Vec<Block>> {
    children(list).iter().map(list_item).collect()
}

/// An item is either blocks or, where it is tight, the inside of a paragraph.
fn list_item(item: &Node) -> Vec<Block> {
    let first = item
        .first_child()
        .and_then(|node| node.dyn_into::<Element>().ok());
    let blocks = ["p", "blockquote", "ul", "ol", "pre"];
    match (item.dyn_ref::<Element>(), first) {
        (Some(item), Some(first)) if blocks.contains(&first.local_name().as_str()) => read(item),
        _ => vec![Block::P(inlines(item))],
    }
}

fn inlines(node: &Node) -> Vec<Inline> {
    children(node).iter().map(inline).collect()
}

fn inline(node: &Node) -> Inline {
    let Some(element) = node.dyn_ref::<Element>() else {
        return Inline::T(text(node));
    };
    match element.local_name().as_str() {
        "em" => Inline::Em(inlines(element)),
        "strong" => Inline::Strong(inlines(element)),
        "code" => Inline::Code(text(element)),
        "a" => {
            let address = element.get_attribute("href").unwrap_or_default();
            Inline::Link(address, inlines(element))
        }
        _ => Inline::Br,
    }
}

fn text(node: &Node) -> String {
    node.text_content().unwrap_or_default()
}
