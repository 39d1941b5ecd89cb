-- The discussions of a thread from the newest to the oldest, each with its
-- replies in the tree's order. The first level of a place is one character that
-- tells its length, and as many more (domain::place).
ALTER TABLE comments ADD COLUMN root TEXT GENERATED ALWAYS AS
    (substr(place, 1, instr('0123456789abcdefghijklmnopqrstuv', substr(place, 1, 1)))) VIRTUAL;
CREATE INDEX comments_newest ON comments (thread_id, root DESC, place) WHERE status = 'published';
