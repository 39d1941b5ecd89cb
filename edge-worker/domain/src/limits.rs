//! Every limit that a person or a program can run into.

/// Characters (Unicode scalar values) of a comment's Markdown, at most.
pub const BODY_CHARS: usize = 10_000;
/// Inline nodes of a comment's formatting, at most. Each is an element or a
/// text of the page; [`BODY_CHARS`] alone would allow some thousands.
pub const COMMENT_INLINES: usize = 300;
/// Blocks and items of lists of a comment's formatting, at most.
pub const COMMENT_BLOCKS: usize = 200;
/// Characters of a shown name, at most.
pub const NAME_CHARS: usize = 60;
/// Nonspacing marks in a row in a shown name, at most...
pub const NAME_MARKS: usize = 2;
/// ...and in Hebrew and Arabic, whose letters carry points and accents.
pub const NAME_MARKS_POINTED: usize = 3;
/// Nonspacing marks in a row in a comment or a title, at most. Tibetan, Hebrew with
/// its accents and Vietnamese have no more; what is piled up covers other lines.
pub const TEXT_MARKS: usize = 4;
/// Characters of a moderator's reason, at most.
pub const REASON_CHARS: usize = 1_000;
/// Characters of what a reader writes in a report, at most.
pub const REPORT_NOTE_CHARS: usize = 500;
/// Notes of reports that a moderator sees with a comment, the newest ones.
pub const REPORT_NOTES: usize = 5;
/// Bytes of a page's key, at most. A letter of Arabic or Hindi in an address takes
/// six or nine.
pub const PAGE_KEY_BYTES: usize = 1_024;
/// Bytes of a page's address, at most.
pub const PAGE_URL_BYTES: usize = 2_048;
/// Characters of a page's title; what is longer is cut, not refused, because
/// the reader cannot change the host page's title.
pub const PAGE_TITLE_CHARS: usize = 200;
/// Bytes of a request's body, at most: the longest comment in four-byte
/// characters, JSON-escaped, with room for the rest.
pub const REQUEST_BYTES: usize = 64 * 1024;
/// Bytes of an import request's body, at most.
pub const IMPORT_BYTES: usize = 4 * 1024 * 1024;
/// Comments in one import request, at most.
pub const IMPORT_COMMENTS: usize = 500;
/// Comments of one page of a thread.
pub const THREAD_PAGE: usize = 50;
/// Comments of a discussion that are shown at first; the rest is folded...
pub const FOLD_SHOWN: usize = 10;
/// ...unless the whole of it has no more than this.
pub const FOLD_FROM: usize = 12;
/// Folded replies that are counted one by one; beyond it is "more".
pub const FOLD_COUNTED: u64 = 1_000;
/// Levels that replies can be indented, at most.
pub const DEPTH_MOST: u16 = 10;
/// Characters of a search, at most.
pub const SEARCH_CHARS: usize = 200;
/// Words of a search that count; those that follow are left out.
pub const SEARCH_WORDS: usize = 12;
/// Letters that the last word of a search needs to stand for the words that
/// begin with it: of fewer there are too many, on the whole site.
pub const SEARCH_PREFIX_LETTERS: usize = 3;
/// The same where a character is a syllable or a word: Chinese, Japanese, Korean.
pub const SEARCH_PREFIX_SYLLABLES: usize = 2;
/// Comments that a search counts; one more stands for all that are more.
pub const SEARCH_COUNTED: usize = 1_000;
/// Pages whose comments are counted in one request, at most.
pub const COUNT_PAGES: usize = 200;
/// Bytes of the body of such a request, at most: so many of the longest
/// addresses, each in its quotation marks.
pub const COUNT_BYTES: usize = COUNT_PAGES * (PAGE_URL_BYTES + 8);
/// Characters of a text of a site's own, at most.
pub const OWN_TEXT_CHARS: usize = 500;
/// Texts that an owner changes in one request, at most. How many there are in
/// all is bounded by the texts of the language.
pub const OWN_TEXTS_AT_ONCE: usize = 100;
/// Pages that one remap moves, at most.
pub const REMAP_PAGES: usize = 10_000;
/// Pages that a dry run names, at most.
pub const REMAP_SAMPLE: usize = 20;
/// Pages that are moved in one step. Each tells its room, and a Worker of
/// Cloudflare's free plan may send 50 requests in one go.
pub const REMAP_STEP: usize = 20;
/// Comments of each of two threads that one step of a merge looks at: some
/// tens of milliseconds, in which nobody else is served.
pub const MERGE_STEP: usize = 200;
/// Pieces of work that the alarm does in one step.
pub const CHORES_STEP: usize = 100;
/// Comments in a feed, the newest ones.
pub const FEED_ENTRIES: usize = 50;
/// Characters of a feed entry's summary, at most.
pub const SUMMARY_CHARS: usize = 140;
/// Comments shown before the one that a permalink names.
pub const AROUND_BEFORE: usize = 10;
/// Comments in one response about changes; no more of them share a version.
pub const CHANGES_PAGE: usize = 100;
/// Entries of one page of the moderation queue.
pub const QUEUE_PAGE: usize = 25;
/// People of one page of the owner's list.
pub const PEOPLE_PAGE: usize = 50;
/// A person's own comments in an overlay.
pub const OWN_COMMENTS: usize = 50;
/// A person's own votes in an overlay, the newest ones.
pub const OWN_VOTES: usize = 1_000;
/// Removals of a thread's comments that its moderators are told of.
pub const REMOVALS: usize = 200;
/// Votes for or against an imported comment, at most.
pub const IMPORTED_VOTES: u32 = 1_000_000;
/// Milliseconds a sign-in may take from its start to its exchange.
pub const SIGN_IN_MS: i64 = 10 * 60 * 1_000;
/// Milliseconds a start ticket lasts: from the press on "Sign in" to the choice
/// of a provider.
pub const START_TICKET_MS: i64 = 5 * 60 * 1_000;
/// Start tickets of a site that are stored at once; a new one replaces the oldest.
pub const START_TICKETS: usize = 2_000;
/// Bytes of the address that a full-page sign-in comes back to, at most.
pub const RETURN_BYTES: usize = 4_096;
/// Milliseconds that a confirmation page must have been shown.
pub const CONFIRM_AFTER_MS: i64 = 500;
/// Milliseconds a session lasts at most.
pub const SESSION_MS: i64 = 30 * 24 * 60 * 60 * 1_000;
/// Milliseconds without use that end a member's session.
pub const MEMBER_IDLE_MS: i64 = 7 * 24 * 60 * 60 * 1_000;
/// Milliseconds without use that end the session of a moderator or an owner.
pub const STAFF_IDLE_MS: i64 = 12 * 60 * 60 * 1_000;
/// Milliseconds between two records of a session's use.
pub const SESSION_USE_MS: i64 = 5 * 60 * 1_000;
/// Sessions of one person on a site, at most: a new one ends the oldest.
pub const SESSIONS_OF_PERSON: usize = 100;
/// Milliseconds after an authentication in which its session may change roles,
/// wording, pages' addresses and when comments appear.
pub const FRESH_SIGN_IN_MS: i64 = 10 * 60 * 1_000;
/// Milliseconds that a provider's clock may differ from ours.
pub const CLOCK_SKEW_MS: i64 = 60 * 1_000;
/// Milliseconds an owner's link lasts.
pub const OWNER_LINK_MS: i64 = 24 * 60 * 60 * 1_000;
/// Milliseconds that the outcome of a write is stored for its repeats.
pub const IDEMPOTENCY_MS: i64 = 24 * 60 * 60 * 1_000;
/// Seconds a proof's `iat` may differ from the worker's clock, either way.
pub const PROOF_SKEW_S: i64 = 120;
/// Milliseconds in which a decision, or the deletion of a comment of one's own,
/// can be undone. Its author is told of a decision when they are over.
pub const UNDO_MS: i64 = 10_000;
/// Milliseconds that an undo may be under way, beyond [`UNDO_MS`].
pub const UNDO_GRACE_MS: i64 = 5_000;
/// Milliseconds that a rendered thread is served to anonymous readers without a
/// request to the Site object.
pub const STALE_MS: i64 = 2_000;
/// Milliseconds that a provider gets for one response.
pub const PROVIDER_MS: u32 = 10_000;
/// Live connections that a process of bare workerd takes, unless the deployment
/// says otherwise. Each connection has two descriptors, and 1,024 are usual: the
/// rest is for requests.
pub const LIVE_SOCKETS: usize = 300;
/// The same on Cloudflare's network, where each room has a process of its own.
pub const LIVE_SOCKETS_OF_A_ROOM: usize = 10_000;
/// Rooms that may be awake at one time on bare workerd, at least; a quarter of
/// the live connections where that is more. Each holds three descriptors.
pub const ROOMS_AWAKE: usize = 8;
/// Milliseconds that a room is taken to be awake after somebody entered it:
/// workerd lets one sleep after ten seconds.
pub const ROOM_AWAKE_MS: i64 = 15 * 1_000;
/// Live connections that a deployment may choose, at most.
pub const LIVE_SOCKETS_MOST: usize = 100_000;
/// Buckets of one generation of the isolate's or a Site object's: some 100 bytes
/// each.
pub const BUCKETS: usize = 10_000;
