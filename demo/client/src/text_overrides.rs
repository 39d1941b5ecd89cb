//! Text overrides of a site, and the texts that readers then get.

use crate::http::Response;
use crate::person::{Person, Request};
use bedside_wire::texts::{ChangeTexts, TextOverride, TextOverrides};
use serde_json::Value;

impl Person {
    /// A page's thread as the loader asks for it; nothing that was kept.
    pub async fn fragment(&self, page: &str, lang: &str) -> Response {
        let request = self.request("GET", "/thread").query("page", page);
        let request = request.query("as", "fragment").query("lang", lang);
        let request = request.header("cache-control", "no-cache");
        request.send().await.expect(200)
    }

    /// All texts of a language, and who says what.
    pub async fn text_overrides(&self, lang: &str) -> Vec<TextOverride> {
        let response = self.request("GET", &format!("/texts/{lang}")).send().await;
        response.expect(200).json::<TextOverrides>().items
    }

    /// A request to say other texts; nothing stands for the standard one.
    pub fn overriding(&self, lang: &str, texts: &[(&str, Option<&str>)]) -> Request<'_> {
        let texts = texts.iter();
        let change = ChangeTexts {
            texts: texts
                .map(|(key, text)| ((*key).to_owned(), text.map(str::to_owned)))
                .collect(),
        };
        self.request("PATCH", &format!("/texts/{lang}"))
            .json(&change)
    }

    /// Says other texts, which the worker must take.
    pub async fn overrides(&self, lang: &str, texts: &[(&str, Option<&str>)]) -> Vec<TextOverride> {
        let response = self.overriding(lang, texts).send().await;
        response.expect(200).json::<TextOverrides>().items
    }
}

/// The address of the language file that the widget fetches for a fragment.
pub fn language_file(fragment: &Response, lang: &str) -> String {
    let text = fragment.text();
    let (_, state) = text.split_once("id=\"bedside-state\">").expect("a state");
    let state = state.split("</script>").next().unwrap_or_default();
    let state: Value = serde_json::from_str(state).expect("JSON");
    let build = state["build"].as_str().expect("a build").to_owned();
    format!("/assets/{build}/lang/{lang}.json")
}
