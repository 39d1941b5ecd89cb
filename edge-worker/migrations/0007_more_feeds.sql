-- The newest comments under a name, for feeds.
CREATE INDEX comments_latest_by_author ON comments (author, created_at, id) WHERE status = 'published';

-- The account whose comment this one answers, where that is somebody else's.
ALTER TABLE comments ADD COLUMN parent_account TEXT REFERENCES accounts (id);
UPDATE comments SET parent_account = (
    SELECT p.account_id FROM comments p
    WHERE p.id = comments.parent_id AND p.account_id IS NOT comments.account_id
) WHERE parent_id IS NOT NULL;
CREATE INDEX comments_answers ON comments (parent_account, created_at, id)
    WHERE status = 'published' AND parent_account IS NOT NULL;

-- Feeds of the replies to a person; whoever knows the token may read one.
CREATE TABLE reply_feeds (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id),
    token_hash TEXT NOT NULL UNIQUE,
    made_at INTEGER NOT NULL
) WITHOUT ROWID;
