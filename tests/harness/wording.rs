//! What owners do with the words of their site, and what others then read.

use crate::http::Answer;
use crate::person::{Call, Person};
use bedside_wire::texts::{ChangeTexts, TextOverride, TextOverrides};
use serde_json::Value;

impl Person {
    /// A page's thread as the loader asks for it; nothing that was kept.
    pub async fn fragment(&self, page: &str, lang: &str) -> Answer {
        let call = self.call("GET", "/thread").query("page", page);
        let call = call.query("as", "fragment").query("lang", lang);
        let call = call.header("cache-control", "no-cache");
        call.answer().await.expect(200)
    }

    /// All texts of a language, and who says what.
    pub async fn own_texts(&self, lang: &str) -> Vec<TextOverride> {
        let answer = self.call("GET", &format!("/texts/{lang}")).answer().await;
        answer.expect(200).json::<TextOverrides>().items
    }

    /// A request to say other texts; nothing stands for the standard one.
    pub fn rewording(&self, lang: &str, texts: &[(&str, Option<&str>)]) -> Call<'_> {
        let texts = texts.iter();
        let change = ChangeTexts {
            texts: texts
                .map(|(key, text)| ((*key).to_owned(), text.map(str::to_owned)))
                .collect(),
        };
        self.call("PATCH", &format!("/texts/{lang}")).json(&change)
    }

    /// Says other texts, which the worker must take.
    pub async fn rewords(&self, lang: &str, texts: &[(&str, Option<&str>)]) -> Vec<TextOverride> {
        let answer = self.rewording(lang, texts).answer().await;
        answer.expect(200).json::<TextOverrides>().items
    }
}

/// The address of the language file that the widget fetches for a fragment.
pub fn language_file(fragment: &Answer, lang: &str) -> String {
    let text = fragment.text();
    let (_, state) = text.split_once("id=\"bedside-state\">").expect("a state");
    let state = state.split("</script>").next().unwrap_or_default();
    let state: Value = serde_json::from_str(state).expect("JSON");
    let build = state["build"].as_str().expect("a build").to_owned();
    format!("/assets/{build}/lang/{lang}.json")
}
