//! Makes a module small for those who fetch it.

use super::{Workshop, names, order, script};
use crate::cmd::Cmd;
use crate::tools::node;
use anyhow::Result;
use std::fs;
use std::path::Path;

/// Named one by one: with `--all-features` wasm-opt emits encodings that
/// browsers refuse.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Flattened code shrinks better: about 1.6 KB of brotli for a reader. A large
/// function that is called once does better as one of its own, where brotli
/// finds others like it: 0.8 KB; a tiny one, in the place that calls it: 0.2 KB.
/// Nothing of ours is in the first kilobyte of memory, where Rust's stack ends.
const PASSES: [&str; 8] = [
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "-Oz",
    "--one-caller-inline-max-function-size=50",
    "--always-inline-max-function-size=5",
    "--low-memory-unused",
];

/// Shrinks a bound module and its script in their folder.
pub fn shrink(shop: &Workshop<'_>, feature: &str, dir: &Path, out_name: &str) -> Result<()> {
    let wasm = dir.join(format!("{out_name}_bg.wasm"));
    Cmd::new(node()?)
        .arg(&shop.tools.wasm_opt)
        .args(PASSES)
        .args(WASM_FEATURES)
        .args(["--strip-debug", "--strip-producers"])
        .arg(&wasm)
        .arg("-o")
        .arg(&wasm)
        .step(&format!("Shrinking the {feature} module"))?;
    fs::write(&wasm, order::name(&fs::read(&wasm)?)?)?;
    let renamed = Cmd::new(node()?)
        .arg(&shop.tools.wasm_opt)
        .args([order::PASS, names::PASS])
        .args(WASM_FEATURES)
        .arg(&wasm)
        .arg("-o")
        .arg(&wasm)
        .output()?;
    let file = dir.join(format!("{out_name}.js"));
    let trimmed = script::trim(&fs::read_to_string(&file)?)?;
    fs::write(&file, names::shorten(&trimmed, &renamed)?)?;
    Ok(())
}
