//! `cargo xtask`: the command line.

use anyhow::Result;
use bedside_xtask::bench::{self, Bench, Half};
use bedside_xtask::demo::{self, Demo};
use bedside_xtask::dist::Dist;
use bedside_xtask::stack::Ports;
use bedside_xtask::test::Part;
use bedside_xtask::toolchain::Toolchain;
use bedside_xtask::tools::Tools;
use bedside_xtask::{build, deploy, lint, owner_link, size, test};
use clap::{Parser, Subcommand};
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
        /// Port of the host pages
        #[arg(long, default_value_t = 8080)]
        pages_port: u16,
        /// Port of the worker
        #[arg(long, default_value_t = 8787)]
        worker_port: u16,
        /// Port of the OpenID provider
        #[arg(long, default_value_t = 8788)]
        provider_port: u16,
        /// Where data is kept between starts [default: target/bedside/data]
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// Throw earlier data away
        #[arg(long)]
        fresh: bool,
    },
    /// Build the widget and the worker
    Build,
    /// Run all tests, or those whose name contains FILTER
    Test {
        /// Part of a test's name
        filter: Option<String>,
        /// Run one part of the tests
        #[arg(long)]
        only: Option<Part>,
    },
    /// Run the lints
    Lint,
    /// Hold the sizes of built output against their budgets
    Size {
        /// Address of a running thread, whose HTML is measured too
        #[arg(long, value_name = "URL")]
        thread: Option<String>,
    },
    /// Measure the worker and the widget beside floors and peers
    Bench {
        /// Fewer and shorter rounds
        #[arg(long)]
        quick: bool,
        /// Measure one half
        #[arg(long)]
        only: Option<Half>,
        /// Measure other comment systems too; installs them first
        #[arg(long)]
        peers: bool,
    },
    /// Print a one-time link that makes its opener the owner of SITE
    OwnerLink {
        /// The site's id
        site: String,
        /// Address of the worker
        #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8787")]
        worker: String,
        /// The demo's data, which holds the administrator's token
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
    },
    /// Deploy to Cloudflare with wrangler
    Deploy {
        /// Bundle and check only; needs no account
        #[arg(long)]
        dry_run: bool,
    },
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
    match command {
        Command::Demo {
            pages_port,
            worker_port,
            provider_port,
            data,
            fresh,
        } => demo::demo(&Demo {
            ports: Ports {
                pages: Some(pages_port),
                worker: Some(worker_port),
                provider: Some(provider_port),
            },
            data: data.unwrap_or_else(demo::default_data),
            fresh,
        }),
        Command::Build => {
            let dist = built()?;
            println!("{} ({})", dist.root().display(), dist.build());
            Ok(())
        }
        Command::Test { filter, only } => test::test(filter.as_deref(), only),
        Command::Lint => lint::lint(&Toolchain::obtain()?),
        Command::Size { thread } => size::size(&built()?, thread.as_deref()),
        Command::Bench { quick, only, peers } => {
            let tools = Tools::obtain()?;
            let asked = Bench { quick, only, peers };
            bench::bench(&built()?, &tools, asked)
        }
        Command::OwnerLink { site, worker, data } => {
            let data = data.unwrap_or_else(demo::default_data);
            println!("{}", owner_link::owner_link(&worker, &site, &data)?);
            Ok(())
        }
        Command::Deploy { dry_run } => deploy::deploy(&built()?, dry_run),
    }
}

fn built() -> Result<Dist> {
    build::build(&Toolchain::obtain()?, &Tools::obtain()?)
}
