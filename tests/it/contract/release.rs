//! The archive for owners: unpacked into an empty folder and started by its
//! script, it signs somebody in; and it says what its surroundings lack.

use bedside_tests::release::{archive, unpacked};
use bedside_tests::world::{ORPHAN, deployment, new_folder};
use bedside_tests::{World, run, wait};
use bedside_wire::Role;
use bedside_xtask::stack::Options;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

/// Runs the script in another folder than its own, with these variables alone.
fn script(release: &Path, argument: &str, variables: &[(&str, &Path)]) -> Output {
    let mut command = Command::new(release.join("bedside"));
    let path = std::env::var_os("PATH").expect("PATH");
    command
        .arg(argument)
        .current_dir("/")
        .env_clear()
        .env("PATH", path);
    command.envs(variables.iter().copied());
    command.output().expect("sh")
}

/// The sentence with which the script refuses.
fn refused(release: &Path, variables: &[(&str, &Path)]) -> String {
    let output = script(release, "check", variables);
    assert!(!output.status.success(), "{output:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A program that says it is workerd of this date.
fn workerd_of(folder: &Path, date: &str) -> std::path::PathBuf {
    let file = folder.join("workerd");
    fs::write(&file, format!("#!/bin/sh\necho workerd {date}\n")).expect("a program");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).expect("a program");
    file
}

#[test]
fn somebody_signs_in_at_an_unpacked_release() {
    run(async {
        let options = Options {
            deployment: Some(deployment()),
            release: Some(unpacked()),
            ..Options::new(new_folder())
        };
        let world = World::start_with(options)
            .await
            .expect("a release that starts");
        // It prints a link by itself for the site that nobody owns.
        let link = wait::until("an owner's link", || async {
            let log = world.stack.worker().log();
            let link = log.lines().find(|line| line.contains("/claim#token="));
            link.map(|line| line.trim().to_owned())
        })
        .await;
        assert!(link.contains(ORPHAN), "{link}");
        let ben = world.unsigned(ORPHAN, "ben");
        ben.claims(&link.parse().expect("an address"))
            .await
            .expect(200);
        let ben = world.person(ORPHAN, "ben").await;
        assert_eq!(ben.overlay("x").await.role, Role::Owner);
        ben.posts("release", "Written on a release.").await;
        // And again on the same data, without a new link.
        let links = || world.stack.worker().log().matches("#token=").count();
        let before = links();
        world.stack.worker().kill().expect("ended");
        world.stack.worker().start().expect("started");
        let view = world.stranger(ORPHAN).reads("release").await;
        assert_eq!(
            view.total, 1,
            "an owner's comment is public, and still there"
        );
        wait::until("its second start is told", || async {
            let log = world.stack.worker().log();
            (log.matches("Bedside answers on").count() == 2).then_some(())
        })
        .await;
        assert_eq!(links(), before);
    });
}

#[test]
fn the_archive_holds_what_an_owner_needs() {
    let release = unpacked();
    for file in [
        "OPERATING.md",
        "THIRD-PARTY.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "workerd-version",
        "workerd.capnp",
        "worker/index_bg.wasm",
        "assets/embed.js",
        "release/deployment.example.json",
        "release/bedside.service",
        "release/nginx.conf",
        "release/Caddyfile",
    ] {
        assert!(release.join(file).is_file(), "{file}");
    }
    let mut sums = Command::new("sha256sum");
    sums.args(["--quiet", "--check", "SHA256SUMS"])
        .current_dir(&release);
    let checked = sums.output().expect("sha256sum");
    assert!(checked.status.success(), "{checked:?}");
    let listed = fs::read_to_string(release.join("SHA256SUMS")).expect("sums");
    let files = bedside_tests::release::files(&release);
    // Its own sum cannot be in it.
    assert_eq!(listed.lines().count() + 1, files.len(), "{files:?}");
}

#[test]
fn the_same_build_makes_the_same_archive() {
    let first = fs::read(archive()).expect("an archive");
    let again = bedside_xtask::release::release(bedside_tests::world::dist()).expect("another");
    assert!(
        first == fs::read(again).expect("an archive"),
        "bytes differ"
    );
}

#[test]
fn the_script_says_what_its_surroundings_lack() {
    let release = unpacked();
    let needed = fs::read_to_string(release.join("workerd-version")).expect("a version");
    let nowhere = Path::new("/nowhere");
    let said = refused(&release, &[("WORKERD", nowhere)]);
    for part in ["workerd is missing", "npm install", needed.trim()] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let old = workerd_of(release.parent().expect("a folder"), "2020-01-01");
    let said = refused(&release, &[("WORKERD", &old)]);
    assert!(said.contains("2020-01-01, which is too old"), "{said}");
    // A folder cannot be made in a file, whoever asks.
    let new = workerd_of(release.parent().expect("a folder"), "2099-01-01");
    let inside = release.join("workerd-version/data");
    let said = refused(&release, &[("WORKERD", &new), ("BEDSIDE_DATA", &inside)]);
    assert!(said.contains("cannot be made"), "{said}");
    let said = refused(&release, &[("WORKERD", &new)]);
    assert!(
        said.contains("there is no") && said.contains("cp '"),
        "{said}"
    );
    let said = refused(&release, &[("WORKERD", &new), ("BEDSIDE_NETWORK", nowhere)]);
    assert!(said.contains("public or private"), "{said}");
}

#[test]
fn the_script_makes_folders_and_secrets_once() {
    let release = unpacked();
    let workerd = workerd_of(release.parent().expect("a folder"), "2099-01-01");
    let variables = [("WORKERD", workerd.as_path())];
    fs::create_dir(release.join("config")).expect("a folder");
    let example = release.join("release/deployment.example.json");
    fs::copy(example, release.join("config/deployment.json")).expect("an example");
    let secrets = || fs::read_to_string(release.join("config/secrets.json"));
    assert!(secrets().is_err());
    let output = script(&release, "check", &variables);
    assert!(output.status.success(), "{output:?}");
    assert!(release.join("data/objects").is_dir());
    let made = secrets().expect("secrets");
    let mode = fs::metadata(release.join("config/secrets.json"))
        .expect("secrets")
        .permissions();
    assert_eq!(mode.mode() & 0o077, 0, "nobody else may read them");
    assert!(script(&release, "check", &variables).status.success());
    assert_eq!(secrets().expect("secrets"), made);
}
