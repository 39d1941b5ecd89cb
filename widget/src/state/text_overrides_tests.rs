use super::*;

fn text(key: &str, bedside: &str) -> TextOverride {
    TextOverride {
        key: key.into(),
        bedside: bedside.into(),
        ..TextOverride::default()
    }
}

fn english() -> TextOverrides {
    let own = TextOverride {
        own: Some("Answer".into()),
        ..text("reply", "Reply")
    };
    let deployed = TextOverride {
        deployment: Some("Send".into()),
        ..text("post", "Post")
    };
    let reply_to = text("reply_to", "Reply to {name}");
    TextOverrides {
        items: vec![text("cancel", "Cancel"), deployed, own, reply_to],
    }
}

fn loaded() -> Rc<TextOverridesState> {
    let state = Rc::new(TextOverridesState::new("en"));
    state.reduce(TextOverridesAction::Loaded("en".into(), english()))
}

fn keys(state: &TextOverridesState) -> Vec<String> {
    state.rows().map(|row| row.text.key.clone()).collect()
}

fn row(state: &TextOverridesState, key: &str) -> TextOverrideRow {
    let mut rows = state.rows();
    rows.find(|row| row.text.key == key).expect("a row")
}

fn write(state: Rc<TextOverridesState>, key: &str, written: &str) -> Rc<TextOverridesState> {
    state.reduce(TextOverridesAction::Write(key.into(), written.into()))
}

fn search(state: Rc<TextOverridesState>, words: &str) -> Rc<TextOverridesState> {
    state.reduce(TextOverridesAction::Search(words.into()))
}

#[test]
fn what_the_site_says_itself_comes_first() {
    let state = loaded();
    assert_eq!(keys(&state), ["reply", "cancel", "post", "reply_to"]);
    assert_eq!(row(&state, "reply").written(), "Answer");
    assert_eq!(row(&state, "post").written(), "Send", "the deployment's");
    assert_eq!(row(&state, "cancel").written(), "Cancel");
}

#[test]
fn texts_are_found_by_key_and_by_what_anybody_says() {
    let state = search(loaded(), " REPLY");
    assert_eq!(keys(&state), ["reply", "reply_to"]);
    let state = search(state, "answer");
    assert_eq!(keys(&state), ["reply"]);
    let state = search(state, "send");
    assert_eq!(keys(&state), ["post"]);
    let state = search(state, "nothing of the kind");
    assert_eq!((state.count(), state.has_more()), (0, false));
    assert_eq!(keys(&search(state, "")).len(), 4);
}

#[test]
fn what_is_being_written_is_found_whatever_is_looked_for() {
    let state = search(write(loaded(), "reply_to", "To {name}"), "cancel");
    assert_eq!(keys(&state), ["reply_to", "cancel"]);
    assert_eq!(row(&state, "reply_to").written(), "To {name}");
}

#[test]
fn a_moderate_number_is_shown_at_once() {
    let items = (0..SOME + 3).map(|n| text(&format!("k{n:02}"), "Text"));
    let items = items.collect();
    let state = Rc::new(TextOverridesState::new("en"));
    let state = state.reduce(TextOverridesAction::Loaded(
        "en".into(),
        TextOverrides { items },
    ));
    assert_eq!((keys(&state).len(), state.has_more()), (SOME, true));
    let state = state.reduce(TextOverridesAction::More);
    assert_eq!((keys(&state).len(), state.has_more()), (SOME + 3, false));
}

#[test]
fn only_what_fits_is_saved_and_the_standard_text_is_none() {
    let change = |key: &str, written: &str| write(loaded(), key, written).change(key);
    assert_eq!(change("post", " Go \n on "), Ok(Some("Go on".into())));
    assert_eq!(change("post", "Send"), Ok(None));
    assert_eq!(change("post", "Post"), Ok(Some("Post".into())));
    assert_eq!(change("post", " "), Err(TextFlaw::Blank));
    let missing = TextFlaw::Missing("name".into());
    assert_eq!(change("reply_to", "Answer"), Err(missing));
    assert_eq!(loaded().change("reply"), Ok(Some("Answer".into())));
    assert_eq!(loaded().change("unheard_of"), Err(TextFlaw::Unknown));
}

#[test]
fn a_text_that_is_saved_stays_where_it_stands() {
    let state = write(loaded(), "reply_to", "To {name}");
    let state = state.reduce(TextOverridesAction::Saving("reply_to".into()));
    assert!(state.is_saving("reply_to"));
    let saved = TextOverride {
        own: Some("To {name}".into()),
        ..text("reply_to", "Reply to {name}")
    };
    let state = state.reduce(TextOverridesAction::Saved("en".into(), saved));
    assert_eq!(keys(&state), ["reply", "cancel", "post", "reply_to"]);
    let now = row(&state, "reply_to");
    assert_eq!((now.written(), now.draft.saved), ("To {name}", true));
    assert_eq!(now.text.own.as_deref(), Some("To {name}"));
    // Until something is written again.
    let state = write(state, "reply_to", "To {name}!");
    assert!(!row(&state, "reply_to").draft.saved);
}

#[test]
fn what_is_written_while_a_text_is_on_its_way_is_kept() {
    let state = write(loaded(), "reply", "Respond");
    let state = state.reduce(TextOverridesAction::Saving("reply".into()));
    let state = write(state, "reply", "Respond now");
    let saved = TextOverride {
        own: Some("Respond".into()),
        ..text("reply", "Reply")
    };
    let state = state.reduce(TextOverridesAction::Saved("en".into(), saved));
    let now = row(&state, "reply");
    assert_eq!(said(&now.text), "Respond");
    assert_eq!((now.written(), now.draft.saved), ("Respond now", false));
}

#[test]
fn nothing_written_is_lost_by_a_refusal_or_another_language() {
    let state = write(loaded(), "post", "Publish");
    let state = state.reduce(TextOverridesAction::Saving("post".into()));
    let state = state.reduce(TextOverridesAction::Choose("sv".into()));
    assert!(!state.is_loaded());
    let error = OverrideError::Failed(UiError::Problem(Box::default()));
    let refused = TextOverridesAction::Refused("en".into(), "post".into(), error.clone());
    let state = state.reduce(refused);
    // What comes late is of another language.
    let state = state.reduce(TextOverridesAction::Loaded("en".into(), english()));
    assert!(!state.is_loaded());
    let state = state.reduce(TextOverridesAction::Choose("en".into()));
    let state = state.reduce(TextOverridesAction::Loaded("en".into(), english()));
    let post = row(&state, "post");
    assert_eq!((post.written(), post.draft.saving), ("Publish", false));
    assert_eq!(post.draft.error, Some(error));
}
