-- One row for each discussion: a comment that replies to no other, with all
-- that follows from it. What the orders of a thread go by is kept here, so that
-- a page of any order costs the same for any size of the thread.
CREATE TABLE discussions (
    thread_id INTEGER NOT NULL REFERENCES threads (id),
    -- The first level of its comments' places (domain::place).
    root TEXT NOT NULL,
    -- Published comments, the first one among them.
    total INTEGER NOT NULL,
    -- Published comments of people with a role.
    staff INTEGER NOT NULL,
    -- Ranks: smaller ones stand first.
    by_replies INTEGER GENERATED ALWAYS AS (-total) VIRTUAL,
    by_staff INTEGER GENERATED ALWAYS AS (staff = 0) VIRTUAL,
    PRIMARY KEY (thread_id, root)
) WITHOUT ROWID;
INSERT INTO discussions (thread_id, root, total, staff)
    SELECT thread_id, root, COUNT(*), SUM(author_role <> 'member') FROM comments
    WHERE status = 'published' GROUP BY thread_id, root;
CREATE INDEX discussions_shown ON discussions (thread_id, root) WHERE total > 0;
CREATE INDEX discussions_replies ON discussions (thread_id, by_replies, root) WHERE total > 0;
CREATE INDEX discussions_staff ON discussions (thread_id, by_staff, root) WHERE total > 0;

-- Words of published comments. An entry's number grows with the time at which
-- its comment became public; `thread` is one word that names the thread.
CREATE TABLE search_entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    comment_id TEXT NOT NULL UNIQUE REFERENCES comments (id)
);
CREATE VIRTUAL TABLE search_words USING fts5 (
    thread, author, body,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO search_entries (comment_id)
    SELECT id FROM comments WHERE status = 'published' ORDER BY created_at, id;
INSERT INTO search_words (rowid, thread, author, body)
    SELECT e.number, 't' || c.thread_id, c.author, c.body
    FROM search_entries e JOIN comments c ON c.id = e.comment_id;
