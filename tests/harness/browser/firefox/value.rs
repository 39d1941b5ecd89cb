//! Values as BiDi sends them:
//! <https://w3c.github.io/webdriver-bidi/#type-script-RemoteValue>.

use crate::browser::engine::Outcome;
use bedside_xtask::devtools::text;
use serde_json::{Map, Value, json};

/// The value that a script returned.
pub fn outcome(reply: Result<Value, String>) -> Outcome {
    let reply = reply.ok()?;
    if reply["type"] == "exception" {
        return Some(Err(text(&reply["exceptionDetails"]["text"])));
    }
    Some(Ok(plain(&reply["result"])))
}

/// A value as JSON would have it.
fn plain(remote: &Value) -> Value {
    let value = &remote["value"];
    match remote["type"].as_str() {
        Some("array") => {
            let items = value.as_array().into_iter().flatten();
            items.map(plain).collect()
        }
        Some("object") => {
            let entries = value.as_array().into_iter().flatten();
            let entries = entries.map(|entry| (text(&entry[0]), plain(&entry[1])));
            Value::Object(entries.collect::<Map<_, _>>())
        }
        // Whole ones as such; `NaN` and the like are words.
        Some("number") => match value.as_f64() {
            #[expect(clippy::cast_possible_truncation, reason = "looked at before")]
            Some(number) if number.fract() == 0.0 && number.abs() < 9e15 => json!(number as i64),
            _ => value.clone(),
        },
        Some("string" | "boolean") => value.clone(),
        _ => Value::Null,
    }
}

/// The elements of an array.
pub fn elements(reply: &Value) -> Option<Vec<String>> {
    let array = reply["result"]["value"].as_array()?;
    Some(array.iter().map(|node| text(&node["sharedId"])).collect())
}
