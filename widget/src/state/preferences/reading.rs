//! A reader's preferences at work in one thread.

use super::Preferences;
use super::folding;
use super::muting::Muting;
use super::unread::{Target, Unread};
use crate::state::app::{article_id, comment_id};
use crate::state::{App, ListedComment};
use std::rc::Rc;

/// The preferences, and what the reader did by them since the page was opened.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Nothing before the reader chose something or opened the panel.
    pub preferences: Option<Preferences>,
    /// Comments that are new to the reader.
    pub unread: Unread,
    muting: Muting,
    /// Muted comments that the reader wants to see after all, and their authors.
    revealed: Vec<(String, String)>,
    /// Ids of comments whose replies are folded.
    folded: Vec<String>,
}

/// Something that happens to a [`Reading`].
#[derive(Debug)]
pub enum ReadingEvent {
    /// The preferences are these now.
    Preferences(Preferences),
    /// The comments with these ids are new or changed since the last visit.
    Changed(Vec<String>),
    /// The author of the comment with this id was muted.
    Muted(String),
    /// The reader wants to see the muted comment with this id.
    Revealed(String),
    /// The replies of the comment with this id are folded or shown.
    RepliesToggled(String),
    /// The reader went to the comment with this id.
    Visited(String),
    /// The reader has read how many comments are new.
    Dismissed,
}

/// The part of a row that follows from the reader's preferences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    /// It is in a folded branch.
    pub hidden: bool,
    /// Only its head is shown.
    pub muted: bool,
    /// It is new or changed since the last visit.
    pub new: bool,
    /// Its author can be muted.
    pub can_mute: bool,
    /// Its replies are shown, or folded; nothing where they cannot be folded.
    pub shows_replies: Option<bool>,
}

impl Reading {
    fn adopt(&mut self, preferences: Preferences) {
        let before = self.preferences.as_ref();
        if before.is_none_or(|before| before.muted != preferences.muted) {
            self.muting = Muting::new(&preferences.muted);
        }
        self.preferences = Some(preferences);
    }

    fn is_folded(&self, id: &str) -> bool {
        self.folded.iter().any(|folded| folded == id)
    }

    fn mutes(&self, row: &ListedComment) -> bool {
        let mut revealed = self.revealed.iter();
        self.muting.mutes(&row.comment) && !revealed.any(|(id, _)| *id == row.comment.id)
    }

    /// Marks the rows of a thread. While the panel is open, each comment offers
    /// to fold its replies and to mute its author.
    pub(in crate::state) fn mark<'a>(
        &self,
        rows: impl Iterator<Item = &'a mut ListedComment>,
        is_panel_open: bool,
    ) {
        if self.preferences.is_none() && self.folded.is_empty() {
            return;
        }
        let mut rows: Vec<&mut ListedComment> = rows.collect();
        let places: Vec<(u16, bool)> = rows.iter().map(|row| self.place(row)).collect();
        let hidden = folding::hidden(places.iter().copied());
        for (nth, row) in rows.iter_mut().enumerate() {
            let (depth, folded) = places[nth];
            let has_replies = places.get(nth + 1).is_some_and(|(next, _)| *next > depth);
            // Of a comment that is not shown, nobody is muted and nothing is new.
            let is_others = row.own.is_none() && row.absence().is_none();
            let muted = is_others && self.mutes(row);
            row.marks = Marks {
                hidden: hidden[nth],
                muted,
                new: is_others && self.unread.has(&row.comment.id),
                can_mute: is_others && is_panel_open && !muted,
                shows_replies: (has_replies && (is_panel_open || folded)).then_some(!folded),
            };
        }
    }

    /// Levels that a comment is indented, and whether its replies are folded.
    fn place(&self, row: &ListedComment) -> (u16, bool) {
        (row.indent.unwrap_or(0), self.is_folded(&row.comment.id))
    }
}

impl App {
    pub(in crate::state) fn read(&mut self, event: ReadingEvent) {
        let reading = Rc::make_mut(&mut self.reading);
        match event {
            ReadingEvent::Preferences(preferences) => reading.adopt(preferences),
            ReadingEvent::Changed(ids) => reading.unread.add(ids),
            ReadingEvent::Muted(id) => {
                // Also where the reader wanted to see a comment of theirs.
                let author = self.thread.find(&id).map(|comment| &comment.author);
                reading.revealed.retain(|(_, of)| Some(of) != author);
                self.focus_on(article_id(&id));
            }
            ReadingEvent::Revealed(id) => {
                if let Some(comment) = self.thread.find(&id) {
                    let author = comment.author.clone();
                    reading.revealed.push((id.clone(), author));
                }
                self.focus_on(article_id(&id));
            }
            ReadingEvent::RepliesToggled(id) => {
                let before = reading.folded.len();
                reading.folded.retain(|folded| *folded != id);
                if reading.folded.len() == before {
                    reading.folded.push(id);
                }
            }
            ReadingEvent::Visited(id) => reading.unread.visit(&id),
            ReadingEvent::Dismissed => reading.unread.dismiss(),
        }
    }

    /// Takes the reader's own comments out of what is new to them, wherever they
    /// wrote them and whether they are loaded or not.
    pub(in crate::state) fn own_is_read(&mut self) {
        let unread = &self.reading.unread;
        let mut own = self.own.iter();
        if !own.any(|own| unread.has(&own.comment.id)) {
            return;
        }
        let reading = Rc::make_mut(&mut self.reading);
        for own in &*self.own {
            reading.unread.forget(&own.comment.id);
        }
    }

    /// Unfolds the branches around the comment whose article the focus goes to.
    pub(in crate::state) fn unfold_around(&mut self, article: &str) {
        let Some(id) = comment_id(article).filter(|_| !self.reading.folded.is_empty()) else {
            return;
        };
        let (inside, later) = self.rows();
        let rows: Vec<&ListedComment> = inside.iter().chain(&later).collect();
        let Some(at) = rows.iter().position(|row| row.comment.id == id) else {
            return;
        };
        let depth = |row: &ListedComment| row.indent.unwrap_or(0);
        let above = rows[..at].iter().rev().map(|row| (depth(row), *row));
        let around = folding::around(depth(rows[at]), above);
        let is_around = |id: &String| around.iter().any(|row| row.comment.id == *id);
        let reading = Rc::make_mut(&mut self.reading);
        reading.folded.retain(|folded| !is_around(folded));
    }

    /// The id of the comment that the keys lead to from another one, or from the
    /// top.
    pub fn next_comment(&self, from: Option<&str>, forward: bool) -> Option<String> {
        let (inside, later) = self.rows();
        let target = |row: &ListedComment| Target {
            id: row.comment.id.clone(),
            folded: row.marks.hidden,
        };
        let loaded: Vec<_> = inside.iter().chain(&later).map(target).collect();
        self.reading.unread.next(&loaded, from, forward)
    }
}

#[cfg(test)]
#[path = "reading_tests.rs"]
mod tests;
