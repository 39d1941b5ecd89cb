//! The state of one thread on the screen.

use super::thread::{End, Thread};
use super::{Act, Ask, Load, Open, Press, Said, Session, Trouble};
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
    pub ask: Option<Ask>,
    /// How many moves came before; makes two equal ones differ.
    pub count: u32,
}

/// Everything the thread's components show.
#[derive(Debug, Clone)]
pub struct App {
    /// The comments.
    pub thread: Rc<Thread>,
    /// Who is signed in.
    pub session: Session,
    /// The person's own comments in this thread.
    pub own: Rc<Vec<Rc<OwnComment>>>,
    /// Ids of the comments that the person voted for.
    pub voted_up: Rc<Vec<String>>,
    /// Ids of those that they voted against.
    pub voted_down: Rc<Vec<String>>,
    /// Removals in this thread; known to moderators only.
    pub removals: Rc<Vec<Removal>>,
    /// The open form.
    pub open: Option<Open>,
    /// The id of the comment whose menu is open.
    pub menu: Option<String>,
    /// Ids of the comments that the person deleted, took down or brought back a
    /// moment ago.
    pub undoable: Vec<String>,
    /// The id of the comment that the person reported last, and why they did.
    pub reported: Option<(String, ReportReason)>,
    /// What is loading.
    pub loading: Option<Load>,
    /// What did not load.
    pub load_failed: Option<(Load, Trouble)>,
    /// What went wrong with the session, or with a link to a comment.
    pub trouble: Option<Trouble>,
    /// The browser says that there is no network.
    pub offline: bool,
    /// The panel with order and search is open.
    pub tools: bool,
    /// The panel with the devices that the person is signed in on is open.
    pub devices: bool,
    /// The newest announcement.
    pub said: Said,
    /// Where the focus goes next.
    pub focus: Option<Focus>,
}

impl App {
    /// The state before anything happened.
    pub fn new(thread: Rc<Thread>) -> Self {
        Self {
            thread,
            session: Session::Unknown,
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
            trouble: None,
            offline: false,
            tools: false,
            devices: false,
            said: Said::default(),
            focus: None,
        }
    }

    pub(super) fn focus_on(&mut self, id: AttrValue) {
        self.focus_in(id, None);
    }

    pub(super) fn focus_in(&mut self, id: AttrValue, ask: Option<Ask>) {
        let count = self.focus.as_ref().map_or(0, |focus| focus.count + 1);
        self.focus = Some(Focus { id, ask, count });
    }

    fn stored(&mut self, own: OwnComment) {
        let id = own.comment.id.clone();
        let published = own.comment.status == CommentStatus::Published;
        let known = self.thread.items.iter().any(|item| item.id == id);
        if published && !known {
            let thread = Rc::make_mut(&mut self.thread);
            // Heard of already, where its answer came late.
            let mut heard = thread.fresh.iter().chain(&thread.later);
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
            Open::Reply(to) => own.comment.parent.as_ref() != Some(to),
            Open::Edit(edited) => *edited != id,
            Open::Report(_) | Open::Remove(_) => true,
        });
        // An edit answers with the name that the comment was posted under.
        if own.comment.revision == 1
            && let Session::In(me) = &mut self.session
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

    fn pressed(&mut self, press: Press) {
        match press {
            Press::ShowNew => {
                if let Some(id) = Rc::make_mut(&mut self.thread).show_fresh() {
                    self.focus_on(article_id(&id));
                }
            }
            Press::CloseForm => {
                if let Some(open) = self.open.take() {
                    let (id, ask) = open.opener();
                    self.focus_in(article_id(id), Some(ask));
                }
            }
            Press::CloseMenu => {
                if let Some(id) = self.menu.take() {
                    self.focus_in(article_id(&id), Some(Ask::Menu));
                }
            }
            Press::LeaveMenu => self.menu = None,
            Press::Tools => self.tools = !self.tools,
            Press::Devices => self.devices = !self.devices,
            Press::Dismiss => {
                self.trouble = None;
                if self.session == Session::Expired {
                    self.session = Session::SignedOut;
                }
            }
        }
    }

    fn apply(&mut self, act: Act) {
        match act {
            Act::LoadStarted(load) => {
                self.loading = Some(load);
                self.load_failed = None;
            }
            // Something else was asked for meanwhile.
            Act::Loaded(load, _) | Act::LoadFailed(load, _)
                if self.loading.as_ref() != Some(&load) => {}
            Act::Loaded(load, page) => {
                self.loading = None;
                if let Load::Around(id) = &load {
                    // It may belong to another thread of the page: no trouble.
                    if page.items.iter().any(|item| **id == item.id) {
                        // Its fields say what was chosen, which this is not.
                        self.tools = false;
                        Rc::make_mut(&mut self.thread).replace(*page);
                        self.focus_on(article_id(id));
                    }
                    return;
                }
                // The button that was pressed moves or goes: the reading
                // continues at the first comment that came. From a field the
                // focus does not move.
                let first = match &load {
                    Load::Order(_) => None,
                    Load::Find(words) if !words.is_empty() => None,
                    Load::Prev => page.items.last(),
                    _ => page.items.first(),
                };
                let first = first.map(|item| article_id(&item.id));
                let thread = Rc::make_mut(&mut self.thread);
                match load {
                    Load::Next => thread.join(End::After, *page),
                    Load::Prev => thread.join(End::Before, *page),
                    Load::Fold(after) => thread.unfold(&after, *page),
                    _ => thread.replace(*page),
                }
                if let Some(id) = first {
                    self.focus_on(id);
                }
            }
            Act::LoadFailed(load, trouble) => {
                self.loading = None;
                match load {
                    Load::Around(_) => self.trouble = Some(trouble),
                    _ => self.load_failed = Some((load, trouble)),
                }
            }
            Act::Changed(changes) => {
                let own = Rc::clone(&self.own);
                Rc::make_mut(&mut self.thread)
                    .apply(*changes, |id| own.iter().any(|mine| mine.comment.id == id));
            }
            Act::Pressed(press) => self.pressed(press),
            Act::ToggleMenu(id) => {
                let is_open = self.menu.as_ref() == Some(&id);
                self.menu = (!is_open).then_some(id);
            }
            Act::OpenForm(open) => {
                self.menu = None;
                self.focus_on(open.field_id());
                self.open = Some(open);
            }
            Act::SessionIs(session) => self.session_is(session),
            Act::NobodySignedIn => match self.session {
                Session::In(_) => self.session_is(Session::Expired),
                Session::Unknown => self.session_is(Session::SignedOut),
                // Known already, or somebody began to sign in meanwhile.
                Session::SignedOut | Session::SigningIn | Session::Expired => {}
            },
            Act::MeIs(me) => self.me_is(*me),
            Act::SignInFailed(trouble) => {
                self.session = Session::SignedOut;
                self.trouble = Some(trouble);
            }
            Act::Trouble(trouble) => self.trouble = Some(trouble),
            Act::Stored(own) => self.stored(*own),
            Act::Deleted(own) => self.deleted(*own),
            Act::Undeleted(own) => self.undeleted(*own),
            Act::Moderated(comment) => self.moderated(*comment),
            Act::UndoOver(id) => self.undoable.retain(|undoable| *undoable != id),
            Act::Reported(id, reason) => self.was_reported(id, reason),
            Act::Voted(id, tally) => self.voted(&id, tally),
            Act::Offline(offline) => self.offline = offline,
            Act::Say(text) => {
                self.said = Said {
                    text,
                    count: self.said.count + 1,
                };
            }
            Act::FocusOn(id) => {
                // What was done next worked.
                self.trouble = None;
                self.focus_on(id);
            }
        }
    }
}

impl Reducible for App {
    type Action = Act;

    fn reduce(self: Rc<Self>, act: Act) -> Rc<Self> {
        let mut next = Rc::unwrap_or_clone(self);
        next.apply(act);
        Rc::new(next)
    }
}

#[cfg(test)]
#[path = "app_tests.rs"]
mod tests;
