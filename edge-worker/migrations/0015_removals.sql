-- The removals of a thread, for its moderators.
CREATE INDEX comments_removed ON comments (thread_id, id) WHERE status = 'removed';
