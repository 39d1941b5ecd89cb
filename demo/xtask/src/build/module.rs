//! A wasm module of the widget: compiled and bound to JavaScript; and shrunk,
//! where it is made for readers.

use super::{Workshop, empty, shrink, snip, swap};
use crate::cmd::Cmd;
use crate::paths;
use crate::profile::Profile;
use crate::toolchain::{Toolchain, WASM32};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// The module as it was compiled.
const COMPILED: &str = "compiled.wasm";

/// The script of a module's folder that is bundled for browsers.
pub const ENTRY: &str = "entry.js";

/// Where a module's finished files are.
pub fn folder(profile: Profile, feature: &str) -> PathBuf {
    profile.folder().join("modules").join(feature)
}

/// Builds the module of one feature; its files are named `out_name.js` and
/// `out_name_bg.wasm`.
pub fn build(shop: &Workshop<'_>, feature: &str, out_name: &str) -> Result<()> {
    let shrunk = shop.profile == Profile::Release;
    let compiled = compile(shop.profile, shop.toolchain, feature)?;

    let finished = folder(shop.profile, feature);
    let new = finished.with_extension("new");
    empty(&new)?;
    let mut whole = fs::read(&compiled).with_context(|| compiled.display().to_string())?;
    if shrunk {
        whole = snip::snip(&whole)?;
    }
    let needed = new.join(COMPILED);
    fs::write(&needed, whole)?;
    Cmd::new(&shop.tools.wasm_bindgen)
        .args(["--target", "web", "--no-typescript", "--out-name", out_name])
        .arg("--omit-default-module-path")
        .arg("--out-dir")
        .arg(&new)
        .arg(&needed)
        .step(&format!("Binding the {feature} module"))?;
    fs::remove_file(needed)?;
    if shrunk {
        shrink::shrink(shop, feature, &new, out_name)?;
    }
    fs::write(new.join(ENTRY), entry(out_name, shrunk))?;
    swap(&new, &finished)
}

/// What the loader uses; the rest of the script is left out for it. The
/// script's own start weighs 0.3 KB more: it also takes bytes, and what a
/// server calls by another type than wasm's.
fn entry(out_name: &str, shrunk: bool) -> String {
    let module = "await WebAssembly.compileStreaming(fetch(url))";
    // A whole script wants a name for its argument.
    let argument = match shrunk {
        true => module.to_owned(),
        false => format!("{{ module: {module} }}"),
    };
    format!(
        "import {{ initSync, mount }} from \"./{out_name}.js\";
const start = async ({{ module_or_path: url }}) => initSync({argument});
export {{ mount, start as default }};
"
    )
}

/// Compiles the module. Where the toolchain has the source of the standard
/// library, what readers get is compiled along with that, for size and without
/// texts for panics: a sixth of what a reader fetches.
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
    // What one module needs of Yew, all get while they are not for readers:
    // then Yew is compiled once.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_script_is_started_with_what_it_takes() {
        let of = |shrunk| entry("widget", shrunk);
        assert!(of(true).contains("initSync(await WebAssembly.compileStreaming(fetch(url)));"));
        assert!(of(false).contains("initSync({ module: await WebAssembly."));
        assert!(of(false).contains("from \"./widget.js\""));
    }
}
