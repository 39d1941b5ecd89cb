//! The order of a module's functions.
//!
//! Brotli sees more of what repeats where functions that are alike stand next to
//! each other. wasm-opt sorts them by name, so they get names that say where they
//! belong. About 3 KB of brotli for a reader.

use super::functions::Functions;
use anyhow::Result;
use std::collections::{HashMap, HashSet};
use wasm_encoder::{NameMap, NameSection};

/// Bytes that repeat together.
const PIECE: usize = 5;
/// A piece that more functions have says nothing about them.
const COMMON: usize = 300;

/// The pass of wasm-opt that sorts the functions.
pub const PASS: &str = "--reorder-functions-by-name";

/// The module with names for [`PASS`] to go by. It must not have names already.
pub fn name(wasm: &[u8]) -> Result<Vec<u8>> {
    let Functions { first, bodies, .. } = Functions::of(wasm)?;
    let mut places = vec![0; bodies.len()];
    for (place, function) in alike(&bodies).into_iter().enumerate() {
        places[function] = place;
    }

    let mut names = NameMap::new();
    for (function, place) in (first..).zip(places) {
        names.append(function, &format!("{place:06}"));
    }
    let mut section = NameSection::new();
    section.functions(&names);
    let mut module = wasm.to_vec();
    wasm_encoder::Section::append_to(&section, &mut module);
    Ok(module)
}

/// The functions from the shortest on, after each the one that is most like it:
/// by Jaccard's index of their pieces.
fn alike(bodies: &[&[u8]]) -> Vec<usize> {
    let pieces: Vec<HashSet<&[u8]>> = bodies
        .iter()
        .map(|body| body.windows(PIECE).collect())
        .collect();
    let mut owners: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (function, pieces) in pieces.iter().enumerate() {
        for piece in pieces {
            owners.entry(piece).or_default().push(function);
        }
    }
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    left.sort_by_key(|&function| (pieces[function].len(), bodies[function]));
    let mut order: Vec<usize> = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let mut shared = vec![0; bodies.len()];
        let mut here = 0;
        if let Some(&last) = order.last() {
            here = pieces[last].len();
            let known = pieces[last].iter().map(|piece| &owners[piece]);
            for &owner in known.filter(|owners| owners.len() < COMMON).flatten() {
                shared[owner] += 1;
            }
        }
        let likeness = |function: usize| {
            let both = here + pieces[function].len() - shared[function];
            f64::from(shared[function] as u32) / both.max(1) as f64
        };
        // Of those that are as like, the first that is left.
        let next = (0..left.len())
            .rev()
            .max_by(|&a, &b| likeness(left[a]).total_cmp(&likeness(left[b])));
        order.push(left.remove(next.unwrap_or_default()));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CodeSection, EntityType, Function, FunctionSection, ImportSection, Module};
    use wasm_encoder::{TypeSection, ValType};

    /// A module with an import and functions that return one of these constants
    /// after the other.
    fn module(functions: &[&[i32]]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import("a", "b", EntityType::Function(0));
        let (mut list, mut code) = (FunctionSection::new(), CodeSection::new());
        for values in functions {
            list.function(0);
            let mut body = Function::new([]);
            let mut instructions = body.instructions();
            for value in *values {
                instructions.i32_const(*value).drop();
            }
            instructions.i32_const(0).end();
            code.function(&body);
        }
        let mut module = Module::new();
        module.section(&types).section(&imports);
        module.section(&list).section(&code);
        module.finish()
    }

    /// The functions by their names.
    fn sorted(wasm: &[u8]) -> Vec<u32> {
        let mut found = Functions::of(wasm).unwrap().names;
        found.sort_by_key(|&(_, name)| name);
        found.into_iter().map(|(function, _)| function).collect()
    }

    #[test]
    fn functions_that_are_alike_are_neighbours() {
        let wasm = module(&[
            &[11, 12, 13, 14, 15, 16],
            &[21, 22, 23, 24],
            &[11, 12, 13, 14, 15, 17],
            &[21, 22, 23],
        ]);
        // The import is function 0 and stays where it is.
        assert_eq!(sorted(&name(&wasm).unwrap()), [4, 2, 1, 3]);
        assert!(sorted(&name(&module(&[])).unwrap()).is_empty());
    }

    #[test]
    fn what_is_no_module_is_an_error() {
        assert!(name(b"\0asm?").is_err());
    }
}
