//! Keeps what the reader of a thread chooses and how far they have read in step
//! with the browser's storage, and leads them from comment to comment.

use crate::browser::shortcuts::Shortcut;
use crate::browser::{focus, permalink, stored_preferences};
use crate::embed::Embed;
use crate::hooks::fetch_viewer::fetch_viewer;
use crate::hooks::services::Services;
use crate::hooks::use_preferences::Choice;
use crate::state::app::{article_id, comment_id};
use crate::state::dispatch::Dispatch;
use crate::state::preferences::reading::ReadingEvent;
use crate::state::preferences::{Preferences, keys, muting};
use crate::state::{Action, App, CommentAction};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::NodeRef;

/// Keeps what the reader chooses, and tells the reducer.
pub(crate) struct PreferencesSync {
    root: NodeRef,
    services: Services,
    dispatch: Dispatch,
    state: RefCell<Rc<App>>,
    /// The version of the thread that the worker rendered.
    rendered: u64,
    /// The version that the reader is known to have seen; nothing before that
    /// is noted for them.
    noted: Cell<Option<u64>>,
    /// The worker is being asked what changed.
    asking: Cell<bool>,
    /// More was shown meanwhile.
    again: Cell<bool>,
}

/// By identity: a thread has one.
impl PartialEq for PreferencesSync {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl PreferencesSync {
    pub(crate) fn new(
        root: NodeRef,
        services: &Services,
        dispatch: &Dispatch,
        state: Rc<App>,
    ) -> Self {
        Self {
            root,
            services: services.clone(),
            dispatch: dispatch.clone(),
            rendered: state.thread.version,
            state: RefCell::new(state),
            noted: Cell::default(),
            asking: Cell::default(),
            again: Cell::default(),
        }
    }

    /// Takes note of the newest state.
    pub(crate) fn sees(&self, state: Rc<App>) {
        *self.state.borrow_mut() = state;
    }

    fn now(&self) -> Rc<App> {
        Rc::clone(&self.state.borrow())
    }

    fn tell(&self, event: ReadingEvent) {
        self.dispatch.tell(Action::Reading(event));
    }

    /// Applies what the reader chose on an earlier page.
    pub(crate) async fn start(&self) {
        let Some(embed) = self.services.embed() else {
            return;
        };
        if let Some(preferences) = stored_preferences::load(&embed) {
            self.tell(ReadingEvent::Preferences(preferences));
            self.look_back(&embed).await;
        }
    }

    /// Reads again what is kept: it may have been changed in another tab.
    pub(crate) fn read_again(&self) {
        if let Some(embed) = self.services.embed() {
            let preferences = stored_preferences::load(&embed).unwrap_or_default();
            self.tell(ReadingEvent::Preferences(preferences));
        }
    }

    /// Keeps a choice of the reader.
    pub(crate) async fn choose(&self, choice: Choice) {
        let Some(embed) = self.services.embed() else {
            return;
        };
        let remember = matches!(choice, Choice::Remember(_));
        self.change(&embed, |preferences| match choice {
            Choice::Muted { before, edited } => {
                preferences.muted = muting::merged(&before, &edited, &preferences.muted);
            }
            Choice::Keys(on) => preferences.keys_off = !on,
            Choice::Remember(on) => preferences.remember = on,
        });
        if remember {
            self.look_back(&embed).await;
            // The rendered version may be older than what is shown by now.
            self.follow().await;
        }
    }

    fn change(&self, embed: &Embed, change: impl FnOnce(&mut Preferences)) {
        let preferences = stored_preferences::change(embed, change);
        self.tell(ReadingEvent::Preferences(preferences));
    }

    /// A button of the comment with this id was pressed.
    pub(crate) fn press(&self, action: CommentAction, id: &str) {
        let id = id.to_owned();
        match action {
            CommentAction::Mute => {
                let app = self.now();
                let Some((comment, embed)) = app.thread.find(&id).zip(self.services.embed()) else {
                    return;
                };
                self.change(&embed, |preferences| {
                    preferences.muted = muting::with_name(&preferences.muted, &comment.author);
                });
                self.tell(ReadingEvent::Muted(id));
            }
            CommentAction::Reveal => self.tell(ReadingEvent::Revealed(id)),
            CommentAction::ToggleReplies => self.tell(ReadingEvent::RepliesToggled(id)),
            _ => {}
        }
    }

    /// True where a key leads to a comment; then nothing else happens by it.
    pub(crate) fn takes(&self, shortcut: &Shortcut) -> bool {
        let app = self.now();
        let preferences = app.reading.preferences.as_ref();
        let is_on = preferences.is_some_and(|preferences| !preferences.keys_off);
        let leads = keys::leads_on(&shortcut.key, &shortcut.code).filter(|_| is_on);
        if let Some(forward) = leads {
            self.go(shortcut.article.as_deref().and_then(comment_id), forward);
        }
        leads.is_some()
    }

    /// Goes on to the next comment that is new, from the one before.
    pub(crate) fn go_on(&self) {
        self.go(self.now().reading.unread.last(), true);
    }

    fn go(&self, from: Option<&str>, forward: bool) {
        let Some(id) = self.now().next_comment(from, forward) else {
            return;
        };
        let article = article_id(&id);
        if !focus::focus_id(&self.root, &article, None) {
            // The thread loads what is around a comment that the address names.
            permalink::go_to(&article);
        }
        self.tell(ReadingEvent::Visited(id));
    }

    /// Finds out what is new since the last visit, where the reader wants to
    /// know, and notes that they were here.
    async fn look_back(&self, embed: &Embed) {
        self.asking.set(true);
        let preferences = stored_preferences::load(embed).unwrap_or_default();
        let mut version = self.rendered;
        // A page without comments has nothing that could have changed. The
        // worker is asked also where the rendered version is the one that was
        // seen: what everybody reads may be some seconds old.
        if let Some(seen) = preferences.seen(&embed.page).filter(|seen| *seen > 0) {
            let Some((now, ids)) = self.changes(seen).await else {
                self.asking.set(false);
                return;
            };
            version = version.max(now);
            if !ids.is_empty() {
                // What the reader wrote elsewhere is not new to them.
                fetch_viewer(&self.services, &self.dispatch).await;
                self.tell(ReadingEvent::Changed(ids));
            }
        }
        self.noted.set(Some(version));
        self.change(embed, |preferences| preferences.see(&embed.page, version));
        self.asking.set(false);
        if self.again.take() {
            self.follow().await;
        }
    }

    /// More is shown than before: once all that changed is, the reader has seen
    /// the newer version. What waits behind a button is not.
    pub(crate) async fn follow(&self) {
        let Some(embed) = self.services.embed().filter(|_| self.noted.get().is_some()) else {
            return;
        };
        if self.asking.replace(true) {
            self.again.set(true);
            return;
        }
        while let Some(since) = self.noted.get() {
            self.again.set(false);
            let remembers = stored_preferences::load(&embed).is_some_and(|kept| kept.remember);
            if !remembers || !self.now().thread.incoming.is_empty() {
                break;
            }
            let Some((version, ids)) = self.changes(since).await else {
                break;
            };
            let app = self.now();
            let is_shown = |id: &String| app.thread.find(id).is_some();
            if version > since && ids.iter().all(is_shown) {
                self.noted.set(Some(version));
                self.change(&embed, |preferences| {
                    // Another tab may be further.
                    let seen = preferences.seen(&embed.page).unwrap_or_default();
                    preferences.see(&embed.page, version.max(seen));
                });
            }
            if !self.again.get() {
                break;
            }
        }
        self.asking.set(false);
    }

    /// The version up to which the worker tells what changed, and the ids of
    /// what did.
    async fn changes(&self, mut since: u64) -> Option<(u64, Vec<String>)> {
        let client = self.services.client()?;
        let mut ids = Vec::new();
        loop {
            let changes = client.changes(since).await.ok()?;
            ids.extend(changes.items.into_iter().map(|item| item.id));
            since = changes.version;
            if !changes.more {
                return Some((since, ids));
            }
        }
    }
}
