//! In a reader's browser: comments that stand in the page, until each is taken
//! over.

use crate::browser::sleep;
use crate::browser::stage::Stage;
use crate::components::comment::{Comment, CommentProps};
use crate::state::app::article_id;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::html::ImplicitClone;
use yew::{AppHandle, AttrValue, Callback};

/// How often to look for the first comment.
const LOOKS: usize = 200;

/// The comments that stand; none by default.
#[derive(Clone, Default)]
pub struct Rendered(Rc<Inner>);

#[derive(Default)]
struct Inner {
    stage: Option<Stage>,
    /// The thread has not come to life: what it shows first stands already.
    first: Cell<bool>,
    waiting: RefCell<Vec<Callback<()>>>,
}

impl ImplicitClone for Rendered {}

/// By identity.
impl PartialEq for Rendered {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Rendered {
    /// The comments that stand in an element.
    pub fn found(stage: &Stage) -> Self {
        Self(Rc::new(Inner {
            stage: Some(stage.clone()),
            first: Cell::new(true),
            waiting: RefCell::default(),
        }))
    }

    /// The HTML of a comment, where it stands. It is empty: nothing reads it.
    pub fn take(&self, _id: &str) -> Option<AttrValue> {
        self.0.first.get().then(AttrValue::default)
    }

    /// Says that a comment waits for its turn, which is when the callback is
    /// called.
    pub fn wait(&self, turn: Callback<()>) {
        self.0.waiting.borrow_mut().push(turn);
    }

    /// Gives each of so many comments its turn, in tasks of their own. False
    /// where the thread does not come to life.
    pub async fn take_over(&self, mut count: usize) -> bool {
        // In a thread that lives each look finds one, and the last none.
        for _ in 0..count + LOOKS {
            sleep(0).await;
            self.0.first.set(false);
            // What is shown first comes last: Yew tells children backwards.
            let turn = self.0.waiting.borrow_mut().pop();
            if let Some(turn) = turn {
                turn.emit(());
                count -= 1;
            } else if count == 0 {
                break;
            }
        }
        count == 0
    }
}

/// A comment's own app in the HTML that stands.
#[derive(Default)]
pub struct Island(Option<AppHandle<Comment>>);

impl Island {
    /// Takes over the HTML, which shows this.
    pub fn rise(&mut self, shown: &CommentProps) {
        let article = article_id(&shown.row.comment.id);
        let stage = shown.rendered.0.stage.as_ref();
        let item = stage.and_then(|stage| stage.around(&article));
        self.0 = item.map(|item| item.hydrate::<Comment>(shown.clone()));
    }

    /// Shows something else, where the comment is alive.
    pub fn show(&mut self, comment: &CommentProps) {
        if let Some(app) = &mut self.0 {
            app.update(comment.clone());
        }
    }

    /// Ends it.
    pub fn sink(&mut self) {
        if let Some(app) = self.0.take() {
            app.destroy();
        }
    }
}
