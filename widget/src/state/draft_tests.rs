use super::*;
use bedside_domain::ErrorCode;

fn codes(body: &str, name: Option<&str>) -> Vec<(Option<&'static str>, ErrorCode)> {
    flaws(body, name)
        .into_iter()
        .map(|flaw| (flaw.field, flaw.code))
        .collect()
}

#[test]
fn no_name_is_no_flaw_and_an_empty_one_or_an_empty_text_is() {
    let empty = ErrorCode::FieldEmpty;
    assert_eq!(codes("Hello", None), []);
    assert_eq!(codes("Hello", Some(" ")), [(Some("name"), empty)]);
    assert_eq!(codes(" \n", None), [(Some("body"), empty)]);
}

#[test]
fn what_is_too_long_names_its_field_and_limit() {
    let body = "å".repeat(limits::BODY_CHARS + 1);
    let name = "n".repeat(limits::NAME_CHARS + 1);
    let too_long = ErrorCode::FieldTooLong;
    assert_eq!(
        codes(&body, Some(&name)),
        [(Some("body"), too_long), (Some("name"), too_long)]
    );
    assert_eq!(flaws(&body, None)[0].limit, Some(limits::BODY_CHARS as u64));
}

#[test]
fn the_counter_speaks_near_the_limit_only() {
    assert_eq!(characters_left("short"), CharactersLeft::Enough);
    assert_eq!(
        characters_left(&"a".repeat(limits::BODY_CHARS - 1)),
        CharactersLeft::Left(1)
    );
    assert_eq!(
        characters_left(&"å".repeat(limits::BODY_CHARS + 2)),
        CharactersLeft::Over(2)
    );
    // Many bytes, few characters.
    assert_eq!(
        characters_left(&"😀".repeat(limits::BODY_CHARS / 2)),
        CharactersLeft::Enough
    );
}
