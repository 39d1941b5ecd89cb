-- The row of a page that moved stays, without comments, and leads to the
-- thread that the page's readers find now.
ALTER TABLE threads ADD COLUMN moved_to INTEGER REFERENCES threads (id);
CREATE INDEX threads_moved ON threads (moved_to) WHERE moved_to IS NOT NULL;
-- A merge takes what is not public along.
CREATE INDEX comments_hidden ON comments (thread_id, place) WHERE status <> 'published';

-- The move that is under way; no row while there is none.
CREATE TABLE moving (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    -- The site's id: an alarm does not tell it.
    site TEXT NOT NULL,
    -- The two threads that are becoming one, while there are any, and how far
    -- it is: JSON of domain::interleave::Progress.
    into_thread INTEGER,
    from_thread INTEGER,
    progress TEXT
);
-- Its pages that are still where they were, the next one first.
CREATE TABLE page_moves (
    id INTEGER PRIMARY KEY,
    page TEXT NOT NULL,
    target TEXT NOT NULL,
    url TEXT
);
