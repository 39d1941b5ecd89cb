use super::*;
use std::collections::BTreeSet;

// That all languages say the same things is a rule about the files, in `tests`.
#[test]
fn every_language_has_its_own_file() {
    let mut comments = BTreeSet::new();
    for lang in Languages::ALL {
        let texts = Texts::load(lang);
        assert_eq!(texts.lang(), *lang);
        comments.insert(texts.get("write_comment").to_string());
    }
    assert_eq!(comments.len(), Languages::ALL.len(), "{comments:?}");
}

#[test]
fn every_problem_code_has_words() {
    for lang in Languages::ALL {
        let texts = Texts::load(lang);
        for code in ProblemCode::ALL.iter().chain([&ProblemCode::Unknown]) {
            assert!(
                texts.find(&format!("problem.{}", code.as_str())).is_some(),
                "{lang} {code:?}"
            );
        }
    }
}

#[test]
fn a_problem_names_the_field_and_the_limit() {
    let texts = Texts::load("en");
    let too_long = ProblemCode::FieldTooLong;
    assert_eq!(
        &*texts.problem(&too_long, Some("body"), Some(10)),
        "Shorten your comment to 10 characters or fewer."
    );
    assert_eq!(
        &*texts.problem(&too_long, Some("reason"), Some(5)),
        "Shorten the reason to 5 characters or fewer."
    );
    assert_eq!(
        &*texts.problem(&ProblemCode::FieldInvalid, Some("cursor_x"), None),
        "Check the cursor_x: we cannot use it as it is."
    );
}

#[test]
fn the_first_wanted_language_that_is_spoken_is_picked() {
    assert_eq!(Languages::pick(&["fi", "sv-FI", "en"]), "sv");
    assert_eq!(Languages::pick(&["fi, SV;q=0.8, en;q=0.9"]), "sv");
    assert_eq!(Languages::pick(&["", "xx"]), "en");
    assert_eq!(Languages::pick(&[]), "en");
}

#[test]
fn a_region_or_a_script_leads_to_the_language() {
    assert_eq!(Languages::pick(&["pt-BR"]), "pt");
    assert_eq!(Languages::pick(&["pt_BR"]), "pt");
    assert_eq!(Languages::pick(&["zh-Hant-TW, de-Latn-CH, en"]), "de");
    assert_eq!(Languages::pick(&["*", "fr-CA"]), "fr");
    assert_eq!(Languages::pick(&["not a language, \u{0}, ar"]), "ar");
}

#[test]
fn direction_follows_the_language() {
    assert_eq!(dir("ar-EG"), "rtl");
    assert_eq!(dir("sv"), "ltr");
}

#[test]
fn placeholders_are_filled_once_and_braces_of_values_stay() {
    assert_eq!(fill("{a} {b} {c", &[("a", "{b}"), ("b", "2")]), "{b} 2 {c");
    assert_eq!(fill("{unknown}", &[]), "{unknown}");
}

#[test]
fn counts_take_the_plural_form() {
    let texts = Texts::load("en");
    assert_eq!(&*texts.count("new_comments", 1), "1 new comment");
    assert_eq!(&*texts.count("new_comments", 2), "2 new comments");
}

#[test]
fn own_words_take_the_place_of_ours_and_survive_the_way_to_the_widget() {
    let own = [("post".to_owned(), "Send \"it\"".to_owned())].into();
    let texts = Texts::load("sv").with_own(&own);
    let read = Texts::new("sv", serde_json::from_str(&texts.to_json()).unwrap());
    for texts in [&texts, &read] {
        assert_eq!(&*texts.get("post"), "Send \"it\"");
        assert_eq!(texts.get("reply"), Texts::load("sv").get("reply"));
        assert_eq!(texts.lang(), "sv");
    }
    assert!(read.keys().eq(Texts::load("sv").keys()));
}

#[test]
fn a_gap_shows_as_its_key() {
    assert_eq!(&*Texts::load("en").get("no.such"), "no.such");
    assert!(serde_json::from_str::<TextList>("[1]").is_err());
}
