//! A comment's text as elements. The tree holds text and addresses only, so
//! nothing in it can become markup.

use bedside_wire::richtext::{Block, Inline};
use yew::prelude::*;

/// The blocks, one below the other.
pub fn rich_text(blocks: &[Block]) -> Html {
    blocks.iter().map(block).collect()
}

fn block(block: &Block) -> Html {
    match block {
        Block::P(text) => html! { <p>{ inlines(text) }</p> },
        Block::Quote(blocks) => html! { <blockquote>{ rich_text(blocks) }</blockquote> },
        Block::Ul(items) => html! { <ul>{ for items.iter().map(|item| list_item(item)) }</ul> },
        Block::Ol(first, items) => {
            // HTML counts from 1 by itself.
            let start = (*first != 1).then(|| AttrValue::from(first.to_string()));
            html! { <ol {start}>{ for items.iter().map(|item| list_item(item)) }</ol> }
        }
        // A long line scrolls inside its box; the box must be reachable by key.
        Block::Pre(text) => html! { <pre tabindex="0"><code>{ text.clone() }</code></pre> },
    }
}

/// A tight item, one paragraph only, is shown without the paragraph's space.
fn list_item(blocks: &[Block]) -> Html {
    match blocks {
        [Block::P(text)] => html! { <li>{ inlines(text) }</li> },
        _ => html! { <li>{ rich_text(blocks) }</li> },
    }
}

fn inlines(texts: &[Inline]) -> Html {
    texts.iter().map(inline).collect()
}

fn inline(text: &Inline) -> Html {
    match text {
        Inline::T(text) => html! { { text.clone() } },
        Inline::Em(inner) => html! { <em>{ inlines(inner) }</em> },
        Inline::Strong(inner) => html! { <strong>{ inlines(inner) }</strong> },
        Inline::Code(text) => html! { <code>{ text.clone() }</code> },
        // `noreferrer` has the effect of `noopener`, too (HTML, link types).
        Inline::Link(address, inner) => html! {
            <a href={address.clone()} rel="nofollow ugc noreferrer" target="_blank">
                { inlines(inner) }
            </a>
        },
        Inline::Br => html! { <br/> },
    }
}

#[cfg(all(test, feature = "ssr"))]
#[path = "rich_text_tests.rs"]
mod tests;
