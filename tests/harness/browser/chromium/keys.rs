//! Keys as the DevTools protocol wants them.

use serde_json::{Value, json};

/// The event of a key that goes down.
pub fn event(modifiers: &[&str], key: &str) -> Value {
    let flags: u8 = modifiers
        .iter()
        .map(|modifier| match *modifier {
            "Alt" => 1,
            "Control" => 2,
            "Meta" => 4,
            "Shift" => 8,
            other => panic!("no modifier {other}"),
        })
        .sum();
    let (code, number, text) = describe(key);
    // Chromium derives editing commands from native events, which these
    // are not.
    let commands = match (modifiers, key) {
        (["Control"], "A") => vec!["selectAll"],
        _ => Vec::new(),
    };
    let mut event = json!({
        "type": if text.is_empty() || flags & 7 != 0 { "rawKeyDown" } else { "keyDown" },
        "key": if key == "Space" { " " } else { key },
        "code": code,
        "windowsVirtualKeyCode": number,
        "modifiers": flags,
        "commands": commands,
    });
    if event["type"] == "keyDown" {
        event["text"] = text.into();
    }
    event
}

/// A key's code, its number and the text it writes.
fn describe(key: &str) -> (String, u32, String) {
    match key {
        "Tab" => ("Tab".into(), 9, String::new()),
        "Enter" => ("Enter".into(), 13, "\r".into()),
        "Escape" => ("Escape".into(), 27, String::new()),
        "Space" => ("Space".into(), 32, " ".into()),
        "ArrowUp" => (key.into(), 38, String::new()),
        "ArrowDown" => (key.into(), 40, String::new()),
        "Home" => (key.into(), 36, String::new()),
        "End" => (key.into(), 35, String::new()),
        key if key.len() == 1 => {
            let upper = key.to_ascii_uppercase();
            let number = u32::from(upper.as_bytes()[0]);
            (format!("Key{upper}"), number, key.into())
        }
        other => panic!("no key {other}"),
    }
}
