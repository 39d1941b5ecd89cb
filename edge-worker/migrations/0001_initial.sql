-- Everything a site holds, in one database. Times are milliseconds since 1970.

-- The owner's choices; what is absent is as the deployment says.
CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    -- Who the person is: an issuer and a subject there. No name, no picture.
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- The name shown beside the next comment; a suggested pseudonym at first.
    name TEXT NOT NULL,
    name_is_suggested INTEGER NOT NULL DEFAULT 1,
    role TEXT NOT NULL DEFAULT 'member',
    -- 1 once an owner decided the role: the deployment's document no longer does.
    role_is_decided INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX accounts_subject ON accounts (issuer, subject);
CREATE INDEX accounts_time ON accounts (created_at, id);
CREATE INDEX accounts_role ON accounts (role) WHERE role <> 'member';

CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    -- The session works only with this key (RFC 7638 thumbprint).
    thumbprint TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- Proofs seen lately, so that none works twice.
CREATE TABLE proofs (
    jti TEXT PRIMARY KEY,
    expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX proofs_expiry ON proofs (expires_at);

CREATE TABLE attempts (
    -- SHA-256 of the state that travels through the provider.
    state_hash TEXT PRIMARY KEY,
    provider TEXT NOT NULL,
    nonce TEXT NOT NULL,
    verifier TEXT NOT NULL,
    lang TEXT NOT NULL,
    -- JSON of domain::sign_in::SignInFlow and ::Attempt.
    purpose TEXT NOT NULL,
    state TEXT NOT NULL,
    -- SHA-256 of what the opener, the page or the plain form comes back with.
    handle_hash TEXT,
    started_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX attempts_handle ON attempts (handle_hash) WHERE handle_hash IS NOT NULL;
CREATE INDEX attempts_start ON attempts (started_at);

CREATE TABLE owner_links (
    token_hash TEXT PRIMARY KEY,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) WITHOUT ROWID;

CREATE TABLE threads (
    id INTEGER PRIMARY KEY,
    page TEXT NOT NULL UNIQUE,
    url TEXT,
    title TEXT,
    -- Grows with each public change.
    version INTEGER NOT NULL DEFAULT 0,
    -- Published comments.
    total INTEGER NOT NULL DEFAULT 0,
    -- The number the next comment gets, see domain::place.
    next_number INTEGER NOT NULL DEFAULT 1
);

CREATE TABLE comments (
    id TEXT PRIMARY KEY,
    thread_id INTEGER NOT NULL REFERENCES threads (id),
    parent_id TEXT REFERENCES comments (id),
    parent_author TEXT,
    depth INTEGER NOT NULL,
    place TEXT NOT NULL,
    account_id TEXT REFERENCES accounts (id),
    -- As they were when the comment was posted.
    author TEXT NOT NULL,
    author_role TEXT NOT NULL,
    body TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    revision INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    edited_at INTEGER,
    -- The thread's version at the comment's last public change; 0 before any.
    version INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX comments_tree ON comments (thread_id, place) WHERE status = 'published';
CREATE INDEX comments_changes ON comments (thread_id, version) WHERE version > 0;
CREATE INDEX comments_queue ON comments (created_at, id) WHERE status = 'pending';
CREATE INDEX comments_own ON comments (account_id, thread_id, created_at) WHERE account_id IS NOT NULL;
CREATE INDEX comments_history ON comments (account_id, status) WHERE account_id IS NOT NULL;

-- Texts that an edit replaced.
CREATE TABLE revisions (
    comment_id TEXT NOT NULL REFERENCES comments (id),
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (comment_id, revision)
) WITHOUT ROWID;

-- The first answer of each write, for its repeats.
CREATE TABLE answers (
    caller TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    answer TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (caller, key)
) WITHOUT ROWID;
CREATE INDEX answers_time ON answers (created_at);

-- Every act of staff, appended and never changed.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    detail TEXT NOT NULL
);

-- How many comments wait, kept so that a busy queue is counted at no cost.
CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO counters (name, value) VALUES ('waiting', 0), ('accounts', 0);
