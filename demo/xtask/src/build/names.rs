//! Names that weigh.
//!
//! The two halves of a module call each other by long names that end with a
//! hash: a tenth of the script, and 10 KB of the wasm. wasm-opt gives those in
//! the wasm short ones and tells which; the script is told the same here.
//! About 2.6 KB of brotli for a reader.

use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};

/// The pass of wasm-opt that shortens the names and prints what it did.
pub const PASS: &str = "--minify-imports-and-exports-and-modules";

/// What that pass calls the script.
const SCRIPT: &str = "a";

#[derive(Deserialize)]
struct Renamed {
    /// Module, name, short name.
    imports: Vec<(String, String, String)>,
    /// Name, short name.
    exports: Vec<(String, String)>,
}

/// The script with the names that wasm-opt printed.
pub fn shorten(script: &str, printed: &str) -> Result<String> {
    let renamed: Renamed =
        serde_json::from_str(printed).context("wasm-opt printed no list of names")?;
    let imports: HashMap<_, _> = renamed
        .imports
        .iter()
        .map(|(_, name, short)| (name.as_str(), short.as_str()))
        .collect();
    let exports: HashMap<_, _> = renamed
        .exports
        .iter()
        .map(|(name, short)| (name.as_str(), short.as_str()))
        .collect();

    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(start) = rest.find(is_part) {
        let (before, word_on) = rest.split_at(start);
        let end = word_on.find(|c| !is_part(c)).unwrap_or(word_on.len());
        let (word, after) = word_on.split_at(end);
        out.push_str(before);
        // The exports are reached through the instance only.
        let short = match out.ends_with("wasm.") {
            true => exports.get(word),
            false => imports.get(word),
        };
        out.push_str(short.unwrap_or(&word));
        rest = after;
    }
    out.push_str(rest);
    let modules: BTreeSet<_> = renamed.imports.iter().map(|(module, ..)| module).collect();
    for module in modules {
        out = out.replace(&format!("\"{module}\""), &format!("\"{SCRIPT}\""));
    }
    Ok(out)
}

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = r#"{"imports": [["./x_bg.js", "__wbg_set_00ff", "$"]],
        "exports": [["memory", "b"], ["mount", "c"]]}"#;

    #[test]
    fn both_halves_are_told_the_same_names() {
        let script = r#"const i={__wbg_set_00ff:function(){}};f({"./x_bg.js":i});wasm.memory"#;
        assert_eq!(
            shorten(script, PRINTED).unwrap(),
            r#"const i={$:function(){}};f({"a":i});wasm.b"#
        );
    }

    #[test]
    fn what_the_script_gives_to_others_keeps_its_name() {
        assert_eq!(
            shorten("export function mount(){return wasm.mount()}", PRINTED).unwrap(),
            "export function mount(){return wasm.c()}"
        );
        assert_eq!(
            shorten("a.memory;x__wbg_set_00ff", PRINTED).unwrap(),
            "a.memory;x__wbg_set_00ff"
        );
    }

    #[test]
    fn another_output_is_an_error() {
        assert!(shorten("", "usage: wasm-opt").is_err());
    }
}
