//! Every query of the worker has an index: SQLite itself is asked how it
//! would run each statement of the `*_store.rs` files. (Invariant 11.)
//!
//! A statement is a string literal that begins with its verb. `concat!` of
//! literals counts as one; a statement put together in any other way cannot
//! be checked and is refused.

use crate::sources::{below, refuse, rust_below};
use crate::tokens::{Kind, Token, shipped};
use rusqlite::Connection;

const VERBS: &[&str] = &[
    "SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH ", "REPLACE ",
];

/// Statements that may read a whole table, by a part of their text, with the
/// reason.
const MAY_SCAN: &[(&str, &str)] = &[
    (
        "FROM migrations",
        "one row for each file of migrations/, read once at the start",
    ),
    (
        "FROM settings",
        "a handful of rows, read once by an object and whenever one changed",
    ),
    (
        "INSERT INTO threads",
        "the plan names the children of a foreign key, which SQLite looks at only after a \
         constraint was broken",
    ),
];

struct Statement {
    place: String,
    sql: String,
}

fn statements() -> Vec<Statement> {
    let mut stores = rust_below("edge-worker/src");
    stores.retain(|s| s.path.ends_with("_store.rs"));
    let mut found = Vec::new();
    for source in &stores {
        let tokens = shipped(source);
        for (i, token) in tokens.iter().enumerate() {
            if token.kind != Kind::Str
                || !VERBS.iter().any(|v| token.text.trim_start().starts_with(v))
            {
                continue;
            }
            let place = format!("{}:{}", source.path, token.line);
            found.push(Statement {
                place,
                sql: whole(&tokens, i),
            });
        }
    }
    assert!(!found.is_empty(), "no statement found in any *_store.rs");
    found
}

/// The literal at `i` with what follows it inside a `concat!`.
fn whole(tokens: &[Token], i: usize) -> String {
    let mut sql = tokens[i].text.clone();
    let in_concat =
        i >= 3 && tokens[i - 1].is("(") && tokens[i - 2].is("!") && tokens[i - 3].is("concat");
    if in_concat {
        let rest = tokens[i + 1..]
            .iter()
            .take_while(|t| !t.is(")"))
            .filter(|t| t.kind == Kind::Str);
        sql.extend(rest.map(|t| t.text.as_str()));
    }
    sql
}

/// A database as the migrations leave it, with the table that records them.
fn migrated() -> Connection {
    let database = Connection::open_in_memory().expect("SQLite in memory");
    let mut stores = rust_below("edge-worker/src");
    stores.retain(|s| s.path.ends_with("_store.rs"));
    for token in stores.iter().flat_map(shipped) {
        if token.kind == Kind::Str && token.text.starts_with("CREATE TABLE") {
            database
                .execute_batch(&token.text)
                .unwrap_or_else(|e| panic!("{}: {e}", token.text));
        }
    }
    let migrations = below("edge-worker/migrations")
        .into_iter()
        .filter(|s| s.path.ends_with(".sql"));
    let mut count = 0;
    for migration in migrations {
        database
            .execute_batch(&migration.text)
            .unwrap_or_else(|e| panic!("{}: {e}", migration.path));
        count += 1;
    }
    assert!(count > 0, "no migration found");
    database
}

fn plan(database: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = database.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
    let rows = statement.raw_query();
    let mut details = Vec::new();
    let mut rows = rows;
    while let Some(row) = rows.next()? {
        details.push(row.get::<_, String>(3)?);
    }
    Ok(details)
}

/// True for a step that walks a whole table: `SCAN t`, or `SCAN t USING ..
/// INDEX` without a `LIMIT` that ends the walk.
fn walks_a_table(sql: &str, step: &str) -> bool {
    let Some(what) = step.strip_prefix("SCAN ") else {
        return false;
    };
    let harmless =
        what.starts_with("CONSTANT ROW") || what.starts_with('(') || what.contains("VIRTUAL TABLE");
    let name = what.split_whitespace().next().unwrap_or_default();
    let own_part = sql.contains(&format!("{name} AS ("))
        || sql.contains(&format!("{name}(")) && sql.starts_with("WITH");
    let ends_early = what.contains("USING") && sql.contains("LIMIT");
    !(harmless || own_part || ends_early)
}

#[test]
fn every_statement_fits_the_migrated_tables() {
    let database = migrated();
    let wrong = statements().into_iter().filter_map(|s| {
        let error = plan(&database, &s.sql).err()?;
        Some(format!("{}: {error}: {}", s.place, s.sql))
    });
    refuse("a statement that SQLite does not take", wrong.collect());
}

#[test]
fn no_statement_reads_a_whole_table() {
    let database = migrated();
    let mut found = Vec::new();
    for statement in statements() {
        if MAY_SCAN
            .iter()
            .any(|(part, _)| statement.sql.contains(part))
        {
            continue;
        }
        for step in plan(&database, &statement.sql).unwrap_or_default() {
            if walks_a_table(&statement.sql, &step) {
                found.push(format!("{}: {step}: {}", statement.place, statement.sql));
            }
        }
    }
    refuse("a query without an index", found);
}

#[test]
fn no_list_is_sorted_after_it_was_read() {
    let database = migrated();
    let mut found = Vec::new();
    for statement in statements() {
        for step in plan(&database, &statement.sql).unwrap_or_default() {
            if step.starts_with("USE TEMP B-TREE FOR ORDER BY") {
                found.push(format!("{}: {}", statement.place, statement.sql));
            }
        }
    }
    refuse("the index does not give this order", found);
}

#[test]
fn a_scan_is_recognised() {
    let database = migrated();
    database
        .execute_batch("CREATE TABLE probe (id INTEGER PRIMARY KEY, x TEXT)")
        .expect("a table");
    for (sql, walks) in [
        ("SELECT id FROM probe WHERE x = ?", true),
        ("SELECT p.id FROM probe p WHERE p.x = ?", true),
        ("SELECT x FROM probe WHERE id = ?", false),
        ("INSERT INTO probe (x) VALUES (?)", false),
    ] {
        let steps = plan(&database, sql).expect("a plan");
        assert_eq!(
            steps.iter().any(|step| walks_a_table(sql, step)),
            walks,
            "{sql}: {steps:?}"
        );
    }
}

#[test]
fn every_migration_is_applied_in_the_order_of_its_number() {
    let stores = rust_below("edge-worker/src");
    let store = stores.iter().find(|s| s.path.ends_with("migrate_store.rs"));
    let text = &store.expect("the store that migrates").text;
    let files = below("edge-worker/migrations").into_iter();
    let mut names: Vec<_> = files
        .filter_map(|s| s.path.rsplit('/').next().map(str::to_owned))
        .filter(|name| name.ends_with(".sql"))
        .collect();
    names.sort();
    for (n, name) in names.iter().enumerate() {
        let line = format!("({}, include_str!(\"../../migrations/{name}\"))", n + 1);
        assert!(text.contains(&line), "migrate_store.rs lacks {line}");
    }
}
