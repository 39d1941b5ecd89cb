//! Migrations of existing rows.

use crate::sources::below;
use rusqlite::Connection;

/// Applies the migrations with these numbers.
fn migrate(database: &Connection, numbers: std::ops::RangeInclusive<u32>) {
    let all = below("edge-worker/migrations").into_iter();
    let mut all: Vec<_> = all.filter(|s| s.path.ends_with(".sql")).collect();
    all.sort_by(|a, b| a.path.cmp(&b.path));
    for number in numbers {
        let migration = &all[number as usize - 1];
        database
            .execute_batch(&migration.text)
            .unwrap_or_else(|e| panic!("{}: {e}", migration.path));
    }
}

#[test]
fn replies_that_were_there_before_their_feeds_are_known() {
    let database = Connection::open_in_memory().expect("SQLite in memory");
    migrate(&database, 1..=6);
    let comment = |id: &str, parent: Option<&str>, account: Option<&str>| {
        let inserted = database.execute(
            "INSERT INTO comments (id, thread_id, parent_id, depth, place, account_id, author, author_role, body,
             status, created_at) VALUES (?1, 1, ?2, 0, ?1, ?3, 'A', 'member', 'B', 'published', 0)",
            (id, parent, account),
        );
        inserted.expect("a comment");
    };
    let people = "INSERT INTO accounts (id, issuer, subject, name, created_at)
                  VALUES ('ana', 'i', 'a', 'A', 0), ('ben', 'i', 'b', 'B', 0);
                  INSERT INTO threads (id, page) VALUES (1, 'p');";
    database.execute_batch(people).expect("people");
    comment("1", None, Some("ana"));
    comment("2", Some("1"), Some("ben"));
    comment("3", Some("1"), Some("ana"));
    comment("4", Some("1"), None);
    comment("5", Some("4"), Some("ben"));
    migrate(&database, 7..=7);
    let mut statement = database
        .prepare("SELECT id, parent_account FROM comments ORDER BY id")
        .expect("a statement");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let rows: Vec<(String, Option<String>)> = rows.expect("rows").flatten().collect();
    let ana = || Some("ana".to_owned());
    let wanted = [
        ("1", None),
        ("2", ana()),
        // Her own, nobody's, and one to nobody's.
        ("3", None),
        ("4", ana()),
        ("5", None),
    ];
    assert_eq!(rows, wanted.map(|(id, account)| (id.to_owned(), account)));
}

#[test]
fn comments_that_were_there_before_placeholders_stay_listed() {
    let database = Connection::open_in_memory().expect("SQLite in memory");
    migrate(&database, 1..=9);
    let comment = |id: &str, parent: Option<&str>, status: &str| {
        let inserted = database.execute(
            "INSERT INTO comments (id, thread_id, parent_id, parent_author, depth, place, author, author_role, body,
             status, created_at) VALUES (?1, 1, ?2, 'Old', 0, ?1, ?3, 'member', 'B', ?4, 0)",
            (id, parent, format!("Author {id}"), status),
        );
        inserted.expect("a comment");
    };
    database
        .execute_batch("INSERT INTO threads (id, page) VALUES (1, 'p');")
        .expect("a thread");
    comment("1", None, "published");
    comment("2", Some("1"), "published");
    comment("3", Some("1"), "pending");
    comment("4", Some("3"), "published");
    migrate(&database, 10..=10);
    let mut statement = database
        .prepare(
            "SELECT id, answers, listed, in_queue, parent_name FROM named_comments ORDER BY id",
        )
        .expect("a statement");
    let rows = statement.query_map([], |row| {
        Ok((
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
        ))
    });
    type Row = (String, i64, i64, i64, Option<String>);
    let rows: Vec<Row> = rows.expect("rows").flatten().collect();
    let row = |id: &str, answers, listed, in_queue, parent: Option<&str>| -> Row {
        let parent = parent.map(|parent| format!("Author {parent}"));
        (id.to_owned(), answers, listed, in_queue, parent)
    };
    let expected = [
        row("1", 1, 1, 0, None),
        row("2", 0, 1, 0, Some("1")),
        row("3", 1, 0, 1, Some("1")),
        row("4", 0, 1, 0, Some("3")),
    ];
    assert_eq!(rows, expected);
    // A placeholder, and without the name of who wrote it.
    database
        .execute_batch("UPDATE comments SET status = 'removed' WHERE id IN ('1', '2')")
        .expect("removed");
    let listed = |id: &str| -> (i64, Option<String>) {
        let sql = "SELECT listed, parent_name FROM named_comments WHERE id = ?";
        let row = database.query_row(sql, [id], |row| Ok((row.get(0)?, row.get(1)?)));
        row.expect("a row")
    };
    assert_eq!(listed("1"), (1, None));
    assert_eq!(listed("2"), (0, None));
}

#[test]
fn names_that_were_there_before_are_found() {
    let database = Connection::open_in_memory().expect("SQLite in memory");
    migrate(&database, 1..=10);
    let people = "INSERT INTO accounts (id, issuer, subject, name, created_at)
                  VALUES ('ana', 'i', 'a', 'A', 0);
                  INSERT INTO threads (id, page) VALUES (1, 'p');";
    database.execute_batch(people).expect("people");
    let names = ["Mia Lind", "Quiet Heron 1048", "anna-MARIA", "T.J."];
    for (n, name) in names.into_iter().enumerate() {
        let inserted = database.execute(
            "INSERT INTO comments (id, thread_id, depth, place, account_id, author, author_role, body, status, created_at)
             VALUES (?1, 1, 0, ?1, 'ana', ?2, ?3, 'B', 'published', 0)",
            (n.to_string(), name, if n == 0 { "moderator" } else { "member" }),
        );
        inserted.expect("a comment");
    }
    migrate(&database, 11..=11);
    let mut statement = database
        .prepare("SELECT author_key FROM comments ORDER BY id")
        .expect("a statement");
    let keys = statement.query_map([], |row| row.get(0)).expect("rows");
    let keys: Vec<String> = keys.flatten().collect();
    assert_eq!(keys, names.map(bedside_domain::name_skeleton::key));
    let staff: (String, String) = database
        .query_row("SELECT name, account_id FROM staff_names", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .expect("one name");
    assert_eq!(staff, ("Mia Lind".into(), "ana".into()));
}

#[test]
fn comments_that_were_public_before_feeds_went_by_it_keep_their_place() {
    let database = Connection::open_in_memory().expect("SQLite in memory");
    migrate(&database, 1..=15);
    database
        .execute_batch("INSERT INTO threads (id, page) VALUES (1, 'p');")
        .expect("a thread");
    let statuses = ["published", "pending", "rejected", "removed", "deleted"];
    for (time, status) in (1..).zip(statuses) {
        let inserted = database.execute(
            "INSERT INTO comments (id, thread_id, depth, place, author, author_role, body, status, created_at)
             VALUES (?2, 1, 0, ?1, 'A', 'member', 'B', ?2, ?1)",
            (time, status),
        );
        inserted.expect("a comment");
    }
    migrate(&database, 16..=16);
    let mut statement = database
        .prepare("SELECT id, published_at FROM comments ORDER BY created_at")
        .expect("a statement");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let rows: Vec<(String, Option<i64>)> = rows.expect("rows").flatten().collect();
    // What nobody could read is still to become public.
    let times = [Some(1), None, None, Some(4), Some(5)];
    let expected: Vec<_> = statuses.map(str::to_owned).into_iter().zip(times).collect();
    assert_eq!(rows, expected);
}
