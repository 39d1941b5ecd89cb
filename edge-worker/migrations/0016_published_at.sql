-- When the comment became public; nothing before. It stays when the comment is
-- edited, and when it is taken down and brought back.
ALTER TABLE comments ADD COLUMN published_at INTEGER;
UPDATE comments SET published_at = created_at WHERE status IN ('published', 'removed', 'deleted');

-- Feeds go by it: who looks at their top only must not miss what was approved late.
DROP INDEX comments_latest;
DROP INDEX comments_latest_in_thread;
DROP INDEX comments_latest_by_author;
DROP INDEX comments_answers;
CREATE INDEX comments_latest ON comments (published_at, id) WHERE status = 'published';
CREATE INDEX comments_latest_in_thread ON comments (thread_id, published_at, id) WHERE status = 'published';
CREATE INDEX comments_latest_by_author ON comments (author, published_at, id) WHERE status = 'published';
CREATE INDEX comments_answers ON comments (parent_account, published_at, id)
    WHERE status = 'published' AND parent_account IS NOT NULL;
-- A thread's flat list goes by when its comments were written.
CREATE INDEX comments_by_time ON comments (thread_id, created_at, id) WHERE listed = 1;
