-- Votes on comments, a person's last one on each. What they add up to is kept
-- with the comment, where imported votes, which are nobody's, count as well.
ALTER TABLE comments ADD COLUMN up INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN down INTEGER NOT NULL DEFAULT 0;
-- The thread's version at the last vote on the comment; 0 before any.
ALTER TABLE comments ADD COLUMN voted INTEGER NOT NULL DEFAULT 0;
CREATE INDEX comments_voted ON comments (thread_id, voted) WHERE voted > 0;

CREATE TABLE votes (
    comment_id TEXT NOT NULL REFERENCES comments (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    -- The comment's.
    thread_id INTEGER NOT NULL REFERENCES threads (id),
    -- 'up' or 'down'.
    vote TEXT NOT NULL,
    cast_at INTEGER NOT NULL,
    PRIMARY KEY (comment_id, account_id)
) WITHOUT ROWID;
CREATE INDEX votes_own ON votes (account_id, thread_id, cast_at);

-- Ranks by the votes on a discussion's first comment (domain::vote): smaller
-- ones stand first.
ALTER TABLE discussions ADD COLUMN by_up INTEGER NOT NULL DEFAULT 0;
ALTER TABLE discussions ADD COLUMN by_score INTEGER NOT NULL DEFAULT 0;
ALTER TABLE discussions ADD COLUMN by_dispute INTEGER NOT NULL DEFAULT 0;
CREATE INDEX discussions_up ON discussions (thread_id, by_up, root) WHERE total > 0;
CREATE INDEX discussions_score ON discussions (thread_id, by_score, root) WHERE total > 0;
CREATE INDEX discussions_dispute ON discussions (thread_id, by_dispute, root) WHERE total > 0;
