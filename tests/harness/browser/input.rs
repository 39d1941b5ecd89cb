//! The keyboard.

use super::tab::Tab;
use serde_json::json;

impl Tab {
    /// Types a text where the focus is.
    pub async fn types(&self, text: &str) {
        self.call("Input.insertText", json!({ "text": text })).await;
    }

    /// Presses a key, with modifiers before it: `Shift+Tab`.
    pub async fn presses(&self, keys: &str) {
        let mut parts: Vec<_> = keys.split('+').collect();
        let key = parts.pop().unwrap_or_default();
        let modifiers: u8 = parts
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
        let commands = if keys == "Control+A" {
            vec!["selectAll"]
        } else {
            Vec::new()
        };
        let mut event = json!({
            "type": if text.is_empty() || modifiers & 7 != 0 { "rawKeyDown" } else { "keyDown" },
            "key": if key == "Space" { " " } else { key },
            "code": code,
            "windowsVirtualKeyCode": number,
            "modifiers": modifiers,
            "commands": commands,
        });
        if event["type"] == "keyDown" {
            event["text"] = text.into();
        }
        // A key may close its own window.
        self.tries("Input.dispatchKeyEvent", event.clone()).await;
        event["type"] = "keyUp".into();
        self.tries("Input.dispatchKeyEvent", event).await;
    }
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
