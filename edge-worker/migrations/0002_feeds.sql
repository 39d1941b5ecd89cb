-- The newest comments of a site and of a thread, for feeds.
CREATE INDEX comments_latest ON comments (created_at, id) WHERE status = 'published';
CREATE INDEX comments_latest_in_thread ON comments (thread_id, created_at, id) WHERE status = 'published';
