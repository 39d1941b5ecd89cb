//! The thread in the page, and what is added to it.

use super::choices::Choices;
use super::dress::{State, id_of, part};
use super::muting::{self, Muting};
use super::{dress, panel};
use crate::api::Client;
use crate::browser::pieces::{Happened, Piece, Watch};
use crate::browser::{Listener, kept};
use crate::json;
use crate::state::Trouble;
use crate::texts::Texts;
use std::cell::RefCell;
use std::rc::Rc;

/// A thread with its comforts.
#[derive(Clone)]
pub struct Comfort(Rc<Inner>);

struct Inner {
    root: Piece,
    client: Client,
    texts: Texts,
    /// The version of the thread that the worker rendered.
    version: u64,
    state: RefCell<State>,
    watch: RefCell<Option<Watch>>,
    listener: RefCell<Listener>,
}

impl Comfort {
    /// Begins with what the reader chose earlier.
    pub fn new(root: Piece, client: Client, texts: Texts, version: u64) -> Self {
        let kept = kept::load(&kept::choices(client.embed()));
        let choices: Choices = kept.and_then(|kept| json::read(&kept)).unwrap_or_default();
        let state = State {
            muting: Muting::new(&choices.muted),
            choices,
            ..State::default()
        };
        let comfort = Self(Rc::new(Inner {
            root,
            client,
            texts,
            version,
            state: RefCell::new(state),
            watch: RefCell::default(),
            listener: RefCell::default(),
        }));
        comfort.listen();
        comfort.refresh();
        comfort
    }

    /// Ends it: what was added to the thread stays until the thread goes.
    pub fn end(&self) {
        self.0.client.close();
        drop(self.0.watch.take());
        drop(self.0.listener.take());
    }

    fn listen(&self) {
        let weak = Rc::downgrade(&self.0);
        let listener = self.0.root.listen(move |happened| {
            if let Some(inner) = weak.upgrade() {
                Comfort(inner).hear(happened);
            }
        });
        *self.0.listener.borrow_mut() = listener;
        let weak = Rc::downgrade(&self.0);
        *self.0.watch.borrow_mut() = Watch::new(&self.0.root, move || {
            if let Some(inner) = weak.upgrade() {
                Comfort(inner).refresh();
            }
        });
    }

    /// Finds out what is new since the last visit, for who wants to know, and
    /// notes that they were here.
    pub async fn look_back(&self) {
        let client = &self.0.client;
        let page = &client.embed().page;
        let mut version = self.0.version;
        let seen = self.0.state.borrow().choices.seen(page);
        // A page without comments has nothing that could have changed. The
        // worker is asked also where the rendered version is the one that was
        // seen: what everybody reads may be some seconds old.
        let mut since = seen.filter(|seen| *seen > 0);
        while let Some(from) = since {
            let Ok(changes) = client.changes(from).await else {
                return;
            };
            version = version.max(changes.version);
            since = changes.more.then_some(changes.version);
            let ids = changes.items.into_iter().map(|item| item.id);
            self.0.state.borrow_mut().news.add(ids);
        }
        self.0.state.borrow_mut().choices.see(page, version);
        self.keep();
        self.refresh();
    }

    fn keep(&self) {
        let choices = &self.0.state.borrow().choices;
        let text = if choices.is_empty() {
            String::new()
        } else {
            json::write(choices)
        };
        kept::save(&kept::choices(self.0.client.embed()), &text);
    }

    fn hear(&self, happened: Happened) {
        match happened {
            Happened::Key { key, article } => self.go(article.as_ref(), key == "n"),
            Happened::Pressed { what, article } => self.pressed(&what, article),
            Happened::Changed { id, text, ticked } => self.changed(&id, &text, ticked),
        }
    }

    fn changed(&self, id: &str, text: &str, ticked: bool) {
        {
            let mut state = self.0.state.borrow_mut();
            match id {
                panel::MUTE => {
                    state.muting = Muting::new(text);
                    state.choices.muted = text.trim().to_owned();
                }
                panel::KEYS => state.choices.keys_off = !ticked,
                panel::SEEN => state.choices.remember = ticked,
                _ => return,
            }
        }
        self.keep();
        if id == panel::SEEN {
            let comfort = self.clone();
            wasm_bindgen_futures::spawn_local(async move { comfort.look_back().await });
        } else {
            self.refresh();
        }
    }

    fn pressed(&self, what: &str, article: Option<Piece>) {
        let id = article.as_ref().and_then(id_of);
        match (what, article, id) {
            ("mute", Some(article), _) => {
                let list = self.0.state.borrow().choices.muted.clone();
                let list = muting::with_name(&list, &part(&article, "[part~=author]"));
                panel::show_muted(&self.0.root, &list);
                self.changed(panel::MUTE, &list, false);
                return article.visit();
            }
            ("show", Some(article), Some(id)) => {
                self.0.state.borrow_mut().shown.push(id);
                article.visit();
            }
            ("fold", _, Some(id)) => {
                let closed = &mut self.0.state.borrow_mut().closed;
                let before = closed.len();
                closed.retain(|known| *known != id);
                if closed.len() == before {
                    closed.push(id);
                }
            }
            ("feed", ..) => {
                let comfort = self.clone();
                return wasm_bindgen_futures::spawn_local(async move { comfort.make_feed().await });
            }
            ("next", ..) => {
                let last = self.0.state.borrow().news.last().map(str::to_owned);
                return self.go_from(last, true);
            }
            ("known", ..) => self.0.state.borrow_mut().news.know(),
            _ => return,
        }
        self.refresh();
    }

    async fn make_feed(&self) {
        let Inner {
            root,
            texts,
            client,
            ..
        } = &*self.0;
        let feed = client.reply_feed().await;
        match feed.map_err(Trouble::from) {
            Ok(feed) => panel::show_feed(root, texts, &feed),
            Err(trouble) => panel::say(root, &trouble.sentence(texts)),
        }
    }

    /// A key was pressed in a comment, or elsewhere in the thread.
    fn go(&self, article: Option<&Piece>, forward: bool) {
        if !self.0.state.borrow().choices.keys_off {
            self.go_from(article.and_then(id_of), forward);
        }
    }

    fn go_from(&self, from: Option<String>, forward: bool) {
        let articles = self.0.root.all("[part~=comment]");
        let shown: Vec<String> = articles.iter().filter_map(id_of).collect();
        let mut state = self.0.state.borrow_mut();
        let Some(id) = state.news.next(&shown, from.as_deref(), forward) else {
            return;
        };
        state.news.visit(&id);
        drop(state);
        match articles
            .into_iter()
            .find(|article| id_of(article).as_ref() == Some(&id))
        {
            Some(article) => article.visit(),
            // The thread loads what is around a comment that the address names.
            None => Piece::go_to_address(&["#comment-", &id].concat()),
        }
        self.refresh();
    }

    /// Dresses the thread anew, unseen by the watch.
    fn refresh(&self) {
        let Inner { root, texts, .. } = &*self.0;
        let watch = self.0.watch.borrow();
        if let Some(watch) = &*watch {
            watch.pause();
        }
        dress::all(root, texts, &self.0.state.borrow());
        if let Some(watch) = &*watch {
            watch.resume(root);
        }
    }
}
