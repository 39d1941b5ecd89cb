//! What no caller of a module's script needs.
//!
//! wasm-bindgen's script also serves browsers without `encodeInto`, and takes
//! bytes or a deprecated form of its argument. Ours start only where modules and
//! streaming do, and the one caller is our own. About 0.2 KB of brotli for a
//! reader.

use anyhow::{Context, Result};

/// What is left out: from the first text up to the second.
const CUTS: [(&str, &str); 3] = [
    (
        "if (!('encodeInto' in cachedTextEncoder))",
        "let WASM_VECTOR_LEN",
    ),
    (
        "if (module !== undefined) {",
        "const imports = __wbg_get_imports();",
    ),
    (
        "if (!(module instanceof WebAssembly.Module)) {",
        "const instance = new WebAssembly.Instance(",
    ),
];

/// The script without it; `initSync` takes a compiled module and nothing else.
/// Fails where another version of wasm-bindgen writes another script.
pub fn trim(script: &str) -> Result<String> {
    let mut script = script.to_owned();
    for (from, until) in CUTS {
        let start = script.find(from);
        let end = start.and_then(|start| Some(start + script[start..].find(until)?));
        let cut = start.zip(end);
        let (start, end) = cut.with_context(|| format!("wasm-bindgen's script has no {from:?}"))?;
        script.replace_range(start..end, "");
    }
    Ok(script)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "
if (!('encodeInto' in cachedTextEncoder)) {
    old();
}
let WASM_VECTOR_LEN = 0;
function initSync(module) {
    if (module !== undefined) {
        ({module} = module)
    }
    const imports = __wbg_get_imports();
    if (!(module instanceof WebAssembly.Module)) {
        module = new WebAssembly.Module(module);
    }
    const instance = new WebAssembly.Instance(module, imports);
}
";

    #[test]
    fn a_compiled_module_is_all_that_is_taken() {
        let kept: Vec<_> = trim(SCRIPT)
            .unwrap()
            .lines()
            .map(|l| l.trim().to_owned())
            .collect();
        assert_eq!(
            kept,
            [
                "",
                "let WASM_VECTOR_LEN = 0;",
                "function initSync(module) {",
                "const imports = __wbg_get_imports();",
                "const instance = new WebAssembly.Instance(module, imports);",
                "}",
            ]
        );
    }

    #[test]
    fn another_script_is_an_error() {
        assert!(trim("export default init;").is_err());
    }
}
