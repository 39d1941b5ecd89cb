//! The state of one thread on the screen.

use super::thread::{End, Thread};
use super::{
    Action, Announcement, CommentAction, LoadRequest, OpenForm, SessionState, UiError, UiEvent,
};
use bedside_wire::report::ReportReason;
use bedside_wire::{CommentStatus, OwnComment, Removal, ThreadChanges, Viewer};
use std::rc::Rc;
use yew::{AttrValue, Reducible};

pub use super::ids::{article_id, comment_id, fold_id, folded_place};

/// The element that the focus shall move to once it is there.
#[derive(Debug, Clone, PartialEq)]
pub struct Focus {
    /// Its id within the shadow root.
    pub id: AttrValue,
    /// Or the comment's button in it that asks for this.
    pub action: Option<CommentAction>,
    /// The number of moves before; makes two equal ones differ.
    pub count: u32,
}

/// Everything the thread's components show.
#[derive(Debug, Clone)]
pub struct App {
    /// The comments.
    pub thread: Rc<Thread>,
    /// The person signed in.
    pub session: SessionState,
    /// The person's own comments in this thread.
    pub own: Rc<Vec<Rc<OwnComment>>>,
    /// Ids of the comments that the person voted for.
    pub voted_up: Rc<Vec<String>>,
    /// Ids of those that they voted against.
    pub voted_down: Rc<Vec<String>>,
    /// Removals in this thread; known to moderators only.
    pub removals: Rc<Vec<Removal>>,
    /// The open form.
    pub open: Option<OpenForm>,
    /// The id of the comment whose menu is open.
    pub menu: Option<String>,
    /// Ids of the comments that the person deleted, took down or brought back a
    /// moment ago.
    pub undoable: Vec<String>,
    /// The id of the comment that the person reported last, and why they did.
    pub reported: Option<(String, ReportReason)>,
    /// The request under way.
    pub loading: Option<LoadRequest>,
    /// The request that failed.
    pub load_failed: Option<(LoadRequest, UiError)>,
    /// An error of the session, or of a link to a comment.
    pub error: Option<UiError>,
    /// The browser says that there is no network.
    pub offline: bool,
    /// The panel with order and search is open.
    pub search_and_sort: bool,
    /// The panel with the devices that the person is signed in on is open.
    pub devices: bool,
    /// The newest announcement.
    pub announcement: Announcement,
    /// The next target of the focus.
    pub focus: Option<Focus>,
}

impl App {
    /// The state before anything happened.
    pub fn new(thread: Rc<Thread>) -> Self {
        Self {
            thread,
            session: SessionState::Unknown,
            own: Rc::default(),
            voted_up: Rc::default(),
            voted_down: Rc::default(),
            removals: Rc::default(),
            open: None,
            menu: None,
            undoable: Vec::new(),
            reported: None,
            loading: None,
            load_failed: None,
            error: None,
            offline: false,
            search_and_sort: false,
            devices: false,
            announcement: Announcement::default(),
            focus: None,
        }
    }

    pub(super) fn focus_on(&mut self, id: AttrValue) {
        self.focus_in(id, None);
    }

    pub(super) fn focus_in(&mut self, id: AttrValue, action: Option<CommentAction>) {
        let count = self.focus.as_ref().map_or(0, |focus| focus.count + 1);
        self.focus = Some(Focus { id, action, count });
    }

    fn stored(&mut self, own: OwnComment) {
        let id = own.comment.id.clone();
        let published = own.comment.status == CommentStatus::Published;
        let known = self.thread.items.iter().any(|item| item.id == id);
        if published && !known {
            let thread = Rc::make_mut(&mut self.thread);
            // Heard of already, where its response came late.
            let mut heard = thread.incoming.iter().chain(&thread.later);
            let heard = heard.any(|item| item.id == id);
            let changes = ThreadChanges {
                version: thread.version,
                total: thread.total + u64::from(!heard),
                items: vec![own.comment.clone()],
                ..ThreadChanges::default()
            };
            thread.apply(changes, |_| true);
        }
        // Another form that is open stays: somebody is writing in it.
        self.open = self.open.take().filter(|open| match open {
            OpenForm::Reply(to) => own.comment.parent.as_ref() != Some(to),
            OpenForm::Edit(edited) => *edited != id,
            OpenForm::Report(_) | OpenForm::Remove(_) => true,
        });
        // An edit returns the name that the comment was posted under.
        if own.comment.revision == 1
            && let SessionState::In(me) = &mut self.session
            && me.name != own.comment.author
        {
            // Another one, as sessions are compared by identity.
            *me = Rc::new(Viewer {
                name: own.comment.author.clone(),
                name_is_suggested: false,
                ..Viewer::clone(me)
            });
        }
        let list = Rc::make_mut(&mut self.own);
        list.retain(|mine| mine.comment.id != id);
        list.push(Rc::new(own));
        self.focus_on(article_id(&id));
    }

    fn pressed(&mut self, press: UiEvent) {
        match press {
            UiEvent::ShowNew => {
                if let Some(id) = Rc::make_mut(&mut self.thread).show_incoming() {
                    self.focus_on(article_id(&id));
                }
            }
            UiEvent::CloseForm => {
                if let Some(open) = self.open.take() {
                    let (id, action) = open.opener();
                    self.focus_in(article_id(id), Some(action));
                }
            }
            UiEvent::CloseMenu => {
                if let Some(id) = self.menu.take() {
                    self.focus_in(article_id(&id), Some(CommentAction::Menu));
                }
            }
            UiEvent::LeaveMenu => self.menu = None,
            UiEvent::SearchAndSort => self.search_and_sort = !self.search_and_sort,
            UiEvent::Devices => self.devices = !self.devices,
            UiEvent::Dismiss => {
                self.error = None;
                if self.session == SessionState::Expired {
                    self.session = SessionState::SignedOut;
                }
            }
        }
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::LoadStarted(load) => {
                self.loading = Some(load);
                self.load_failed = None;
            }
            // Something else was requested meanwhile.
            Action::Loaded(load, _) | Action::LoadFailed(load, _)
                if self.loading.as_ref() != Some(&load) => {}
            Action::Loaded(load, page) => {
                self.loading = None;
                if let LoadRequest::Around(id) = &load {
                    // It may belong to another thread of the page: no error.
                    if page.items.iter().any(|item| **id == item.id) {
                        // Its fields say what was chosen, which this is not.
                        self.search_and_sort = false;
                        Rc::make_mut(&mut self.thread).replace(*page);
                        self.focus_on(article_id(id));
                    }
                    return;
                }
                // The button that was pressed moves or goes: the reading
                // continues at the first comment that came. From a field the
                // focus does not move.
                let first = match &load {
                    LoadRequest::Order(_) => None,
                    LoadRequest::Find(words) if !words.is_empty() => None,
                    LoadRequest::Prev => page.items.last(),
                    _ => page.items.first(),
                };
                let first = first.map(|item| article_id(&item.id));
                let thread = Rc::make_mut(&mut self.thread);
                match load {
                    LoadRequest::Next => thread.join(End::After, *page),
                    LoadRequest::Prev => thread.join(End::Before, *page),
                    LoadRequest::Fold(after) => thread.unfold(&after, *page),
                    _ => thread.replace(*page),
                }
                if let Some(id) = first {
                    self.focus_on(id);
                }
            }
            Action::LoadFailed(load, error) => {
                self.loading = None;
                match load {
                    LoadRequest::Around(_) => self.error = Some(error),
                    _ => self.load_failed = Some((load, error)),
                }
            }
            Action::Changed(changes) => {
                let own = Rc::clone(&self.own);
                Rc::make_mut(&mut self.thread)
                    .apply(*changes, |id| own.iter().any(|mine| mine.comment.id == id));
            }
            Action::Pressed(press) => self.pressed(press),
            Action::ToggleMenu(id) => {
                let is_open = self.menu.as_ref() == Some(&id);
                self.menu = (!is_open).then_some(id);
            }
            Action::OpenForm(open) => {
                self.menu = None;
                self.focus_on(open.field_id());
                self.open = Some(open);
            }
            Action::SessionIs(session) => self.session_is(session),
            Action::NobodySignedIn => match self.session {
                SessionState::In(_) => self.session_is(SessionState::Expired),
                SessionState::Unknown => self.session_is(SessionState::SignedOut),
                // Known already, or somebody began to sign in meanwhile.
                SessionState::SignedOut | SessionState::SigningIn | SessionState::Expired => {}
            },
            Action::ViewerIs(me) => self.me_is(*me),
            Action::SignInFailed(error) => {
                self.session = SessionState::SignedOut;
                self.error = Some(error);
            }
            Action::Failed(error) => self.error = Some(error),
            Action::Stored(own) => self.stored(*own),
            Action::Deleted(own) => self.deleted(*own),
            Action::Undeleted(own) => self.undeleted(*own),
            Action::Moderated(comment) => self.moderated(*comment),
            Action::UndoOver(id) => self.undoable.retain(|undoable| *undoable != id),
            Action::Reported(id, reason) => self.was_reported(id, reason),
            Action::Voted(id, tally) => self.voted(&id, tally),
            Action::Offline(offline) => self.offline = offline,
            Action::Announce(text) => {
                self.announcement = Announcement {
                    text,
                    count: self.announcement.count + 1,
                };
            }
            Action::FocusOn(id) => {
                // What was done next worked.
                self.error = None;
                self.focus_on(id);
            }
        }
    }
}

impl Reducible for App {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = Rc::unwrap_or_clone(self);
        next.apply(action);
        Rc::new(next)
    }
}

#[cfg(test)]
#[path = "app_tests.rs"]
mod tests;
