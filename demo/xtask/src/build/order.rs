//! The order of a module's functions.
//!
//! Brotli sees more of what repeats where functions that are alike stand next to
//! each other: of one type, and beginning with the same instructions. wasm-opt
//! sorts them by name, so they get names that say where they belong. About
//! 2.1 KB of brotli for a reader.

use anyhow::Result;
use wasm_encoder::{NameMap, NameSection};
use wasmparser::{Parser, Payload, TypeRef};

/// The pass of wasm-opt that sorts the functions.
pub const PASS: &str = "--reorder-functions-by-name";

/// The module with names for [`PASS`] to go by. It must not have names already.
pub fn name(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut types = Vec::new();
    let mut bodies = Vec::new();
    let mut imported = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(functions) => {
                types = functions.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let mut alike: Vec<_> = types.into_iter().zip(bodies).zip(imported..).collect();
    alike.sort();
    let mut places: Vec<(u32, usize)> = alike
        .iter()
        .enumerate()
        .map(|(place, (_, function))| (*function, place))
        .collect();
    places.sort_unstable();

    let mut names = NameMap::new();
    for (function, place) in places {
        names.append(function, &format!("{place:06}"));
    }
    let mut section = NameSection::new();
    section.functions(&names);
    let mut module = wasm.to_vec();
    wasm_encoder::Section::append_to(&section, &mut module);
    Ok(module)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CodeSection, EntityType, Function, FunctionSection, ImportSection, Module};
    use wasm_encoder::{TypeSection, ValType};
    use wasmparser::{KnownCustom, Name};

    /// A module with an import and functions of these types and constants.
    fn module(functions: &[(u32, i32)]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I32]);
        types.ty().function([ValType::I32], [ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import("a", "b", EntityType::Function(0));
        let (mut list, mut code) = (FunctionSection::new(), CodeSection::new());
        for (ty, value) in functions {
            list.function(*ty);
            let mut body = Function::new([]);
            body.instructions().i32_const(*value).end();
            code.function(&body);
        }
        let mut module = Module::new();
        module.section(&types).section(&imports);
        module.section(&list).section(&code);
        module.finish()
    }

    /// The functions by their names.
    fn sorted(wasm: &[u8]) -> Vec<u32> {
        let mut found = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            let Payload::CustomSection(custom) = payload.unwrap() else {
                continue;
            };
            let KnownCustom::Name(names) = custom.as_known() else {
                continue;
            };
            for part in names {
                if let Name::Function(map) = part.unwrap() {
                    let named = map.into_iter().map(|name| name.unwrap());
                    found.extend(named.map(|name| (name.name.to_owned(), name.index)));
                }
            }
        }
        found.sort();
        found.into_iter().map(|(_, function)| function).collect()
    }

    #[test]
    fn functions_of_one_type_that_begin_alike_are_neighbours() {
        let wasm = module(&[(1, 7), (0, 9), (1, 5), (0, 8)]);
        // The import is function 0 and stays where it is.
        assert_eq!(sorted(&name(&wasm).unwrap()), [4, 2, 3, 1]);
    }

    #[test]
    fn what_is_no_module_is_an_error() {
        assert!(name(b"\0asm?").is_err());
    }
}
