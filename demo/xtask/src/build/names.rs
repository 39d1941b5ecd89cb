//! Names that weigh.
//!
//! wasm-bindgen ends the names of what the two halves of a module call of each
//! other with a hash. Two hundred random hashes are the one part of a module
//! that no compression shrinks: about 3 KB for a reader. Numbers of the same
//! length take their places.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Digits of a hash.
const LENGTH: usize = 16;

type Hash = [u8; LENGTH];

/// Numbers the names of a module, in its script and its wasm alike.
pub fn number(script: &Path, wasm: &Path) -> Result<()> {
    let read =
        |path: &Path| fs::read(path).with_context(|| format!("cannot read {}", path.display()));
    let (mut text, mut code) = (read(script)?, read(wasm)?);
    let numbers = numbers(&text);
    replace(&mut text, &numbers);
    replace(&mut code, &numbers);
    fs::write(script, text)?;
    fs::write(wasm, code)?;
    Ok(())
}

/// A number for each hash that the script names.
fn numbers(script: &[u8]) -> BTreeMap<Hash, Hash> {
    let mut numbers = BTreeMap::new();
    for (_, hash) in hashes(script) {
        numbers.entry(hash).or_insert([0; LENGTH]);
    }
    for (index, number) in numbers.values_mut().enumerate() {
        number.copy_from_slice(format!("{index:016}").as_bytes());
    }
    numbers
}

fn replace(bytes: &mut [u8], numbers: &BTreeMap<Hash, Hash>) {
    let found: Vec<_> = hashes(bytes).collect();
    for (at, hash) in found {
        if let Some(number) = numbers.get(&hash) {
            bytes[at..at + LENGTH].copy_from_slice(number);
        }
    }
}

/// Where a hash stands after an underscore, and which.
fn hashes(bytes: &[u8]) -> impl Iterator<Item = (usize, Hash)> + '_ {
    let is_hex = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    bytes
        .windows(LENGTH + 1)
        .enumerate()
        .filter(move |(_, window)| window[0] == b'_' && window[1..].iter().all(is_hex))
        .filter_map(|(at, window)| Some((at + 1, window[1..].try_into().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_halves_get_the_same_numbers_and_keep_their_length() {
        let dir = tempfile::tempdir().unwrap();
        let (script, wasm) = (dir.path().join("a.js"), dir.path().join("a.wasm"));
        fs::write(
            &script,
            "x.__wbg_b_00000000000000ff(__wbg_a_0123456789abcdef)",
        )
        .unwrap();
        fs::write(
            &wasm,
            b"\0__wbg_a_0123456789abcdef\x01__wbg_b_00000000000000ff\xff",
        )
        .unwrap();
        number(&script, &wasm).unwrap();
        assert_eq!(
            fs::read_to_string(script).unwrap(),
            "x.__wbg_b_0000000000000000(__wbg_a_0000000000000001)"
        );
        assert_eq!(
            fs::read(wasm).unwrap(),
            b"\0__wbg_a_0000000000000001\x01__wbg_b_0000000000000000\xff"
        );
    }

    #[test]
    fn what_the_script_does_not_name_stays() {
        let mut code = b"_0123456789abcdef".to_vec();
        replace(&mut code, &numbers(b"nothing"));
        assert_eq!(code, b"_0123456789abcdef");
    }
}
