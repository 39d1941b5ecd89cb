-- Comments that are taken down, decisions that are undone, texts that wait
-- beside the published one, and reports.

-- How many of a comment's direct replies are listed.
ALTER TABLE comments ADD COLUMN answers INTEGER NOT NULL DEFAULT 0;
UPDATE comments SET answers = g.n
    FROM (SELECT parent_id AS id, COUNT(*) AS n FROM comments
          WHERE status = 'published' AND parent_id IS NOT NULL GROUP BY parent_id) AS g
    WHERE g.id = comments.id;
-- Readers' lists have what is published, and a placeholder for what is no more
-- and has a listed reply.
ALTER TABLE comments ADD COLUMN listed INTEGER GENERATED ALWAYS AS
    (status = 'published' OR answers > 0 AND status IN ('removed', 'deleted')) VIRTUAL;
-- When the text was sent that waits to take the published one's place.
ALTER TABLE comments ADD COLUMN edit_at INTEGER;
-- Until then a decision against the comment can be undone: its author is not
-- told of it before.
ALTER TABLE comments ADD COLUMN held_until INTEGER;
-- Less its open reports, and less a million where one of them speaks of danger:
-- smaller ones stand first in the queue.
ALTER TABLE comments ADD COLUMN queue_rank INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN queued_at INTEGER GENERATED ALWAYS AS
    (COALESCE(edit_at, created_at)) VIRTUAL;
ALTER TABLE comments ADD COLUMN in_queue INTEGER GENERATED ALWAYS AS
    (status = 'pending' OR status = 'published' AND (edit_at IS NOT NULL OR queue_rank < 0)) VIRTUAL;
ALTER TABLE discussions ADD COLUMN listed INTEGER NOT NULL DEFAULT 0;
UPDATE discussions SET listed = total;

DROP INDEX comments_tree;
DROP INDEX comments_hidden;
DROP INDEX comments_newest;
DROP INDEX comments_latest_in_thread;
DROP INDEX comments_queue;
CREATE INDEX comments_tree ON comments (thread_id, place) WHERE listed = 1;
CREATE INDEX comments_hidden ON comments (thread_id, place) WHERE listed = 0;
CREATE INDEX comments_newest ON comments (thread_id, root DESC, place) WHERE listed = 1;
CREATE INDEX comments_latest_in_thread ON comments (thread_id, created_at, id, status) WHERE listed = 1;
CREATE INDEX comments_queue ON comments (queue_rank, queued_at, id) WHERE in_queue = 1;

-- The name of who is answered is looked up, and nobody's whose comment is no more.
UPDATE comments SET parent_author = NULL WHERE parent_author IS NOT NULL;
CREATE VIEW named_comments AS
    SELECT c.*, (SELECT p.author FROM comments p
                 WHERE p.id = c.parent_id AND p.status NOT IN ('removed', 'deleted')) AS parent_name
    FROM comments c;

-- A new text for a published comment.
CREATE TABLE waiting_edits (
    comment_id TEXT PRIMARY KEY REFERENCES comments (id),
    body TEXT NOT NULL,
    -- The comment's, once the text is approved.
    revision INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    -- 1 once a moderator rejected it; the author is told until they send another.
    rejected INTEGER NOT NULL DEFAULT 0,
    reason TEXT
) WITHOUT ROWID;

-- The last decision about a comment. The audit log has them all.
CREATE TABLE decisions (
    comment_id TEXT PRIMARY KEY REFERENCES comments (id),
    actor TEXT NOT NULL REFERENCES accounts (id),
    action TEXT NOT NULL,
    reason TEXT,
    made_at INTEGER NOT NULL,
    -- JSON of all that an undo puts back; nothing once it is too late.
    before TEXT
) WITHOUT ROWID;
CREATE INDEX decisions_latest ON decisions (made_at, comment_id);

-- Comments that their authors deleted and may bring back for a moment.
CREATE TABLE deletions (
    comment_id TEXT PRIMARY KEY REFERENCES comments (id),
    status TEXT NOT NULL,
    made_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE reports (
    comment_id TEXT NOT NULL REFERENCES comments (id),
    -- An account, or what stands for strangers.
    reporter TEXT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT,
    made_at INTEGER NOT NULL,
    -- When a moderator had looked at it.
    closed_at INTEGER,
    PRIMARY KEY (comment_id, reporter)
) WITHOUT ROWID;
CREATE INDEX reports_newest ON reports (comment_id, made_at) WHERE note IS NOT NULL;

-- What the object's alarm is to do later, and when.
CREATE TABLE chores (
    comment_id TEXT NOT NULL REFERENCES comments (id),
    what TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    -- The site's id: an alarm does not tell it.
    site TEXT NOT NULL,
    PRIMARY KEY (comment_id, what)
) WITHOUT ROWID;
CREATE INDEX chores_due ON chores (due_at);
