//! The functions of a wasm module.

use anyhow::Result;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// What a module says of its functions.
pub struct Functions<'a> {
    /// The number of the first one that has a body: the imported ones come before.
    pub first: u32,
    /// The bodies, in the order of their numbers.
    pub bodies: Vec<&'a [u8]>,
    /// Numbers and names, where the module tells them.
    pub names: Vec<(u32, &'a str)>,
}

impl<'a> Functions<'a> {
    /// Reads a module; fails on what is none.
    pub fn of(wasm: &'a [u8]) -> Result<Self> {
        let mut functions = Self {
            first: 0,
            bodies: Vec::new(),
            names: Vec::new(),
        };
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        functions.first += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => functions.bodies.push(body.as_bytes()),
                Payload::CustomSection(custom) => {
                    let KnownCustom::Name(parts) = custom.as_known() else {
                        continue;
                    };
                    for part in parts {
                        let Name::Function(names) = part? else {
                            continue;
                        };
                        for name in names {
                            let name = name?;
                            functions.names.push((name.index, name.name));
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(functions)
    }
}
