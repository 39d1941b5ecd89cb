//! The options in the panel that "Search and options" opens.

use super::choices::Choices;
use crate::browser::pieces::Piece;
use bedside_i18n::Texts;
use bedside_wire::viewer::ReplyFeed;

/// The ids of the fields.
pub const MUTE: &str = "mute";
pub const SEEN: &str = "seen";
pub const KEYS: &str = "keys";

const ANSWER: &str = "#comfort [role=status]";

/// Fills the place that the thread leaves for the options, where it is there
/// and empty.
pub fn fill(root: &Piece, texts: &Texts, choices: &Choices) {
    let Some(place) = root.one("#comfort").filter(Piece::is_empty) else {
        return;
    };
    let list = place.add("div", "", "");
    let label = list.add("label", "", &texts.get("mute.label"));
    label.set("for", MUTE);
    let field = list.add("input", "", "");
    for (name, value) in [
        ("id", MUTE),
        ("type", "text"),
        ("dir", "auto"),
        ("autocomplete", "off"),
        ("aria-describedby", "mute-hint"),
        ("value", &choices.muted),
    ] {
        field.set(name, value);
    }
    let hint = list.add("p", "soft", &texts.get("mute.hint"));
    hint.set("id", "mute-hint");

    let ticks = place.add("div", "", "");
    for (id, is_on) in [(SEEN, choices.remember), (KEYS, !choices.keys_off)] {
        let label = ticks.add("label", "tick", "");
        let tick = label.add("input", "", "");
        tick.set("id", id);
        tick.set("type", "checkbox");
        tick.flag("checked", is_on);
        label.add("span", "", &texts.get(id));
    }
    ticks.act("feed", &texts.get("replies_feed"));
    let answer = ticks.add("p", "soft", "");
    answer.set("role", "status");
}

/// Shows where the person's feed of replies is.
pub fn show_feed(root: &Piece, texts: &Texts, feed: &ReplyFeed) {
    say(root, &texts.get("replies_feed.hint"));
    if let Some(place) = root.one(ANSWER) {
        for (name, address) in [(" Atom ", &feed.atom), (" JSON ", &feed.json)] {
            let link = place.add("a", "", name);
            link.set("href", address);
            link.set("rel", "nofollow");
        }
    }
}

/// Says something below the button.
pub fn say(root: &Piece, sentence: &str) {
    if let Some(place) = root.one(ANSWER) {
        place.set_text(sentence);
    }
}

/// Shows a list that was changed elsewhere.
pub fn show_muted(root: &Piece, list: &str) {
    if let Some(field) = root.one(&["#", MUTE].concat()) {
        field.set_value(list);
    }
}
