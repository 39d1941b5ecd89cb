//! Functions that nobody needs.
//!
//! Before Yew ends the module because the HTML is not what it rendered, it puts
//! together what it found instead, for a message. A module without texts for
//! panics never shows one, but its lower-case letters come with all of Unicode's.
//! About 1 KB of brotli for a reader.

use super::functions::Functions;
use anyhow::Result;
use std::collections::HashSet;
use wasm_encoder::{CodeSection, Function, RawSection, Section};
use wasmparser::Parser;

/// Parts of the names of functions that only lead to a panic.
const FUNCTIONS: [&str; 1] = ["node_type_str"];

/// The module, ended at once where such a function is called. It must have its
/// names.
pub fn snip(wasm: &[u8]) -> Result<Vec<u8>> {
    let Functions {
        first,
        bodies,
        names,
    } = Functions::of(wasm)?;
    let unneeded: HashSet<_> = names
        .into_iter()
        .filter(|(_, name)| FUNCTIONS.iter().any(|part| name.contains(part)))
        .map(|(function, _)| function)
        .collect();
    let mut ends = Function::new([]);
    ends.instructions().unreachable().end();
    let mut code = CodeSection::new();
    for (index, body) in (first..).zip(bodies) {
        match unneeded.contains(&index) {
            true => code.function(&ends),
            false => code.raw(body),
        };
    }
    let mut module = wasm_encoder::Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload?.as_section() {
            Some((id, _)) if id == code.id() => {
                module.section(&code);
            }
            Some((id, contents)) => {
                let data = &wasm[contents];
                module.section(&RawSection { id, data });
            }
            None => {}
        }
    }
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{EntityType, FunctionSection, ImportSection, Module};
    use wasm_encoder::{NameMap, NameSection, TypeSection};

    /// A module with an import and two functions of these names.
    fn module(names: [&str; 2]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("a", "b", EntityType::Function(0));
        let (mut list, mut code) = (FunctionSection::new(), CodeSection::new());
        let mut map = NameMap::new();
        for (index, name) in (1..).zip(names) {
            list.function(0);
            let mut body = Function::new([]);
            body.instructions().call(0).end();
            code.function(&body);
            map.append(index, name);
        }
        let mut names = NameSection::new();
        names.functions(&map);
        let mut module = Module::new();
        module.section(&types).section(&imports);
        module.section(&list).section(&code).section(&names);
        module.finish()
    }

    #[test]
    fn what_only_leads_to_a_panic_ends_at_once() {
        let wasm = module(["_RNv4yew14node_type_str", "other"]);
        let snipped = snip(&wasm).unwrap();
        let before = Functions::of(&wasm).unwrap().bodies;
        let after = Functions::of(&snipped).unwrap().bodies;
        // No locals, `unreachable`, `end`.
        assert_eq!(after[0], [0, 0x00, 0x0b]);
        assert_eq!(after[1], before[1]);
    }

    #[test]
    fn another_module_stays_as_it_is() {
        let wasm = module(["one", "other"]);
        assert_eq!(snip(&wasm).unwrap(), wasm);
    }
}
