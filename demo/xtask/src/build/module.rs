//! A wasm module of the widget: compiled, bound to JavaScript and, for a
//! release, optimised for size.

use super::{BuildContext, empty, swap};
use crate::cmd::Cmd;
use crate::paths;
use crate::profile::Profile;
use crate::toolchain::{Toolchain, WASM32};
use crate::tools::node;
use anyhow::Result;
use std::path::{Path, PathBuf};

/// Features of WebAssembly that browsers since 2021 have. Named one by one:
/// with `--all-features` wasm-opt emits encodings that browsers refuse.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The folder of a module's finished files.
pub fn folder(profile: Profile, feature: &str) -> PathBuf {
    profile.folder().join("modules").join(feature)
}

/// Builds the module of one feature; its files are named `out_name.js` and
/// `out_name_bg.wasm`.
pub fn build(ctx: &BuildContext<'_>, feature: &str, out_name: &str) -> Result<()> {
    let compiled = compile(ctx.profile, ctx.toolchain, feature)?;
    let finished = folder(ctx.profile, feature);
    let new = finished.with_extension("new");
    empty(&new)?;
    Cmd::new(&ctx.tools.wasm_bindgen)
        .args(["--target", "web", "--no-typescript", "--out-name", out_name])
        .arg("--omit-default-module-path")
        .arg("--out-dir")
        .arg(&new)
        .arg(&compiled)
        .step(&format!("Binding the {feature} module"))?;
    if ctx.profile == Profile::Release {
        let wasm = new.join(format!("{out_name}_bg.wasm"));
        Cmd::new(node()?)
            .arg(&ctx.tools.wasm_opt)
            .args(["-Oz", "--strip-debug", "--strip-producers"])
            .args(WASM_FEATURES)
            .arg(&wasm)
            .arg("-o")
            .arg(&wasm)
            .step(&format!("Optimising the {feature} module"))?;
    }
    swap(&new, &finished)
}

/// Compiles the module. A release is compiled with the standard library where
/// the toolchain has its source, for size and without texts for panics: a sixth
/// of the module.
pub fn compile(profile: Profile, toolchain: &Toolchain, feature: &str) -> Result<PathBuf> {
    let label = format!("Compiling the {feature} module");
    if profile == Profile::Release && toolchain.has_std_source() {
        let target = paths::target().join("small");
        let small = rustc(profile, toolchain, feature, &target)
            .args(["-Zbuild-std=std,panic_abort"])
            .args(["-Zbuild-std-features=optimize_for_size"])
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", "-Zunstable-options -Cpanic=immediate-abort")
            .step(&label);
        match small {
            Ok(()) => return Ok(wasm_in(profile, &target)),
            Err(error) => eprintln!("{error:#}\nTrying with the finished standard library."),
        }
    }
    rustc(profile, toolchain, feature, &paths::target()).step(&label)?;
    Ok(wasm_in(profile, &paths::target()))
}

fn rustc(profile: Profile, toolchain: &Toolchain, feature: &str, target: &Path) -> Cmd {
    // In the dev profile all modules share Yew's features, so that Yew is
    // compiled once.
    let features = match profile {
        Profile::Release => feature.to_owned(),
        Profile::Dev => format!("{feature},yew/hydration"),
    };
    toolchain
        .cargo()
        .args(["rustc", "--package", "bedside-widget", "--lib"])
        .args(["--crate-type", "cdylib"])
        .args(["--profile", profile.of_modules()])
        .args(["--target", WASM32, "--features", &features])
        .arg("--target-dir")
        .arg(target)
}

fn wasm_in(profile: Profile, target: &Path) -> PathBuf {
    let folder = target.join(WASM32).join(profile.of_modules());
    folder.join("bedside_widget.wasm")
}
