//! Following the thread and the session: what changed since, and what it means
//! for the person. Sends requests to the worker and actions to the reducer.

use crate::api::ThreadRequest;
use crate::browser::{draft, permalink, sleep};
use crate::components::paging::order_label;
use crate::components::search_and_sort::found_sentence;
use crate::embed::Embed;
use crate::hooks::error_mapping::sign_in_error;
use crate::hooks::fetch_viewer::fetch_viewer;
use crate::hooks::services::Services;
use crate::hooks::takedown::Takedown;
use crate::sign_in;
use crate::state::app::{article_id, comment_id, folded_place};
use crate::state::dispatch::Dispatch;
use crate::state::verdict;
use crate::state::{Action, App, CommentAction, LoadRequest, OpenForm, SessionState, UiEvent};
use bedside_i18n::Texts;
use bedside_wire::live::LiveMessage;
use bedside_wire::{Sort, ThreadView};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback};

/// Follows one thread. Holds the newest state, which its responses come too
/// late for otherwise.
pub(crate) struct ThreadSync {
    services: Services,
    dispatch: Dispatch,
    texts: Texts,
    state: RefCell<Rc<App>>,
    asking: Cell<bool>,
    again: Cell<bool>,
}

impl ThreadSync {
    pub(crate) fn new(
        services: &Services,
        dispatch: &Dispatch,
        texts: &Texts,
        state: Rc<App>,
    ) -> Self {
        Self {
            services: services.clone(),
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
    pub(crate) fn press(&self, what: &str, element: &str, on_load: &Callback<LoadRequest>) {
        let named = folded_place(element).or_else(|| comment_id(element));
        let Some((action, id)) = CommentAction::named(what).zip(named) else {
            return;
        };
        let form = match action {
            CommentAction::Reply => OpenForm::Reply(id.to_owned()),
            CommentAction::Edit => OpenForm::Edit(id.to_owned()),
            CommentAction::Vote(vote) => {
                if let Some(ballot) = self.now().ballot(id, vote) {
                    self.dispatch.vote(ballot);
                }
                return;
            }
            CommentAction::More => {
                on_load.emit(LoadRequest::Fold(id.to_owned().into()));
                return;
            }
            // The reader's preferences, which have a hook of their own.
            CommentAction::Mute | CommentAction::Reveal | CommentAction::ToggleReplies => return,
            CommentAction::Menu => return self.dispatch.tell(Action::ToggleMenu(id.to_owned())),
            CommentAction::Report => OpenForm::Report(id.to_owned()),
            CommentAction::Remove => OpenForm::Remove(id.to_owned()),
            CommentAction::Delete | CommentAction::Restore | CommentAction::Undo => {
                let own = &self.now().own;
                let takedown = Takedown {
                    services: self.services.clone(),
                    dispatch: self.dispatch.clone(),
                    texts: self.texts.clone(),
                    id: id.to_owned(),
                    is_own: own.iter().any(|mine| mine.comment.id == id),
                };
                return spawn_local(takedown.run(action));
            }
        };
        self.dispatch.tell(Action::OpenForm(form));
    }

    /// Escape in an open menu, or a press beside it.
    pub(crate) fn leave_menu(&self, press: UiEvent) {
        if self.now().menu.is_some() {
            self.dispatch.tell(Action::Pressed(press));
        }
    }

    /// The first thing: a sign-in to finish, a session to find, a comment to
    /// show.
    pub(crate) async fn start(&self) {
        let Some((client, embed)) = self.services.client().zip(self.services.embed()) else {
            return;
        };
        match &embed.sign_in_code {
            Some(code) => match sign_in::resume(&client, code).await {
                Ok(session) => {
                    let name = session.me.name.clone();
                    self.dispatch.tell(Action::ViewerIs(Box::new(session.me)));
                    self.say("announce.signed_in", &[("name", &name)]);
                    self.dispatch.tell(self.go_on_writing(&embed));
                }
                Err(error) => {
                    fetch_viewer(&self.services, &self.dispatch).await;
                    if let Some(error) = sign_in_error(error) {
                        self.dispatch.tell(Action::Failed(error));
                    }
                }
            },
            None => {
                fetch_viewer(&self.services, &self.dispatch).await;
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
    fn go_on_writing(&self, embed: &Embed) -> Action {
        let app = self.now();
        let answered = app.thread.items.iter().find(|item| {
            let slot = ["reply-", &item.id].concat();
            // Written before the person signed in.
            draft::load(embed, &slot, "").is_some()
        });
        match answered {
            Some(item) => Action::OpenForm(OpenForm::Reply(item.id.clone())),
            None => Action::FocusOn("body-new".into()),
        }
    }

    /// Scrolls to a comment, fetching the part of the thread it is in first
    /// where it is not loaded.
    pub(crate) async fn show(&self, id: &str) {
        let app = self.now();
        let (inside, later) = app.rows();
        let known = inside.iter().chain(&later).any(|row| row.comment.id == id);
        if known {
            self.dispatch.tell(Action::FocusOn(article_id(id)));
        } else {
            self.load(LoadRequest::Around(id.to_owned().into())).await;
        }
    }

    /// Loads the next page at one end or in a fold, or another list.
    pub(crate) async fn load(&self, load: LoadRequest) {
        let app = self.now();
        let thread = &app.thread;
        let mut request = ThreadRequest {
            sort: thread.sort,
            flat: thread.flat,
            search: Some(&thread.search),
            ..ThreadRequest::default()
        };
        match &load {
            LoadRequest::Next => request.cursor = thread.next.as_deref(),
            LoadRequest::Prev => request.cursor = thread.prev.as_deref(),
            LoadRequest::Fold(after) => {
                let mut folds = thread.folds.iter();
                let fold = folds.find(|fold| *fold.after == **after);
                request.cursor = fold.map(|fold| fold.cursor.as_str());
            }
            LoadRequest::Order(sort) => request.sort = *sort,
            LoadRequest::Find(words) => request.search = Some(words),
            LoadRequest::Around(id) => {
                request.around = Some(id);
                request.sort = Sort::default();
                request.search = None;
            }
        }
        let waits = app.loading.is_some() && !load.replaces();
        let Some(client) = self.services.client().filter(|_| !waits) else {
            return;
        };
        self.dispatch.tell(Action::LoadStarted(load.clone()));
        match client.thread(&request).await {
            Ok(view) => {
                let said = self.sentence(&load, &view);
                self.dispatch.tell(Action::Loaded(load, Box::new(view)));
                self.dispatch.tell(Action::Announce(said));
            }
            Err(error) => self.dispatch.tell(Action::LoadFailed(load, error.into())),
        }
    }

    /// Returns the announcement of a list or a page that came.
    fn sentence(&self, load: &LoadRequest, view: &ThreadView) -> AttrValue {
        let texts = &self.texts;
        match load {
            LoadRequest::Order(sort) => order_label(texts, *sort),
            LoadRequest::Find(words) if words.is_empty() => {
                texts.count("comments_count", view.total)
            }
            LoadRequest::Find(words) => found_sentence(texts, view.found, words),
            _ => texts.count("announce.loaded", view.items.len() as u64),
        }
    }

    /// Something changed, for all or for this person only.
    pub(crate) async fn hear(&self, message: LiveMessage) {
        if self.asking.get() {
            self.again.set(true);
            return;
        }
        self.asking.set(true);
        self.catch_up(message.version).await;
        while self.again.take() {
            self.catch_up(u64::MAX).await;
        }
        self.asking.set(false);
    }

    async fn catch_up(&self, newest: u64) {
        let Some(client) = self.services.client() else {
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
            concerns_me |= app.session.is_staff() && changes.takes_down();
            let items = changes.items.iter().map(|item| &item.id);
            let mut ids = items.chain(&changes.removed);
            concerns_me |= ids.any(|id| app.own.iter().any(|mine| mine.comment.id == *id));
            self.dispatch.tell(Action::Changed(Box::new(changes)));
            if !more {
                break;
            }
        }
        if concerns_me && matches!(self.now().session, SessionState::In(_)) {
            self.refresh_viewer().await;
        }
    }

    /// Requests the overlay again and announces decisions made meanwhile.
    async fn refresh_viewer(&self) {
        let before = self.now();
        let Some(me) = fetch_viewer(&self.services, &self.dispatch).await else {
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
        self.dispatch
            .tell(Action::Announce(self.texts.with(key, values)));
    }
}
