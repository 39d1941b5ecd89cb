//! The worker's module, by the `worker` crate's own build, which wraps it so
//! that a panic ends one request and not the instance.

use super::{BuildContext, empty, swap};
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
pub fn build(ctx: &BuildContext<'_>) -> Result<()> {
    let new = ctx.profile.folder().join("worker.new");
    empty(&new)?;
    let mut build = Cmd::new(&ctx.tools.worker_build)
        .dir(paths::root().join("edge-worker"))
        .envs(ctx.toolchain.env())
        .env("CARGO_TARGET_DIR", paths::target())
        .env("WASM_BINDGEN_BIN", &ctx.tools.wasm_bindgen)
        .env("WASM_OPT_BIN", &ctx.tools.wasm_opt)
        .env("ESBUILD_BIN", &ctx.tools.esbuild)
        .arg("--out-dir")
        .arg(&new);
    build = match ctx.profile {
        Profile::Release => build.arg("--release"),
        Profile::Dev => build.args(["--no-opt", "--profile", ctx.profile.of_worker()]),
    };
    build.step("Building the worker")?;
    for leftover in [".gitignore", "package.json"] {
        let _ = fs::remove_file(new.join(leftover));
    }
    let _ = fs::remove_dir_all(new.join("worker"));
    fs::create_dir_all(ctx.profile.dist()).context("cannot make the output's folder")?;
    swap(&new, &ctx.profile.dist().join("worker"))
}
