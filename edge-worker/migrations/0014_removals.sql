-- The removals of a thread, for its moderators.
CREATE INDEX comments_removed ON comments (thread_id) WHERE status = 'removed';
