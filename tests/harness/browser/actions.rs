//! Mouse and keyboard as WebDriver's actions, which BiDi and the classic
//! protocol have in common: <https://www.w3.org/TR/webdriver2/#actions>.

use serde_json::{Value, json};

/// A click, at this many pixels from left and top.
pub fn click(x: f64, y: f64) -> Value {
    json!([{ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": [
        { "type": "pointerMove", "x": whole(x), "y": whole(y), "duration": 0 },
        { "type": "pointerDown", "button": 0 },
        { "type": "pointerUp", "button": 0 },
    ] }])
}

/// WebKit takes no others.
#[expect(clippy::cast_possible_truncation, reason = "pixels of a screen")]
fn whole(pixels: f64) -> i64 {
    pixels.round() as i64
}

/// A key that is pressed together with modifiers.
pub fn press(modifiers: &[&str], key: &str) -> Value {
    let held: Vec<_> = modifiers.iter().map(|modifier| value(modifier)).collect();
    let key = value(key);
    let down = held.iter().chain([&key]).map(|key| event("keyDown", key));
    let up = [&key].into_iter().chain(held.iter().rev());
    keyboard(down.chain(up.map(|key| event("keyUp", key))).collect())
}

/// Text that is typed character by character.
pub fn typing(text: &str) -> Value {
    let keys = text.chars().map(String::from);
    keyboard(
        keys.flat_map(|key| [event("keyDown", &key), event("keyUp", &key)])
            .collect(),
    )
}

fn keyboard(events: Vec<Value>) -> Value {
    json!([{ "type": "key", "id": "keyboard", "actions": events }])
}

fn event(kind: &str, key: &str) -> Value {
    json!({ "type": kind, "value": key })
}

/// <https://www.w3.org/TR/webdriver2/#keyboard-actions>
fn value(key: &str) -> String {
    let code = match key {
        "Tab" => '\u{e004}',
        "Enter" => '\u{e007}',
        "Shift" => '\u{e008}',
        "Control" => '\u{e009}',
        "Alt" => '\u{e00a}',
        "Escape" => '\u{e00c}',
        "Space" => ' ',
        "End" => '\u{e010}',
        "Home" => '\u{e011}',
        "ArrowUp" => '\u{e013}',
        "ArrowDown" => '\u{e015}',
        // As without Shift, which is a key of its own.
        key if key.chars().count() == 1 => return key.to_ascii_lowercase(),
        other => panic!("no key {other}"),
    };
    code.to_string()
}
