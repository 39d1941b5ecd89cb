-- Full-page sign-ins that a page asked for and nobody began yet.
CREATE TABLE start_tickets (
    -- SHA-256 of the ticket.
    ticket_hash TEXT PRIMARY KEY,
    -- The key that was proved (RFC 7638 thumbprint).
    thumbprint TEXT NOT NULL,
    -- The address of the page that asked.
    return_to TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX start_tickets_expiry ON start_tickets (expires_at);
