//! The kind of a device, coarse enough to tell nobody more than its owner needs
//! to recognise it.

use serde::{Deserialize, Serialize};

/// Bytes of a `User-Agent` that are looked at.
const LOOKED_AT: usize = 512;

/// A browser and a system, by their proper names; what is not in the tables
/// stays unnamed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Such as `Firefox`.
    pub browser: Option<String>,
    /// Such as `Android`.
    pub system: Option<String>,
}

/// Names in the header. The first that is found counts: most browsers
/// also call themselves by the names of those they descend from.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Chromium/", "Chrome"),
    ("Epiphany/", "Epiphany"),
    ("Safari/", "Safari"),
];

const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
];

impl Device {
    /// The device that a `User-Agent` header names. Nothing of the header's
    /// own text is taken over.
    pub fn of(user_agent: &str) -> Self {
        let end = (0..=LOOKED_AT.min(user_agent.len()))
            .rev()
            .find(|end| user_agent.is_char_boundary(*end));
        let header = user_agent.get(..end.unwrap_or(0)).unwrap_or_default();
        let named = |table: &[(&str, &str)]| {
            let found = table.iter().find(|(mark, _)| header.contains(mark));
            found.map(|(_, name)| (*name).to_owned())
        };
        Self {
            browser: named(BROWSERS),
            system: named(SYSTEMS),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(user_agent: &str) -> String {
        let Device { browser, system } = Device::of(user_agent);
        let name = |name: Option<String>| name.unwrap_or_else(|| "?".into());
        format!("{} on {}", name(browser), name(system))
    }

    #[test]
    fn browsers_and_systems_are_recognised() {
        for (header, device) in [
            (
                "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
                "Firefox on Android",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36",
                "Chrome on Linux",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
                "Safari on macOS",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1",
                "Chrome on iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S901B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
                "Samsung Internet on Android",
            ),
        ] {
            assert_eq!(label(header), device);
        }
    }

    #[test]
    fn what_a_client_says_of_itself_is_not_taken_over() {
        assert_eq!(label(""), "? on ?");
        assert_eq!(label("<b>Nice Browser</b> 1.0 (Amiga)"), "? on ?");
        // Beyond what is looked at, in the middle of a character.
        let long = format!("{}Firefox/1", "é".repeat(400));
        assert_eq!(label(&long), "? on ?");
    }
}
