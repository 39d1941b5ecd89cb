-- What a person is told of their sessions, and what ends or weakens one.
ALTER TABLE sessions ADD COLUMN id TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
-- Some minutes late: most uses are not recorded.
ALTER TABLE sessions ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0;
-- When the person proved who they are; 0 when that is not known.
ALTER TABLE sessions ADD COLUMN authenticated_at INTEGER NOT NULL DEFAULT 0;
-- Names of a short table, no User-Agent.
ALTER TABLE sessions ADD COLUMN browser TEXT;
ALTER TABLE sessions ADD COLUMN system TEXT;
CREATE INDEX sessions_account ON sessions (account_id, created_at);

-- A session from before lasted 30 days and counts as unused since it began.
UPDATE sessions SET
    id = lower(hex(randomblob(16))),
    created_at = expires_at - 2592000000,
    used_at = expires_at - 2592000000;

-- Whether the attempt demands that the person signs in at the provider anew,
-- and when they did.
ALTER TABLE attempts ADD COLUMN fresh INTEGER NOT NULL DEFAULT 0;
ALTER TABLE attempts ADD COLUMN authenticated_at INTEGER;
