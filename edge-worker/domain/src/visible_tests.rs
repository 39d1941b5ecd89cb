use super::*;

#[test]
fn what_scripts_need_stays() {
    for text in [
        "Nguyễn Thị Ánh",
        "می\u{200C}خواهم",
        "क्\u{200D}ष",
        "👩\u{200D}⚕\u{FE0F} 👩🏽\u{200D}🔬",
        "1\u{FE0F}\u{20E3}",
        "❤\u{FE0F} ☎\u{FE0E}",
        "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
        "葛\u{E0100}",
        "ᠠ\u{180B}",
        "བསྒྲུབས",
        "בְּרֵאשִׁ֖ית",
        "\u{200F}5-10 מ״ג\u{200E}",
        "Z̀́",
    ] {
        assert_eq!(visible(text), text, "{text:?}");
    }
}

#[test]
fn what_nobody_sees_goes() {
    for (text, seen) in [
        ("Para\u{AD}cetamol", "Paracetamol"),
        ("5\u{200B}\u{2060}\u{FEFF} mg", "5 mg"),
        ("a\u{200D}b", "ab"),
        ("5\u{FE0F} mg", "5 mg"),
        ("a\u{E0041}", "a"),
        ("a\u{34F}\u{3164}\u{FFA0}b", "ab"),
        ("a\u{202E}b\u{2066}c", "abc"),
    ] {
        assert_eq!(visible(text), seen, "{text:?}");
    }
}

#[test]
fn marks_do_not_pile_up_over_other_lines() {
    let piled = format!("Z{}", "\u{30D}\u{34F}\u{20DD}".repeat(50));
    assert_eq!(visible(&piled).chars().count(), 1 + TEXT_MARKS);
    let parted = format!("Z{}", "\u{30D}\u{200F}".repeat(50));
    let marks = visible(&parted).chars().filter(|&c| c == '\u{30D}').count();
    assert_eq!(marks, TEXT_MARKS);
}

#[test]
fn a_line_takes_hold_of_nothing_before_it() {
    assert_eq!(visible_line("\u{301} \u{20DD}A\u{200F} page\n"), "A page");
    assert_eq!(visible_line("\u{202E}Page"), "Page");
}

#[test]
fn nothing_to_see_is_nothing() {
    for nothing in [
        "", " \n", "\u{301}", "\u{200F}", "\u{2800}", "\u{FE0F}", "\u{E000}", "\u{180E}",
    ] {
        assert!(!shows(nothing), "{nothing:?}");
    }
    for something in ["x", "*", "。", "🌿", "ก", "5"] {
        assert!(shows(something), "{something:?}");
    }
}

#[test]
fn what_is_seen_is_seen_again_as_it_is() {
    for typed in [
        "\u{fe0f}\u{200d}\u{1f33f}",
        "a\u{fe0f}\u{200d}\u{fe0f}\u{200d}\u{1f33f}",
    ] {
        let once = visible(typed);
        assert_eq!(visible(&once), once, "{typed:?}");
    }
}
