//! The commands of the operator's page, one after the other, as somebody types
//! them who has only the archive.
//!
//! Commands that would change the machine itself go to stand-ins: `sudo` runs what
//! follows it, `useradd`, `chown` and `systemctl` only note what they were
//! asked, `npm` brings the pinned workerd from where it is already, and the
//! system's folders lie in the test's own.

use bedside_tests::release::{archive, unpacked_in};
use bedside_tests::world::{OPEN, deployment, new_folder, workerd};
use bedside_tests::{World, run};
use bedside_xtask::stack::Options;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The page's blocks of commands, in its order.
fn blocks() -> Vec<String> {
    let page = bedside_xtask::paths::root().join("edge-worker/OPERATING.md");
    let page = fs::read_to_string(page).expect("the page");
    let blocks = page.split("```sh\n").skip(1);
    let blocks = blocks.filter_map(|rest| rest.split("```").next());
    blocks.map(str::to_owned).collect()
}

/// A machine to type on: a home folder and programs that stand in.
#[derive(Clone)]
struct Machine {
    home: PathBuf,
    programs: PathBuf,
    port: u16,
}

impl Machine {
    fn new() -> Self {
        let home = new_folder();
        let programs = home.join("programs");
        fs::create_dir_all(&programs).expect("a folder");
        fs::create_dir_all(home.join("etc/systemd/system")).expect("a folder");
        let machine = Self {
            home,
            programs,
            port: 0,
        };
        let workerd = workerd();
        let workerd = workerd.display();
        machine.program("sudo", "[ \"$1\" != -u ] || shift 2\nexec \"$@\"");
        machine.program(
            "npm",
            &format!(
                "[ \"$1 $2\" = 'install --prefix' ] || exit 1\n\
                 [ \"$4\" = \"workerd@{}\" ] || exit 1\n\
                 bin=$3/node_modules/@cloudflare/workerd-linux-64/bin\n\
                 mkdir -p \"$bin\"\nln -sf '{workerd}' \"$bin/workerd\"",
                bedside_xtask::tools::workerd_version().expect("a version")
            ),
        );
        for name in ["useradd", "chown", "systemctl"] {
            machine.program(name, "echo \"${0##*/} $*\" >> \"$HOME/asked\"");
        }
        let sum = archive().with_extension("gz.sha256");
        for file in [archive(), &sum] {
            let name = file.file_name().expect("a name");
            symlink(file, machine.home.join(name)).expect("a link");
        }
        machine
    }

    fn program(&self, name: &str, script: &str) {
        let file = self.programs.join(name);
        fs::write(&file, format!("#!/bin/sh\nset -e\n{script}\n")).expect("a program");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).expect("a program");
    }

    /// Runs a block in a folder; all of its commands must succeed.
    fn types(&self, block: &str, folder: &Path) -> String {
        let mut block = block.replace("127.0.0.1:8787", &format!("127.0.0.1:{}", self.port));
        for place in [
            "/opt/bedside",
            "/etc/bedside",
            "/etc/systemd",
            "/var/lib/bedside",
        ] {
            let ours = format!("{}{place}", self.home.display());
            // Its parts begin a word or stand after `=`.
            for before in [" ", "="] {
                block = block.replace(&format!("{before}{place}"), &format!("{before}{ours}"));
            }
        }
        let path = std::env::var("PATH").expect("PATH");
        let output = Command::new("sh")
            .args(["-e", "-u", "-c", &block])
            .current_dir(folder)
            .env_clear()
            .env("PATH", format!("{}:{path}", self.programs.display()))
            .env("HOME", &self.home)
            .env("BEDSIDE_LISTEN", format!("127.0.0.1:{}", self.port))
            .output()
            .expect("sh");
        assert!(output.status.success(), "{block}: {output:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

#[test]
fn every_command_of_the_page_works_in_its_order() {
    run(async {
        let mut machine = Machine::new();
        let blocks = blocks();
        let [
            unpack,
            configure,
            start,
            link,
            service,
            backup,
            restore,
            update,
            health,
            metrics,
        ] = &blocks[..]
        else {
            panic!("the page has other blocks: {blocks:?}");
        };
        machine.types(unpack, &machine.home);
        let folder = unpacked_in(&machine.home);
        let said = machine.types(configure, &folder);
        assert!(said.contains("all is well"), "{said}");

        // The owner's edits of both files are the stack's.
        assert_eq!(start.trim(), "./bedside");
        let options = Options {
            deployment: Some(deployment()),
            release: Some(folder.clone()),
            worker_env: vec![(
                "BEDSIDE_DATA".into(),
                folder.join("data").display().to_string(),
            )],
            ..Options::new(&folder)
        };
        let world = World::start_with(options)
            .await
            .expect("a release that starts");
        machine.port = world
            .worker()
            .rsplit(':')
            .next()
            .expect("a port")
            .parse()
            .expect("one");
        let said = machine.types(link, &folder);
        assert!(
            said.contains("Nobody owns orphan yet") && said.contains("#token="),
            "{said}"
        );
        assert!(machine.types(health, &folder).contains("\"status\":\"ok\""));
        assert!(
            machine
                .types(metrics, &folder)
                .contains("bedside_build_info")
        );

        backs_up_while_people_write(&world, &machine, backup, &folder).await;
        let ana = world.person(OPEN, "ana").await;
        ana.posts("backup", "After the copy.").await;
        world.stack.worker().stop().expect("stopped");
        machine.types(restore, &folder);
        machine.types(update, &folder);
        world.stack.worker().start().expect("started");
        let view = world.stranger(OPEN).reads("backup").await;
        assert!(view.total > 0, "what was there before is there again");
        assert!(!format!("{view:?}").contains("After the copy."));

        machine.types(service, &folder);
        let asked = fs::read_to_string(machine.home.join("asked")).expect("what was asked");
        assert!(asked.contains("systemctl enable --now bedside"), "{asked}");
        let objects = machine.home.join("var/lib/bedside/objects/bedside-site");
        assert!(objects.is_dir(), "the data were moved");
        let unit = machine.home.join("etc/systemd/system/bedside.service");
        let unit = fs::read_to_string(unit).expect("the unit");
        for setting in [
            "LimitNOFILE=",
            "Restart=always",
            "ExecStart=/opt/bedside/bedside",
        ] {
            assert!(unit.contains(setting), "{setting}");
        }
    });
}

/// Makes a copy while somebody posts, and checks each database of it.
async fn backs_up_while_people_write(
    world: &World,
    machine: &Machine,
    backup: &str,
    folder: &Path,
) {
    let ana = world.person(OPEN, "ana").await;
    ana.posts("backup", "Before the copy.").await;
    let copying = {
        let (machine, backup) = (machine.clone(), backup.to_owned());
        let folder = folder.to_owned();
        tokio::task::spawn_blocking(move || machine.types(&backup, &folder))
    };
    let mut posted = 0;
    while !copying.is_finished() {
        ana.posts("backup", &format!("Number {posted}.")).await;
        posted += 1;
    }
    copying.await.expect("a copy");
    assert!(posted > 0, "nothing was written meanwhile");
    let copies = machine.home.join("bedside-backup/objects/bedside-site");
    for file in bedside_tests::release::files(&copies) {
        let copy = rusqlite::Connection::open(&file).expect("a database");
        let checked = copy.query_row("PRAGMA integrity_check", [], |row| row.get(0));
        assert_eq!(checked, Ok("ok".to_owned()), "{}", file.display());
    }
    assert!(
        machine
            .home
            .join("bedside-backup/config/secrets.json")
            .is_file()
    );
}
