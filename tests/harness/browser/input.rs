//! The keyboard.

use super::tab::Tab;

impl Tab {
    /// Types a text where the focus is.
    pub async fn types(&self, text: &str) {
        self.window().types(text).await;
    }

    /// Presses a key, with modifiers before it: `Shift+Tab`.
    pub async fn presses(&self, keys: &str) {
        let mut parts: Vec<_> = keys.split('+').collect();
        let key = parts.pop().unwrap_or_default();
        self.window().presses(&parts, key).await;
    }
}
