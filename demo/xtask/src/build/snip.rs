//! Functions that nobody needs.
//!
//! Before Yew ends the module because the HTML is not what it rendered, it puts
//! together what it found instead, for a message. A module without texts for
//! panics never shows one, but its lower-case letters come with all of Unicode's.
//! About 1 KB of brotli for a reader.

use anyhow::Result;
use std::collections::HashSet;
use std::ops::Range;
use wasm_encoder::{CodeSection, Function, RawSection, Section};
use wasmparser::{KnownCustom, Name, NameSectionReader, Parser, Payload, TypeRef};

/// Parts of the names of functions that only lead to a panic.
const FUNCTIONS: [&str; 1] = ["node_type_str"];

/// The module, ended at once where such a function is called. It must have its
/// names.
pub fn snip(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    let mut unneeded = HashSet::new();
    // Each section's id and where its contents are.
    let mut sections: Vec<(u8, Range<usize>)> = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        sections.extend(payload.as_section());
        match payload {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            Payload::CustomSection(custom) => {
                if let KnownCustom::Name(names) = custom.as_known() {
                    unneeded.extend(unneeded_of(names)?);
                }
            }
            _ => {}
        }
    }
    let mut ends = Function::new([]);
    ends.instructions().unreachable().end();
    let mut code = CodeSection::new();
    for (index, body) in (imported..).zip(bodies) {
        match unneeded.contains(&index) {
            true => code.function(&ends),
            false => code.raw(body),
        };
    }
    let mut module = wasm_encoder::Module::new();
    for (id, contents) in sections {
        if id == code.id() {
            module.section(&code);
        } else {
            let data = &wasm[contents];
            module.section(&RawSection { id, data });
        }
    }
    Ok(module.finish())
}

/// The functions with such names.
fn unneeded_of(names: NameSectionReader<'_>) -> Result<Vec<u32>> {
    let mut unneeded = Vec::new();
    for part in names {
        let Name::Function(functions) = part? else {
            continue;
        };
        for function in functions {
            let function = function?;
            if FUNCTIONS.iter().any(|part| function.name.contains(part)) {
                unneeded.push(function.index);
            }
        }
    }
    Ok(unneeded)
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

    fn bodies(wasm: &[u8]) -> Vec<Vec<u8>> {
        let payloads = Parser::new(0).parse_all(wasm);
        let bodies = payloads.filter_map(|payload| match payload.unwrap() {
            Payload::CodeSectionEntry(body) => Some(body.as_bytes().to_vec()),
            _ => None,
        });
        bodies.collect()
    }

    #[test]
    fn what_only_leads_to_a_panic_ends_at_once() {
        let wasm = module(["_RNv4yew14node_type_str", "other"]);
        let snipped = snip(&wasm).unwrap();
        let (before, after) = (bodies(&wasm), bodies(&snipped));
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
