//! The style sheet's colours, held to WCAG 2.2 AA by computing them, and what its
//! selectors cost.

const CSS: &str = concat!(
    include_str!("../style/theme.css"),
    include_str!("../style/text.css"),
    include_str!("../style/buttons.css"),
    include_str!("../style/head.css"),
    include_str!("../style/comments.css"),
    include_str!("../style/menu.css"),
    include_str!("../style/forms.css"),
    include_str!("../style/lists.css"),
    include_str!("../style/comfort.css"),
    include_str!("../style/moderation.css"),
    include_str!("../style/pages.css"),
);

/// The theme for who needs more contrast than most.
const CONTRAST: &str = "high contrast";

/// The default of a token: `--ink: var(--bedside-text, #24211d)` or `--ink: #24211d`.
fn token(block: &str, name: &str) -> [f64; 3] {
    let line = block
        .lines()
        .find(|line| line.trim().starts_with(&format!("--{name}:")))
        .unwrap_or_else(|| panic!("no --{name}"));
    let hex = line.split('#').nth(1).unwrap();
    let hex: String = hex.chars().take_while(char::is_ascii_hexdigit).collect();
    let channel = |at: usize| match hex.len() {
        3 => u8::from_str_radix(&hex[at..=at].repeat(2), 16),
        _ => u8::from_str_radix(&hex[at * 2..at * 2 + 2], 16),
    };
    [0, 1, 2].map(|at| f64::from(channel(at).unwrap()) / 255.0)
}

/// WCAG 2.2, relative luminance.
fn luminance(color: [f64; 3]) -> f64 {
    let [r, g, b] = color.map(|c| {
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn blocks() -> [(&'static str, &'static str); 5] {
    let after = |mark: &str| CSS.split_once(mark).unwrap().1.split('}').next().unwrap();
    [
        ("light", after("\n.bedside {\n")),
        ("dark", after(".whole[data-theme=\"dark\"] {\n")),
        (
            "dark by the system",
            after(".whole:not([data-theme=\"light\"]) {\n"),
        ),
        (CONTRAST, after(":host([theme=\"contrast\"]) .bedside {\n")),
        (
            CONTRAST,
            after(":host([theme=\"contrast\"][data-bedside=\"dark\"]) .bedside {\n"),
        ),
    ]
}

#[test]
fn text_has_contrast_enough_on_what_it_stands_on() {
    let pairs = [
        ("ink", "paper"),
        ("ink", "tint"),
        ("ink", "bad-tint"),
        ("ink", "wait-tint"),
        ("soft", "paper"),
        ("soft", "tint"),
        ("soft", "wait-tint"),
        ("accent", "paper"),
        ("accent", "tint"),
        ("on-accent", "accent"),
        ("bad", "bad-tint"),
        ("bad", "tint"),
        ("bad", "paper"),
        ("wait", "wait-tint"),
    ];
    for (theme, block) in blocks() {
        for (text, ground) in pairs {
            let ratio = contrast(token(block, text), token(block, ground));
            // WCAG 2.2, 1.4.3 and 1.4.6.
            let least = if theme == CONTRAST { 7.0 } else { 4.5 };
            assert!(ratio >= least, "{theme}: {text} on {ground} is {ratio:.2}");
        }
    }
}

#[test]
fn edges_of_controls_and_the_focus_can_be_seen() {
    for (theme, block) in blocks() {
        for edge in ["edge", "focus", "bad", "accent"] {
            for ground in ["paper", "tint"] {
                let ratio = contrast(token(block, edge), token(block, ground));
                assert!(ratio >= 3.0, "{theme}: {edge} on {ground} is {ratio:.2}");
            }
        }
    }
}

/// Its edge is wider besides: in forced colours, colours are the system's.
#[test]
fn what_takes_away_has_a_colour_and_an_edge_of_its_own() {
    let rule = |part: &str| {
        let start = format!("\n.bedside [part~=\"{part}\"] {{");
        let (_, rest) = CSS.split_once(&start).expect("a rule");
        rest.split('}').next().unwrap()
    };
    assert!(rule("danger").contains("border: 2px solid var(--bad);"));
    assert!(rule("danger").contains("color: var(--bad);"));
    // Of these, each theme has contrast enough: see above.
    assert!(rule("button").contains("background: var(--paper);"));
    assert!(rule("button").contains("border: 1px solid var(--edge);"));
    assert!(!rule("danger").contains("background"));
    assert!(rule("main").contains("background: var(--accent);"));
}

#[test]
fn both_dark_themes_are_the_same() {
    let [_, (_, chosen), (_, system), ..] = blocks();
    for line in system.lines().filter(|line| line.trim().starts_with("--")) {
        let name = line.trim()[2..].split(':').next().unwrap();
        assert_eq!(token(chosen, name), token(system, name), "{name}");
    }
}

/// With one of these, what is put between two elements of a thread has Chromium
/// look at the style of all that follow: with 1,000 comments 55 ms instead of 0.1.
#[test]
fn no_selector_looks_at_siblings() {
    for line in CSS.lines().filter(|line| !line.contains("calc(")) {
        for costly in [" + ", " ~ ", "-of-type", ":last-child", ":nth-"] {
            assert!(!line.contains(costly), "{costly:?} in: {line}");
        }
    }
}
