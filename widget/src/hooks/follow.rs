//! Following the thread and the session: what changed since, and what it means
//! for the person. Calls the worker, tells the reducer.

use crate::api::Part;
use crate::browser::{draft, permalink, sleep};
use crate::components::paging::order_label;
use crate::components::tools::found_sentence;
use crate::embed::Embed;
use crate::hooks::outcome::sign_in_trouble;
use crate::hooks::remote::Remote;
use crate::hooks::takedown::Takedown;
use crate::sign_in;
use crate::state::app::{article_id, comment_id, folded_place};
use crate::state::dispatch::Dispatch;
use crate::state::verdict;
use crate::state::{Act, App, Ask, Load, Open, Press, Session};
use bedside_i18n::Texts;
use bedside_wire::live::LiveMessage;
use bedside_wire::{Sort, ThreadView, Viewer};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback};

/// Asks who is signed in, and for their overlay.
pub(crate) async fn ask_me(remote: &Remote, dispatch: &Dispatch) -> Option<Viewer> {
    let me = remote.client()?.me().await;
    match me {
        Ok(Some(me)) => {
            dispatch.tell(Act::MeIs(Box::new(me.clone())));
            Some(me)
        }
        Ok(None) => {
            dispatch.tell(Act::NobodySignedIn);
            None
        }
        // Reading goes on; the next call will tell what is wrong.
        Err(_) => None,
    }
}

/// Follows one thread. Holds the newest state, which its answers come too
/// late for otherwise.
pub(crate) struct Follower {
    remote: Remote,
    dispatch: Dispatch,
    texts: Texts,
    state: RefCell<Rc<App>>,
    asking: Cell<bool>,
    again: Cell<bool>,
}

impl Follower {
    pub(crate) fn new(remote: &Remote, dispatch: &Dispatch, texts: &Texts, state: Rc<App>) -> Self {
        Self {
            remote: remote.clone(),
            dispatch: dispatch.clone(),
            texts: texts.clone(),
            state: RefCell::new(state),
            asking: Cell::new(false),
            again: Cell::new(false),
        }
    }

    /// Takes note of the newest state.
    pub(crate) fn sees(&self, state: Rc<App>) {
        *self.state.borrow_mut() = state;
    }

    fn now(&self) -> Rc<App> {
        Rc::clone(&self.state.borrow())
    }

    /// A button of a comment or of a fold was pressed, in the element with this
    /// id.
    pub(crate) fn press(&self, what: &str, element: &str, on_load: &Callback<Load>) {
        let named = folded_place(element).or_else(|| comment_id(element));
        let Some((ask, id)) = Ask::named(what).zip(named) else {
            return;
        };
        let form = match ask {
            Ask::Reply => Open::Reply(id.to_owned()),
            Ask::Edit => Open::Edit(id.to_owned()),
            Ask::Vote(vote) => {
                if let Some(ballot) = self.now().ballot(id, vote) {
                    self.dispatch.vote(ballot);
                }
                return;
            }
            Ask::More => {
                on_load.emit(Load::Fold(id.to_owned().into()));
                return;
            }
            Ask::Menu => return self.dispatch.tell(Act::ToggleMenu(id.to_owned())),
            Ask::Report => Open::Report(id.to_owned()),
            Ask::Remove => Open::Remove(id.to_owned()),
            Ask::Delete | Ask::Restore | Ask::Undo => {
                let own = &self.now().own;
                let takedown = Takedown {
                    remote: self.remote.clone(),
                    dispatch: self.dispatch.clone(),
                    texts: self.texts.clone(),
                    id: id.to_owned(),
                    is_own: own.iter().any(|mine| mine.comment.id == id),
                };
                return spawn_local(takedown.run(ask));
            }
        };
        self.dispatch.tell(Act::OpenForm(form));
    }

    /// Escape in an open menu, or a press beside it.
    pub(crate) fn leave_menu(&self, press: Press) {
        if self.now().menu.is_some() {
            self.dispatch.tell(Act::Pressed(press));
        }
    }

    /// The first thing: a sign-in to finish, a session to find, a comment to
    /// show.
    pub(crate) async fn start(&self) {
        let Some((client, embed)) = self.remote.client().zip(self.remote.embed()) else {
            return;
        };
        match &embed.sign_in_code {
            Some(code) => match sign_in::resume(&client, code).await {
                Ok(session) => {
                    let name = session.me.name.clone();
                    self.dispatch.tell(Act::MeIs(Box::new(session.me)));
                    self.say("said.signed_in", &[("name", &name)]);
                    self.dispatch.tell(self.go_on_writing(&embed));
                }
                Err(error) => {
                    ask_me(&self.remote, &self.dispatch).await;
                    if let Some(trouble) = sign_in_trouble(error) {
                        self.dispatch.tell(Act::Trouble(trouble));
                    }
                }
            },
            None => {
                ask_me(&self.remote, &self.dispatch).await;
            }
        }
        // What was told above shows in the state only in a later task.
        sleep(0).await;
        // The address as it is now: a link to a comment may have been pressed
        // before the widget came to life.
        if let Some(id) = permalink::current().or_else(|| embed.focus.clone()) {
            self.show(&id).await;
        }
    }

    /// Back from a full-page sign-in: the reply that was being written, or else
    /// the comment.
    fn go_on_writing(&self, embed: &Embed) -> Act {
        let app = self.now();
        let answered = app.thread.items.iter().find(|item| {
            let slot = ["reply-", &item.id].concat();
            // Written before the person signed in.
            draft::load(embed, &slot, "").is_some()
        });
        match answered {
            Some(item) => Act::OpenForm(Open::Reply(item.id.clone())),
            None => Act::FocusOn("body-new".into()),
        }
    }

    /// Scrolls to a comment, fetching the part of the thread it is in first
    /// where it is not loaded.
    pub(crate) async fn show(&self, id: &str) {
        let app = self.now();
        let (inside, later) = app.rows();
        let known = inside.iter().chain(&later).any(|row| row.comment.id == id);
        if known {
            self.dispatch.tell(Act::FocusOn(article_id(id)));
        } else {
            self.load(Load::Around(id.to_owned().into())).await;
        }
    }

    /// Loads the next page at one end or in a fold, or another list.
    pub(crate) async fn load(&self, load: Load) {
        let app = self.now();
        let thread = &app.thread;
        let mut part = Part {
            sort: thread.sort,
            flat: thread.flat,
            search: Some(&thread.search),
            ..Part::default()
        };
        match &load {
            Load::Next => part.cursor = thread.next.as_deref(),
            Load::Prev => part.cursor = thread.prev.as_deref(),
            Load::Fold(after) => {
                let mut folds = thread.folds.iter();
                let fold = folds.find(|fold| *fold.after == **after);
                part.cursor = fold.map(|fold| fold.cursor.as_str());
            }
            Load::Order(sort) => part.sort = *sort,
            Load::Find(words) => part.search = Some(words),
            Load::Around(id) => {
                part.around = Some(id);
                part.sort = Sort::default();
                part.search = None;
            }
        }
        let waits = app.loading.is_some() && !load.replaces();
        let Some(client) = self.remote.client().filter(|_| !waits) else {
            return;
        };
        self.dispatch.tell(Act::LoadStarted(load.clone()));
        match client.thread(&part).await {
            Ok(view) => {
                let said = self.sentence(&load, &view);
                self.dispatch.tell(Act::Loaded(load, Box::new(view)));
                self.dispatch.tell(Act::Say(said));
            }
            Err(error) => self.dispatch.tell(Act::LoadFailed(load, error.into())),
        }
    }

    /// What is said of a list or a page that came.
    fn sentence(&self, load: &Load, view: &ThreadView) -> AttrValue {
        let texts = &self.texts;
        match load {
            Load::Order(sort) => order_label(texts, *sort),
            Load::Find(words) if words.is_empty() => texts.count("comments_count", view.total),
            Load::Find(words) => found_sentence(texts, view.found, words),
            _ => texts.count("said.loaded", view.items.len() as u64),
        }
    }

    /// Something changed, for all or for this person only.
    pub(crate) async fn hear(&self, message: LiveMessage) {
        if self.asking.get() {
            self.again.set(true);
            return;
        }
        self.asking.set(true);
        let mut newest = message.version;
        loop {
            self.again.set(false);
            self.catch_up(newest).await;
            if !self.again.get() {
                break;
            }
            newest = u64::MAX;
        }
        self.asking.set(false);
    }

    async fn catch_up(&self, newest: u64) {
        let Some(client) = self.remote.client() else {
            return;
        };
        let mut concerns_me = newest == 0 || newest == u64::MAX;
        let mut since = self.now().thread.version;
        while newest > since {
            let Ok(changes) = client.changes(since).await else {
                return;
            };
            since = changes.version;
            let more = changes.more;
            let app = self.now();
            let own = &app.own;
            concerns_me |= app.session.is_staff() && changes.takes_down();
            let items = changes.items.iter().map(|item| &item.id);
            let mut ids = items.chain(&changes.removed);
            concerns_me |= ids.any(|id| own.iter().any(|mine| mine.comment.id == *id));
            self.dispatch.tell(Act::Changed(Box::new(changes)));
            if !more {
                break;
            }
        }
        if concerns_me && matches!(self.now().session, Session::In(_)) {
            self.ask_about_me().await;
        }
    }

    /// Asks for the overlay again and says what was decided meanwhile.
    async fn ask_about_me(&self) {
        let before = self.now();
        let Some(me) = ask_me(&self.remote, &self.dispatch).await else {
            return;
        };
        for mine in &me.own {
            let mut known = before.own.iter();
            let was = known.find(|old| old.comment.id == mine.comment.id);
            if let Some(key) = was.and_then(|was| verdict::told(was, mine)) {
                self.say(key, &[]);
            }
        }
    }

    fn say(&self, key: &str, values: &[(&str, &str)]) {
        self.dispatch.tell(Act::Say(self.texts.with(key, values)));
    }
}
