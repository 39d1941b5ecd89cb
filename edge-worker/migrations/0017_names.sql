-- The field's names for tables and columns. Indexes and generated columns follow.
ALTER TABLE answers RENAME TO idempotency_outcomes;
ALTER TABLE idempotency_outcomes RENAME COLUMN answer TO outcome;
ALTER TABLE page_claims RENAME TO pending_page_info;
ALTER TABLE own_texts RENAME TO text_overrides;
ALTER TABLE attempts RENAME COLUMN handle_hash TO attempt_id_hash;
ALTER TABLE comments RENAME COLUMN place TO tree_path;
ALTER TABLE comments RENAME COLUMN answers TO replies;
ALTER TABLE threads RENAME COLUMN total TO published_count;
ALTER TABLE discussions RENAME COLUMN total TO published_count;
