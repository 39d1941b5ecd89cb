-- What the name looks like (domain::name_skeleton), so that nobody takes the name
-- of somebody else in a thread. What was there before is compared as far as SQL
-- can: plain letters, whatever their case.
ALTER TABLE comments ADD COLUMN author_key TEXT;
UPDATE comments SET author_key =
    replace(replace(replace(replace(replace(replace(replace(lower(author),
        ' ', ''), '-', ''), '.', ''), 'm', 'rn'), 'i', 'l'), '1', 'l'), '0', 'o')
    WHERE account_id IS NOT NULL;
CREATE INDEX comments_names ON comments (thread_id, author_key, account_id) WHERE account_id IS NOT NULL;

-- Names that staff have written under: nobody else may. An import's belong to no
-- account ('').
CREATE TABLE staff_names (
    name TEXT NOT NULL,
    account_id TEXT NOT NULL,
    PRIMARY KEY (name, account_id)
) WITHOUT ROWID;
INSERT OR IGNORE INTO staff_names (name, account_id)
    SELECT author, COALESCE(account_id, '') FROM comments WHERE author_role <> 'member';
