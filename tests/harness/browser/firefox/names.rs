//! Roles and names. Firefox does not tell them; it tells which elements have a
//! given role and name (BiDi's accessibility locator, which does not look into
//! shadow roots by itself). So a script guesses, and Firefox confirms.

use super::value;
use super::window::BidiWindow;
use crate::browser::engine::{Found, Wanted};
use crate::browser::find::{GUESS, STATE};
use futures_util::future::join_all;
use serde_json::{Value, json};
use std::collections::HashSet;

/// See [`crate::browser::engine::Window::elements`].
pub async fn elements(
    window: &BidiWindow,
    function: &str,
    within: Option<&str>,
    wanted: Wanted<'_>,
) -> Option<Vec<Found>> {
    let mut candidates = match within {
        Some(element) => call(window, function, json!({ "sharedId": element })).await?,
        None => {
            call(
                window,
                &format!("() => ({function}).call(document)"),
                Value::Null,
            )
            .await?
        }
    };
    if let Wanted {
        role: Some(role),
        name,
    } = wanted
    {
        let of_them = located(window, &candidates, &json!({ "role": role, "name": name })).await?;
        candidates.retain(|element| of_them.contains(element));
    }
    let described = describe(window, &candidates).await?;
    let found = candidates.iter().zip(&described);
    let mut found: Vec<_> = found
        .map(|(e, described)| Found::new(e, described))
        .collect();
    match (wanted.role, wanted.name) {
        (Some(role), Some(name)) => {
            for found in &mut found {
                (found.role, found.name) = (role.to_owned(), name.to_owned());
            }
        }
        _ => {
            join_all(
                found
                    .iter_mut()
                    .map(|found| confirm(window, found, wanted.role)),
            )
            .await;
        }
    }
    Some(found)
}

/// Asks Firefox whether role and name are as they were guessed.
async fn confirm(window: &BidiWindow, found: &mut Found, role: Option<&str>) {
    if let Some(role) = role {
        found.role = role.to_owned();
    }
    let element = [found.element.clone()];
    let guess = json!({ "role": found.role, "name": found.name });
    let confirmed = located(window, &element, &guess).await;
    if !confirmed.is_some_and(|those| those.contains(&found.element)) {
        found.name = format!("(not {:?} to Firefox)", found.name);
    }
}

/// Those of some elements that have a role and a name.
async fn located(window: &BidiWindow, among: &[String], looks: &Value) -> Option<HashSet<String>> {
    if among.is_empty() {
        return Some(HashSet::new());
    }
    let mut looks = looks.clone();
    looks.as_object_mut()?.retain(|_, value| !value.is_null());
    let starts: Vec<_> = among.iter().map(|e| json!({ "sharedId": e })).collect();
    let ask = json!({
        "context": window.id,
        "locator": { "type": "accessibility", "value": looks },
        "startNodes": starts,
        "serializationOptions": { "maxDomDepth": 0 },
    });
    let reply = window.call("browsingContext.locateNodes", ask).await?;
    let nodes = reply["nodes"].as_array()?.iter();
    Some(
        nodes
            .filter_map(|n| Some(n["sharedId"].as_str()?.to_owned()))
            .collect(),
    )
}

async fn describe(window: &BidiWindow, elements: &[String]) -> Option<Vec<Value>> {
    let describe = format!("(...all) => all.map((e) => ({{ ...({GUESS})(e), ...({STATE})(e) }}))");
    let arguments: Vec<_> = elements.iter().map(|e| json!({ "sharedId": e })).collect();
    let ask = json!({
        "functionDeclaration": describe,
        "target": { "context": window.id },
        "awaitPromise": false,
        "arguments": arguments,
    });
    let reply = window.bidi.call("", "script.callFunction", ask).await;
    match value::outcome(reply)? {
        Ok(Value::Array(described)) => Some(described),
        other => panic!("cannot describe: {other:?}"),
    }
}

async fn call(window: &BidiWindow, function: &str, this: Value) -> Option<Vec<String>> {
    let mut ask = json!({
        "functionDeclaration": function,
        "target": { "context": window.id },
        "awaitPromise": false,
        "serializationOptions": { "maxObjectDepth": 1, "maxDomDepth": 0 },
    });
    if !this.is_null() {
        ask["this"] = this;
    }
    let reply = window.call("script.callFunction", ask).await?;
    value::elements(&reply)
}
