//! The keyboard, and the mouse at a spot.

use super::tab::Tab;

impl Tab {
    /// Clicks at a spot of the screen, whatever is there.
    pub async fn clicks_at(&self, (x, y): (f64, f64)) {
        self.window().clicks(x, y).await;
    }

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
