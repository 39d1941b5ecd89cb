//! The layout of whole pages. No inline script or style: the pages are
//! served with a policy that forbids both.

use bedside_i18n::Texts;
use yew::prelude::*;

/// The script of a page, with what it is told.
#[derive(Debug, Clone, PartialEq)]
pub struct Script {
    /// The file among the built assets.
    pub file: &'static str,
    /// `data-` attributes, with that prefix.
    pub data: Vec<(&'static str, String)>,
}

#[derive(Properties, PartialEq)]
struct WholeProps {
    html: Html,
}

#[component]
fn Whole(props: &WholeProps) -> Html {
    props.html.clone()
}

/// A whole page.
pub(crate) async fn page(
    texts: &Texts,
    build: &str,
    title: &str,
    script: Option<Script>,
    body: Html,
) -> String {
    let asset = |file: &str| ["/assets/", build, "/", file].concat();
    let script = script.map(|script| {
        let mut tag = yew::virtual_dom::VTag::new("script");
        tag.add_attribute("src", asset(script.file));
        tag.add_attribute("defer", "");
        for (name, value) in script.data {
            tag.add_attribute(name, value);
        }
        Html::from(tag)
    });
    let html = html! {
        <html lang={texts.lang().to_owned()} dir={texts.dir()}>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                // Or browsers ask for /favicon.ico, which there is not.
                <link rel="icon" href="data:,"/>
                <title>{ title.to_owned() }</title>
                <link rel="stylesheet" href={asset("widget.css")}/>
                { script.unwrap_or_default() }
            </head>
            <body class="bedside whole">{ body }</body>
        </html>
    };
    let rendered = yew::LocalServerRenderer::<Whole>::with_props(WholeProps { html })
        .hydratable(false)
        .render()
        .await;
    ["<!doctype html>", &rendered].concat()
}

/// Hidden fields of a form.
pub(crate) fn hidden(fields: &[(&'static str, String)]) -> Html {
    fields
        .iter()
        .map(|(name, value)| html! { <input type="hidden" name={*name} value={value.clone()}/> })
        .collect()
}

/// A text as the value of an attribute in double quotes.
pub(crate) fn escape_attribute(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}
