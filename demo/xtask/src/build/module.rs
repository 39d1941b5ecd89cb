//! A wasm module of the widget: compiled, bound to JavaScript, shrunk.

use super::{Workshop, empty, names, order, script, snip, swap};
use crate::cmd::Cmd;
use crate::paths;
use crate::toolchain::WASM32;
use crate::tools::node;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

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

/// The module as it was compiled.
const COMPILED: &str = "compiled.wasm";

/// The script of a module's folder that is bundled for browsers.
pub const ENTRY: &str = "entry.js";

/// Where a module's finished files are.
pub fn folder(feature: &str) -> PathBuf {
    paths::bedside().join("modules").join(feature)
}

/// Builds the module of one feature; its files are named `out_name.js` and
/// `out_name_bg.wasm`.
pub fn build(shop: &Workshop<'_>, feature: &str, out_name: &str) -> Result<()> {
    let compiled = compile(shop, feature)?;

    let new = folder(feature).with_extension("new");
    empty(&new)?;
    let whole = fs::read(&compiled).with_context(|| compiled.display().to_string())?;
    let needed = new.join(COMPILED);
    fs::write(&needed, snip::snip(&whole)?)?;
    Cmd::new(&shop.tools.wasm_bindgen)
        .args(["--target", "web", "--no-typescript", "--out-name", out_name])
        .arg("--omit-default-module-path")
        .arg("--out-dir")
        .arg(&new)
        .arg(&needed)
        .step(&format!("Binding the {feature} module"))?;
    fs::remove_file(needed)?;

    let wasm = new.join(format!("{out_name}_bg.wasm"));
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
    let file = new.join(format!("{out_name}.js"));
    let trimmed = script::trim(&fs::read_to_string(&file)?)?;
    fs::write(&file, names::shorten(&trimmed, &renamed)?)?;
    // What the loader uses; the rest of the script is left out for it. The
    // script's own start weighs 0.3 KB more: it also takes bytes, and what a
    // server calls by another type than wasm's.
    let entry = format!(
        "import {{ initSync, mount }} from \"./{out_name}.js\";
const start = async ({{ module_or_path: url }}) =>
  initSync(await WebAssembly.compileStreaming(fetch(url)));
export {{ mount, start as default }};
"
    );
    fs::write(new.join(ENTRY), entry)?;
    swap(&new, &folder(feature))
}

/// Compiles the module. Where the toolchain has the source of the standard
/// library, that is compiled along, for size and without texts for panics: a
/// sixth of what a reader fetches.
fn compile(shop: &Workshop<'_>, feature: &str) -> Result<PathBuf> {
    let label = format!("Compiling the {feature} module");
    if shop.toolchain.has_std_source() {
        let target = paths::target().join("small");
        let small = rustc(shop, feature, &target)
            .args(["-Zbuild-std=std,panic_abort"])
            .args(["-Zbuild-std-features=optimize_for_size"])
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", "-Zunstable-options -Cpanic=immediate-abort")
            .step(&label);
        match small {
            Ok(()) => return Ok(wasm_in(&target)),
            Err(error) => eprintln!("{error:#}\nTrying with the finished standard library."),
        }
    }
    rustc(shop, feature, &paths::target()).step(&label)?;
    Ok(wasm_in(&paths::target()))
}

fn rustc(shop: &Workshop<'_>, feature: &str, target: &Path) -> Cmd {
    shop.toolchain
        .cargo()
        .args(["rustc", "--package", "bedside-widget", "--lib"])
        .args(["--crate-type", "cdylib", "--profile", "widget"])
        .args(["--target", WASM32, "--features", feature])
        .arg("--target-dir")
        .arg(target)
}

fn wasm_in(target: &Path) -> PathBuf {
    target.join(WASM32).join("widget/bedside_widget.wasm")
}
