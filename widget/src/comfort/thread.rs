//! The thread in the page, and what is added to it.

use super::choices::Choices;
use super::dress::{State, author, id_of};
use super::muting::{self, Muting};
use super::{dress, keys, panel};
use crate::api::Client;
use crate::browser::pieces::{Happened, Piece, Watch};
use crate::browser::{Listener, permalink};
use crate::state::UiError;
use bedside_i18n::Texts;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// A thread with its comforts.
#[derive(Clone)]
pub struct Comfort(pub(super) Rc<Inner>);

pub(super) struct Inner {
    pub(super) root: Piece,
    pub(super) client: Client,
    pub(super) texts: Texts,
    /// The version of the thread that the worker rendered.
    pub(super) rendered: u64,
    /// The version that the reader is known to have seen; nothing before that
    /// is noted for them.
    pub(super) noted: Cell<Option<u64>>,
    /// The worker is being asked what changed.
    pub(super) asking: Cell<bool>,
    /// More was shown meanwhile.
    pub(super) again: Cell<bool>,
    pub(super) state: RefCell<State>,
    pub(super) watch: RefCell<Option<Watch>>,
    listeners: RefCell<Vec<Listener>>,
}

impl Comfort {
    /// Begins with what the reader chose earlier.
    pub fn new(root: Piece, client: Client, texts: Texts, version: u64) -> Self {
        let comfort = Self(Rc::new(Inner {
            root,
            client,
            texts,
            rendered: version,
            noted: Cell::default(),
            asking: Cell::default(),
            again: Cell::default(),
            state: RefCell::default(),
            watch: RefCell::default(),
            listeners: RefCell::default(),
        }));
        comfort.read_again();
        comfort.listen();
        comfort.opens_or_closes();
        comfort.dress_all();
        comfort
    }

    /// Ends it: what was added to the thread stays until the thread goes.
    pub fn end(&self) {
        self.0.client.close();
        drop(self.0.watch.take());
        drop(self.0.listeners.take());
    }

    fn listen(&self) {
        let weak = Rc::downgrade(&self.0);
        let click_delegation = self.0.root.listen(move |happened| {
            let inner = weak.upgrade();
            inner.is_some_and(|inner| Comfort(inner).hear(happened))
        });
        let weak = Rc::downgrade(&self.0);
        let links = permalink::subscribe(Callback::from(move |id: String| {
            if let Some(inner) = weak.upgrade() {
                Comfort(inner).reveal(id);
            }
        }));
        *self.0.listeners.borrow_mut() = vec![click_delegation, links];
        let weak = Rc::downgrade(&self.0);
        *self.0.watch.borrow_mut() = Watch::new(&self.0.root, move |changes| {
            if let Some(inner) = weak.upgrade() {
                Comfort(inner).changed(changes);
            }
        });
    }

    /// True where it took a key.
    fn hear(&self, happened: Happened) -> bool {
        match happened {
            Happened::Key { key, code, article } => {
                let off = self.0.state.borrow().choices.keys_off;
                let leads = keys::leads_on(&key, &code).filter(|_| !off);
                if let Some(forward) = leads {
                    self.go(article.as_ref().and_then(id_of), forward);
                }
                return leads.is_some();
            }
            Happened::Pressed { what, article } => self.pressed(&what, article),
            Happened::Changed {
                id,
                before,
                text,
                ticked,
            } => self.chose(&id, &before, &text, ticked),
        }
        false
    }

    fn chose(&self, id: &str, before: &str, text: &str, ticked: bool) {
        match id {
            panel::MUTE => {
                self.choose(|choices| {
                    choices.muted = muting::merged(before, text, &choices.muted);
                });
                self.show_muted();
            }
            panel::KEYS => {
                self.choose(|choices| choices.keys_off = !ticked);
            }
            panel::SEEN => {
                self.choose(|choices| choices.remember = ticked);
                let comfort = self.clone();
                return spawn_local(async move {
                    comfort.look_back().await;
                    // The rendered version may be older than what is shown by now.
                    comfort.follow().await;
                });
            }
            _ => return,
        }
        self.dress_all();
    }

    fn pressed(&self, what: &str, article: Option<Piece>) {
        let id = article.as_ref().and_then(id_of);
        match (what, article, id) {
            ("mute", Some(article), _) => self.mute(&article),
            ("show", Some(article), Some(id)) => {
                let shown = (id, author(&article));
                self.0.state.borrow_mut().shown.push(shown);
                article.visit();
                self.dress(|_, texts, state| dress::dress(&article, texts, state));
            }
            ("fold", Some(article), Some(id)) => self.fold(&article, id),
            ("feed", ..) => {
                let comfort = self.clone();
                spawn_local(async move { comfort.make_feed().await });
            }
            ("next", ..) => {
                let last = self.0.state.borrow().news.last().map(str::to_owned);
                self.go(last, true);
            }
            ("known", ..) => {
                self.0.state.borrow_mut().news.know();
                self.dress(dress::tell);
            }
            _ => {}
        }
    }

    /// Its author is not read any more, neither where the reader wanted to see
    /// a comment of theirs after all.
    fn mute(&self, article: &Piece) {
        let name = author(article);
        self.choose(|choices| choices.muted = muting::with_name(&choices.muted, &name));
        let mut state = self.0.state.borrow_mut();
        state.shown.retain(|(_, author)| *author != name);
        drop(state);
        self.show_muted();
        self.dress_all();
        article.visit();
    }

    fn show_muted(&self) {
        panel::show_muted(&self.0.root, &self.0.state.borrow().choices.muted);
    }

    async fn make_feed(&self) {
        let Inner {
            root,
            texts,
            client,
            ..
        } = &*self.0;
        let feed = client.reply_feed().await;
        match feed.map_err(UiError::from) {
            Ok(feed) => panel::show_feed(root, texts, &feed),
            Err(error) => panel::say(root, &error.sentence(texts)),
        }
    }

    /// These are the choices now. True where comments are hidden by them that
    /// were not before, or the other way round.
    pub(super) fn adopt(&self, choices: Choices) -> bool {
        let mut state = self.0.state.borrow_mut();
        let differs = state.choices.muted != choices.muted;
        if differs {
            state.muting = Muting::new(&choices.muted);
        }
        state.choices = choices;
        differs
    }
}
