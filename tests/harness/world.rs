//! Everything running: worker, provider, host pages; and the people in it.

use crate::{Person, Response, crash_report, openapi};
use bedside_client::http::{client, method};
use bedside_client::{Operator, random};
use bedside_xtask::dist::Dist;
use bedside_xtask::stack::{Options, Stack};
use bedside_xtask::tools::Tools;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use tokio::sync::OnceCell;

/// Comments are public at once, votes count both ways; Mia moderates, Olu owns.
pub const OPEN: &str = "open-garden";
/// A moderator reads first; Mia moderates, Olu owns.
pub const CAREFUL: &str = "quiet-clinic";
/// Comments are public at once, there are no votes; several ways to sign in.
pub const CROSSING: &str = "crossing";
/// For tests that change settings and roles; like [`CAREFUL`] at first.
pub const LAB: &str = "laboratory";
/// Nobody's yet.
pub const ORPHAN: &str = "orphan";
/// Of the demo's pages in other people's software; a moderator reads first.
pub const CLINIC: &str = "clinic-notes";
/// In Swedish; comments are public at once.
pub const SWEDISH: &str = "svensk";

/// A running stack.
pub struct World {
    /// Worker, provider and host pages.
    pub stack: Arc<Stack>,
}

/// The stack that the tests of a binary share. Tests keep apart by page keys.
pub async fn world() -> &'static World {
    static SHARED: OnceCell<World> = OnceCell::const_new();
    SHARED.get_or_init(|| World::start(deployment())).await
}

/// The demo as `cargo xtask demo` starts it, with its threads.
pub async fn demo_world() -> &'static World {
    static SHARED: OnceCell<World> = OnceCell::const_new();
    SHARED
        .get_or_init(|| async {
            let world = World::start_with(Options::new(new_folder())).await;
            let world = world.unwrap_or_else(|e| panic!("the demo does not start: {e}"));
            let (addresses, operator) = (world.stack.addresses().clone(), world.operator());
            let threads = bedside_xtask::paths::root().join("demo/site/threads");
            let seeded = tokio::task::spawn_blocking(move || {
                bedside_xtask::seed::seed(&threads, &addresses, &operator)
            });
            seeded
                .await
                .expect("no panic while seeding")
                .unwrap_or_else(|e| panic!("no threads: {e:#}"));
            world
        })
        .await
}

/// The deployment of [`world`]; `{{PAGES}}`, `{{WORKER}}` and `{{PROVIDER}}`
/// are filled in by the stack.
pub fn deployment() -> Value {
    let staff = json!([
        { "provider": "demo", "subject": "mia", "role": "moderator" },
        { "provider": "demo", "subject": "olu", "role": "owner" },
    ]);
    let site = |title: &str, lang: &str, moderation: &str, providers: &[&str]| {
        json!({
            "title": title,
            "lang": lang,
            "origins": ["{{PAGES}}", "https://also.example"],
            "moderation": moderation,
            "providers": providers,
            "staff": staff,
        })
    };
    let mut orphan = site("Orphan", "en", "approve_first", &["demo"]);
    orphan["staff"] = json!([]);
    let (mut open, mut crossing) = (
        site("Open Garden", "en", "publish_first", &["demo"]),
        site(
            "Crossing",
            "en",
            "publish_first",
            &["demo", "github", "absent"],
        ),
    );
    open["votes"] = "up_down".into();
    crossing["votes"] = "off".into();
    let mut deployment = json!({
        "public_url": "{{WORKER}}",
        "providers": [
            { "id": "demo", "label": "Demo sign-in", "kind": "oidc", "issuer": "{{PROVIDER}}", "client_id": "bedside" },
            {
                "id": "github", "label": "GitHub", "kind": "github", "client_id": "bedside",
                "authorize_url": "{{PROVIDER}}/github/login/oauth/authorize",
                "token_url": "{{PROVIDER}}/github/login/oauth/access_token",
                "user_url": "{{PROVIDER}}/github/user",
            },
            // Port 9 discards, and nobody listens there.
            { "id": "absent", "label": "Absent", "kind": "oidc", "issuer": "http://127.0.0.1:9", "client_id": "bedside" },
        ],
        "sites": {
            OPEN: open,
            CAREFUL: site("Quiet Clinic", "en", "approve_first", &["demo"]),
            CROSSING: crossing,
            LAB: site("Laboratory", "en", "approve_first", &["demo"]),
            ORPHAN: orphan,
            CLINIC: site("Clinic Notes", "en", "approve_first", &["demo"]),
            SWEDISH: site("Svensk", "sv", "publish_first", &["demo"]),
        },
    });
    // Tests do in a second what people do in a day; those of the limits start a
    // stack of their own.
    bedside_xtask::deployment::raise_limits(&mut deployment);
    deployment
}

impl World {
    /// Starts a stack of its own.
    pub async fn start(deployment: Value) -> Self {
        let options = Options {
            deployment: Some(deployment),
            ..Options::new(new_folder())
        };
        Self::start_with(options)
            .await
            .unwrap_or_else(|e| panic!("the stack does not start: {e:#}"))
    }

    /// Starts a stack with all options chosen.
    pub async fn start_with(options: Options) -> Result<Self, String> {
        let started = tokio::task::spawn_blocking(|| {
            let (dist, tools) = built();
            Stack::start(dist, tools, options).map_err(|e| format!("{e:#}"))
        });
        let stack = Arc::new(started.await.expect("no panic while starting")?);
        crash_report::watch(&stack);
        openapi::learn(&stack.addresses().worker).await;
        Ok(Self { stack })
    }

    /// The worker's address.
    pub fn worker(&self) -> &str {
        &self.stack.addresses().worker
    }

    /// The origin of the host pages.
    pub fn pages(&self) -> &str {
        &self.stack.addresses().pages
    }

    /// The provider's address.
    pub fn provider(&self) -> &str {
        &self.stack.addresses().provider
    }

    /// A page key of its own for a test.
    pub fn page(&self, name: &str) -> String {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        format!("{name}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
    }

    /// Somebody who is not signed in.
    pub fn stranger(&self, site: &str) -> Person {
        self.unsigned(site, "")
    }

    /// One of the provider's personas, before signing in.
    pub fn unsigned(&self, site: &str, name: &str) -> Person {
        Person::new(self.worker(), self.pages(), site, name)
    }

    /// One of the provider's personas, signed in.
    pub async fn person(&self, site: &str, name: &str) -> Person {
        let mut person = self.unsigned(site, name);
        person.signs_in_at("demo").await;
        person
    }
}

impl World {
    /// Imports comments that were written elsewhere; `parents[i]` is the index
    /// of the comment that comment `i` replies to.
    pub async fn imports(&self, site: &str, page: &str, parents: &[Option<usize>]) {
        for (batch, chunk) in parents.chunks(500).enumerate() {
            let comments: Vec<_> = chunk
                .iter()
                .enumerate()
                .map(|(i, parent)| {
                    let number = batch * 500 + i;
                    json!({
                        "ref": format!("r{number}"),
                        "parent": parent.map(|p| format!("r{p}")),
                        "author": "Imported Person",
                        "time": "2025-03-04T05:06:07Z",
                        "body": format!("Comment number {number}."),
                    })
                })
                .collect();
            let sent = json!({ "page": { "key": page }, "comments": comments });
            self.as_operator(site, "/import", &sent).await.expect(200);
        }
    }

    /// The deployment's operator.
    pub fn operator(&self) -> Operator {
        self.stack.operator()
    }

    /// A request with the operator token.
    pub async fn as_operator(&self, site: &str, path: &str, sent: &Value) -> Response {
        let sent = self.operator().posts(site, path, sent).await;
        sent.unwrap_or_else(|e| panic!("{e:#}"))
    }

    /// A request to the worker itself.
    pub async fn asks(&self, method_name: &str, path: &str) -> Response {
        let url = format!("{}{path}", self.worker());
        Response::to(client().request(method(method_name), url)).await
    }
}

/// A folder for a stack's data, below the target directory. Folders of
/// processes that ended are removed.
pub fn new_folder() -> PathBuf {
    let base = bedside_xtask::paths::bedside().join("tests");
    for entry in std::fs::read_dir(&base).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let pid = name.split('-').next().unwrap_or_default();
        let runs = std::path::Path::new("/proc").join(pid).exists();
        if !runs && std::path::Path::new("/proc/self").exists() {
            // Another binary may be at it as well.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
    base.join(format!("{}-{}", std::process::id(), random(6)))
}

/// axe-core's script.
pub fn axe_script() -> PathBuf {
    built().1.axe.clone()
}

/// The program workerd.
pub fn workerd() -> PathBuf {
    built().1.workerd.clone()
}

/// The built output.
pub fn dist() -> &'static Dist {
    &built().0
}

/// The output of `cargo xtask build`, refused when the sources are newer.
fn built() -> &'static (Dist, Tools) {
    static BUILT: OnceLock<(Dist, Tools)> = OnceLock::new();
    BUILT.get_or_init(|| {
        // For whoever changes the widget's style and a worker's test at once.
        let stale = std::env::var_os("BEDSIDE_STALE_BUILD").is_some();
        let dist = Dist::for_tests(if stale { Dist::open } else { Dist::open_fresh });
        let dist = dist.unwrap_or_else(|e| panic!("{e:#}"));
        let tools = Tools::obtain().unwrap_or_else(|e| panic!("{e:#}"));
        (dist, tools)
    })
}
