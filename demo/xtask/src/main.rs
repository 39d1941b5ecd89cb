//! `cargo xtask`: the command line.

use anyhow::Result;
use bedside_xtask::bench::{self, Bench, Suite};
use bedside_xtask::build::{self, Kit};
use bedside_xtask::cmd::Cmd;
use bedside_xtask::demo::{self, Demo};
use bedside_xtask::deployment::Addresses;
use bedside_xtask::dist::Dist;
use bedside_xtask::profile::Profile;
use bedside_xtask::seed::bulk_seed::{self, SeedPlan};
use bedside_xtask::stack::Ports;
use bedside_xtask::test::Part;
use bedside_xtask::toolchain::Toolchain;
use bedside_xtask::tools::Tools;
use bedside_xtask::{deploy, lint, owner_link, paths, release, size, test};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Bedside's tooling.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build, start and fill everything on this machine
    Demo {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        compiled: Compiled,
        /// Throw earlier data away
        #[arg(long)]
        fresh: bool,
        /// Fill the page of 100,000 comments too; takes minutes the first time
        #[arg(long)]
        big: bool,
        /// Build anew when sources change, restart the worker and reload the
        /// pages
        #[arg(long)]
        watch: bool,
    },
    /// Fill the demo with invented comments, whether it runs or not
    Seed {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        compiled: Compiled,
        /// Comments in one thread, that of the page of 100,000 comments
        #[arg(long, value_name = "N", default_value_t = SeedPlan::BIG.comments)]
        comments: usize,
        /// Comments in many threads of the same site
        #[arg(long, value_name = "N", default_value_t = SeedPlan::BIG.site_comments)]
        site_comments: usize,
        /// The same number makes the same comments
        #[arg(long, value_name = "SEED", default_value_t = SeedPlan::BIG.random)]
        random: u64,
    },
    /// Build the widget and the worker
    Build {
        /// Seconds after a change, and larger and slower: for work on Bedside
        #[arg(long)]
        dev: bool,
    },
    /// Run all tests, or those whose name contains FILTER
    Test {
        /// Part of a test's name
        filter: Option<String>,
        /// Run one part of the tests
        #[arg(long)]
        only: Option<Part>,
        /// Run the browser's part in Firefox and WebKit as well
        #[arg(long)]
        all_browsers: bool,
        #[command(flatten)]
        compiled: Compiled,
    },
    /// Run the lints
    Lint,
    /// Hold the sizes of built output against their budgets
    Size {
        /// Address of a running thread, whose HTML is measured too
        #[arg(long, value_name = "URL")]
        thread: Option<String>,
    },
    /// Measure the worker and the widget beside baselines and peers
    Bench {
        /// Fewer and shorter rounds
        #[arg(long)]
        quick: bool,
        /// Measure one half
        #[arg(long)]
        only: Option<Suite>,
        /// Measure other comment systems too; installs them first
        #[arg(long)]
        peers: bool,
        /// Measure only the rows of the worker whose name contains TEXT
        #[arg(long, value_name = "TEXT", conflicts_with_all = ["only", "peers"])]
        rows: Option<String>,
    },
    /// Print a one-time link that makes its opener the owner of SITE
    OwnerLink {
        /// The site's id
        site: String,
        /// Address of the worker
        #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8787")]
        worker: String,
        /// The demo's data, which holds the operator token
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
    },
    /// Pack what is built into one archive for owners
    Release {
        /// Of the build for work on Bedside, to try the archive itself
        #[arg(long)]
        dev: bool,
    },
    /// Deploy to Cloudflare with wrangler
    Deploy {
        /// Bundle and check only; needs no account
        #[arg(long)]
        dry_run: bool,
    },
}

/// The choice of the profile.
#[derive(Args)]
struct Compiled {
    /// Run what is shipped, which takes minutes to build; so it is where CI is
    /// set
    #[arg(long)]
    release: bool,
}

impl Compiled {
    fn profile(&self) -> Profile {
        Profile::local(self.release)
    }
}

/// Ports and data of the demo.
#[derive(Args)]
struct Place {
    /// Port of the host pages
    #[arg(long, default_value_t = 8080)]
    pages_port: u16,
    /// Port of the worker
    #[arg(long, default_value_t = 8787)]
    worker_port: u16,
    /// Port of the OpenID provider
    #[arg(long, default_value_t = 8788)]
    provider_port: u16,
    /// Folder of the data that outlives a start [default: target/bedside/data]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

impl Place {
    fn ports(&self) -> Ports {
        Ports {
            pages: Some(self.pages_port),
            worker: Some(self.worker_port),
            provider: Some(self.provider_port),
        }
    }

    fn addresses(&self) -> Addresses {
        Addresses::local(self.pages_port, self.worker_port, self.provider_port)
    }

    fn data(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(demo::default_data)
    }
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // What people need is in the sentence; a backtrace would hide it.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    paths::find_root()?;
    match command {
        Command::Demo {
            place,
            compiled,
            fresh,
            big,
            watch,
        } => demo::demo(&Demo {
            profile: compiled.profile(),
            ports: place.ports(),
            data: place.data(),
            fresh,
            big,
            watch,
        }),
        Command::Seed {
            place,
            compiled,
            comments,
            site_comments,
            random,
        } => {
            let filling = SeedPlan {
                random,
                comments,
                site_comments,
            };
            bulk_seed::fill(
                &filling,
                compiled.profile(),
                place.ports(),
                &place.addresses(),
                &place.data(),
            )
        }
        Command::Build { dev } => {
            let profile = if dev { Profile::Dev } else { Profile::Release };
            let dist = built(profile)?;
            println!("{} ({})", dist.root().display(), dist.build());
            Ok(())
        }
        Command::Test {
            filter,
            only,
            all_browsers,
            compiled,
        } => test::test(filter.as_deref(), only, all_browsers, compiled.profile()),
        Command::Lint => lint::lint(Profile::local(false), &Toolchain::obtain()?),
        Command::Size { thread } => size::size(&built(Profile::Release)?, thread.as_deref()),
        Command::Bench {
            quick,
            only,
            peers,
            rows,
        } => {
            if cfg!(debug_assertions) {
                return again_for_measures();
            }
            let dist = built(Profile::Release)?;
            let options = Bench {
                quick,
                only,
                peers,
                rows,
            };
            bench::bench(&dist, &Tools::obtain()?, &options)
        }
        Command::OwnerLink { site, worker, data } => {
            let data = data.unwrap_or_else(demo::default_data);
            println!("{}", owner_link::owner_link(&worker, &site, &data)?);
            Ok(())
        }
        Command::Release { dev } => {
            let profile = if dev { Profile::Dev } else { Profile::Release };
            println!("{}", release::release(&built(profile)?)?.display());
            Ok(())
        }
        Command::Deploy { dry_run } => deploy::deploy(&built(Profile::Release)?, dry_run),
    }
}

/// Runs this command in a copy of this program that is fast enough not to limit
/// what it measures, and ends as that does. Everything else is compiled sooner
/// without.
fn again_for_measures() -> Result<()> {
    let status = Cmd::new("cargo")
        .args(["run", "--profile", "measure", "--package", "bedside-xtask"])
        .arg("--target-dir")
        .arg(paths::target())
        .arg("--")
        .args(std::env::args_os().skip(1))
        .pass_through()?;
    std::process::exit(status.code().unwrap_or(1))
}

fn built(profile: Profile) -> Result<Dist> {
    build::build(profile, &Kit::obtain(profile)?)
}
