//! The keys that lead from one comment to another.

/// Says whether a key leads to the next comment or to the previous one; nothing
/// for all others. `key` is its meaning in the keyboard's layout, `code` its place. Caps Lock makes no difference, and where the layout has other letters
/// than Latin ones, the keys are those where N and P are on most keyboards.
pub fn leads_on(key: &str, code: &str) -> Option<bool> {
    match key {
        "n" | "N" => return Some(true),
        "p" | "P" => return Some(false),
        _ => {}
    }
    let mut letters = key.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else {
        return None;
    };
    match code {
        "KeyN" if is_beyond_latin(letter) => Some(true),
        "KeyP" if is_beyond_latin(letter) => Some(false),
        _ => None,
    }
}

/// Greek comes first after the Latin letters; some more of those, and signs of
/// all scripts, are among what follows. Without a table of all letters, which
/// would weigh more than all keys.
fn is_beyond_latin(letter: char) -> bool {
    letter >= '\u{370}' && !matches!(letter, '\u{1e00}'..='\u{1eff}' | '\u{2000}'..='\u{2bff}')
}

#[cfg(test)]
mod tests {
    use super::leads_on;

    #[test]
    fn n_and_p_lead_on_and_back_wherever_they_are() {
        assert_eq!(leads_on("n", "KeyN"), Some(true));
        assert_eq!(leads_on("p", "KeyP"), Some(false));
        // Caps Lock.
        assert_eq!(leads_on("N", "KeyN"), Some(true));
        assert_eq!(leads_on("P", "KeyP"), Some(false));
        // Dvorak.
        assert_eq!(leads_on("n", "KeyL"), Some(true));
        assert_eq!(leads_on("p", "KeyR"), Some(false));
    }

    #[test]
    fn other_scripts_have_the_keys_in_the_same_places() {
        let layouts = [
            ("\u{649}", "\u{62d}"), // Arabic
            ("\u{5de}", "\u{5e4}"), // Hebrew
            ("\u{3bd}", "\u{3c0}"), // Greek
            ("\u{442}", "\u{437}"), // Cyrillic
            ("\u{422}", "\u{417}"), // Cyrillic with Caps Lock
            ("\u{932}", "\u{91c}"), // Devanagari
            ("\u{e37}", "\u{e22}"), // Thai
        ];
        for (n, p) in layouts {
            assert_eq!(leads_on(n, "KeyN"), Some(true), "{n}");
            assert_eq!(leads_on(p, "KeyP"), Some(false), "{p}");
            assert_eq!(leads_on(n, "KeyB"), None, "{n} elsewhere");
        }
    }

    #[test]
    fn a_latin_layout_has_other_keys_there() {
        // Dvorak; BEPO; Polish; Vietnamese; keys without a letter.
        for key in ["b", "l", "'", "\u{144}", "\u{1ea1}", "\u{2019}"] {
            assert_eq!(leads_on(key, "KeyN"), None, "{key}");
            assert_eq!(leads_on(key, "KeyP"), None, "{key}");
        }
        for key in ["", "Dead", "Process", "Enter", "Unidentified"] {
            assert_eq!(leads_on(key, "KeyN"), None, "{key}");
        }
    }
}
