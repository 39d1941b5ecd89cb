//! A wasm module of the widget: compiled, bound to JavaScript, shrunk.

use super::{Workshop, empty, swap};
use crate::cmd::Cmd;
use crate::paths;
use crate::toolchain::WASM32;
use crate::tools::node;
use anyhow::Result;
use std::path::PathBuf;

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

/// Where a module's finished files are.
pub fn folder(feature: &str) -> PathBuf {
    paths::bedside().join("modules").join(feature)
}

/// Builds the module of one feature; its files are named `out_name.js` and
/// `out_name_bg.wasm`.
pub fn build(shop: &Workshop<'_>, feature: &str, out_name: &str) -> Result<()> {
    shop.toolchain
        .cargo()
        .args(["rustc", "--package", "bedside-widget", "--lib"])
        .args(["--crate-type", "cdylib", "--profile", "widget"])
        .args(["--target", WASM32, "--features", feature])
        .arg("--target-dir")
        .arg(paths::target())
        .step(&format!("Compiling the {feature} module"))?;
    let compiled = paths::target()
        .join(WASM32)
        .join("widget/bedside_widget.wasm");

    let new = folder(feature).with_extension("new");
    empty(&new)?;
    Cmd::new(&shop.tools.wasm_bindgen)
        .args(["--target", "web", "--no-typescript", "--out-name", out_name])
        .arg("--out-dir")
        .arg(&new)
        .arg(compiled)
        .step(&format!("Binding the {feature} module"))?;

    let wasm = new.join(format!("{out_name}_bg.wasm"));
    Cmd::new(node()?)
        .arg(&shop.tools.wasm_opt)
        .arg("-Oz")
        .args(WASM_FEATURES)
        .args(["--strip-debug", "--strip-producers"])
        .arg(&wasm)
        .arg("-o")
        .arg(&wasm)
        .step(&format!("Shrinking the {feature} module"))?;
    swap(&new, &folder(feature))
}
