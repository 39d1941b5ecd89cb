-- What a host page called itself beside a comment that waits. It counts only
-- when the comment is approved, and only for the page that it was posted on.
CREATE TABLE page_claims (
    comment_id TEXT PRIMARY KEY REFERENCES comments (id),
    page TEXT NOT NULL,
    url TEXT,
    title TEXT
) WITHOUT ROWID;
