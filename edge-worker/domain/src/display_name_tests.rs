use super::*;

#[test]
fn names_of_all_peoples_stay_as_they_are() {
    for name in [
        "Mia",
        "José Pérez",
        "O’Brien-Smith",
        "Nguyễn Thị Ánh",
        "محمد",
        "مُحَمَّد",
        // Persian: the non-joiner parts two words of one name.
        "می\u{200C}نا",
        "שָׁלוֹם",
        "כהן",
        "राम",
        // Hindi with a joiner after the virama.
        "क्\u{200D}षितिज",
        "ശ്രീ",
        "สมชาย น้ำใส",
        "田中さくら",
        "김민수",
        "Ωμέγα",
        "Иван",
        "Quiet Heron 4821",
        "🌸",
        "C++ fan #1",
    ] {
        let normal: String = name.nfkc().collect();
        assert_eq!(sanitize(name), Ok(normal), "{name:?}");
    }
}

#[test]
fn spellings_of_one_name_become_one() {
    let composed = "Nguyễn Thị Ánh";
    let apart: String = composed.nfd().collect();
    assert_ne!(apart, composed);
    assert_eq!(sanitize(&apart), Ok(composed.into()));
    for (sent, kept) in [
        ("𝗠𝗶𝗮", "Mia"),
        ("Ｍｉａ", "Mia"),
        ("M\u{200B}ia", "Mia"),
        ("M\u{200D}ia", "Mia"),
        ("Mia\u{E0041}", "Mia"),
        ("Mia\u{FE0F}", "Mia"),
        ("Mi\u{34F}a", "Mia"),
        ("Mia\u{E000}", "Mia"),
        ("  Ana\u{A0}\u{3000}Maria\n", "Ana Maria"),
        ("Mia\u{202E}", "Mia"),
    ] {
        assert_eq!(sanitize(sent), Ok(kept.into()), "{sent:?}");
        assert_eq!(
            sanitize(kept),
            Ok(kept.into()),
            "cleaning again changes {kept:?}"
        );
    }
}

#[test]
fn a_name_that_shows_nothing_is_none() {
    for name in [
        " ",
        "\u{FE0F}",
        "\u{115F}",
        "\u{34F}",
        "\u{17B4}",
        "\u{E0041}",
        "\u{61C}",
        "\u{180E}",
        "\u{FFA0}",
        "\u{2062}",
        "\u{1D173}",
        "\u{200D}",
        "\u{3164}",
        "\u{2800}",
        "\u{1D159}",
        "\u{E000}",
        "\u{301}",
        "\u{20DD} \u{301}",
        "\u{A0}\u{2003}",
    ] {
        assert_eq!(sanitize(name), Err(DomainError::empty("name")), "{name:?}");
    }
}

#[test]
fn marks_do_not_pile_up() {
    let marks = |name: &str| {
        let name = sanitize(name).unwrap_or_default();
        let mut marks = name.chars();
        marks.by_ref().next();
        marks.count()
    };
    assert_eq!(marks(&format!("Z{}", "\u{30D}".repeat(59))), 2);
    assert_eq!(marks(&format!("م{}", "\u{64E}".repeat(50))), 3);
    assert_eq!(marks(&format!("ש{}", "\u{5B8}".repeat(50))), 3);
    // Characters that are not seen do not begin another run.
    assert_eq!(marks(&format!("Z{}", "\u{30D}\u{34F}".repeat(25))), 2);
    assert_eq!(marks(&format!("Z{}", "\u{20DD}".repeat(9))), 2);
}

#[test]
fn an_import_is_cleaned_and_not_refused() {
    assert_eq!(imported("Dr Mіa\u{200B}"), Ok("Dr Mіa".into()));
    assert_eq!(imported("\u{FE0F}"), Ok("?".into()));
    let long = imported(&"\u{FDFA}".repeat(20));
    assert_eq!(long.map(|name| name.chars().count()), Ok(NAME_CHARS));
    assert_eq!(imported(" "), Err(DomainError::empty("name")));
}

#[test]
fn the_limit_is_that_of_what_is_kept() {
    assert!(sanitize(&"n".repeat(NAME_CHARS)).is_ok());
    let too_long = Err(DomainError::too_long("name", NAME_CHARS));
    assert_eq!(sanitize(&"n".repeat(NAME_CHARS + 1)), too_long);
    // One character that stands for eighteen.
    assert_eq!(sanitize(&"\u{FDFA}".repeat(20)), too_long);
    assert_eq!(sanitize(&"\u{200B}".repeat(10_000)), too_long);
}
