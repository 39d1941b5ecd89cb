//! The worker's module, by the `worker` crate's own build, which wraps it so
//! that a panic ends one request and not the instance.

use super::{Workshop, empty, swap};
use crate::cmd::Cmd;
use crate::paths;
use crate::profile::Profile;
use crate::toolchain::{Toolchain, WASM32};
use anyhow::{Context, Result};
use std::fs;

/// Compiles the worker as its own build does, which then finds it done.
pub fn compile(profile: Profile, toolchain: &Toolchain) -> Result<()> {
    toolchain
        .cargo()
        .dir(paths::root().join("edge-worker"))
        .args(["build", "--lib", "--target", WASM32])
        .args(["--profile", profile.of_worker()])
        .env("CARGO_TARGET_DIR", paths::target())
        // The crate's macros read it.
        .env("WASM_BINDGEN_USE_JS_SYS", "1")
        .step("Compiling the worker")
}

/// Builds the worker into `dist/worker`.
pub fn build(shop: &Workshop<'_>) -> Result<()> {
    let new = shop.profile.folder().join("worker.new");
    empty(&new)?;
    let mut build = Cmd::new(&shop.tools.worker_build)
        .dir(paths::root().join("edge-worker"))
        .envs(shop.toolchain.env())
        .env("CARGO_TARGET_DIR", paths::target())
        .env("WASM_BINDGEN_BIN", &shop.tools.wasm_bindgen)
        .env("WASM_OPT_BIN", &shop.tools.wasm_opt)
        .env("ESBUILD_BIN", &shop.tools.esbuild)
        .arg("--out-dir")
        .arg(&new);
    build = match shop.profile {
        Profile::Release => build.arg("--release"),
        Profile::Dev => build.args(["--no-opt", "--profile", shop.profile.of_worker()]),
    };
    build.step("Building the worker")?;
    for leftover in [".gitignore", "package.json"] {
        let _ = fs::remove_file(new.join(leftover));
    }
    let _ = fs::remove_dir_all(new.join("worker"));
    fs::create_dir_all(shop.profile.dist()).context("cannot make the output's folder")?;
    swap(&new, &shop.profile.dist().join("worker"))
}
