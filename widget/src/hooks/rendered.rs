//! The comments whose HTML stands before the thread comes to life. The worker
//! renders each by itself, so that the browser can take over one by one.

#[cfg(any(feature = "reader", feature = "ssr"))]
use crate::components::comment::Comment;
use crate::components::comment::CommentProps;
#[cfg(feature = "reader")]
use crate::{
    browser::{sleep, stage::Stage},
    state::app::article_id,
};
use std::cell::RefCell;
use std::rc::Rc;
#[cfg(feature = "reader")]
use yew::AppHandle;
use yew::AttrValue;
use yew::Callback;

/// The comments that stand, until each is taken. None by default.
#[derive(Clone, Default)]
pub struct Rendered(Rc<Inner>);

#[derive(Default)]
struct Inner {
    /// By a comment's id.
    html: RefCell<Vec<(String, AttrValue)>>,
    #[cfg(feature = "reader")]
    stage: Option<Stage>,
    #[cfg(feature = "reader")]
    waiting: RefCell<Vec<Callback<()>>>,
}

impl yew::html::ImplicitClone for Rendered {}

/// By identity.
impl PartialEq for Rendered {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Rendered {
    /// The standing HTML of a comment. Only once: the place that it has then
    /// keeps it, and a later one is shown anew.
    pub fn take(&self, id: &str) -> Option<AttrValue> {
        let mut html = self.0.html.borrow_mut();
        let nth = html.iter().position(|(known, _)| known == id)?;
        Some(html.swap_remove(nth).1)
    }

    /// Says that a comment waits for its turn, which is when the callback is
    /// called. Outside a reader's browser it never comes.
    pub fn wait(&self, turn: Callback<()>) {
        #[cfg(feature = "reader")]
        self.0.waiting.borrow_mut().push(turn);
        #[cfg(not(feature = "reader"))]
        drop(turn);
    }
}

#[cfg(feature = "ssr")]
impl Rendered {
    /// Renders comments.
    pub async fn render(comments: Vec<CommentProps>) -> Self {
        let mut html = Vec::with_capacity(comments.len());
        for comment in comments {
            let id = comment.row.comment.id.clone();
            let inside = yew::LocalServerRenderer::<Comment>::with_props(comment)
                .render()
                .await;
            let item = [r#"<div class="item">"#, &inside, "</div>"].concat();
            html.push((id, item.into()));
        }
        Self(Rc::new(Inner {
            html: RefCell::new(html),
            ..Inner::default()
        }))
    }
}

/// How often to look for the next comment that waits for its turn.
#[cfg(feature = "reader")]
const LOOKS: usize = 200;

#[cfg(feature = "reader")]
impl Rendered {
    /// The comments that stand in an element, by their ids.
    pub fn found(stage: &Stage, ids: impl Iterator<Item = String>) -> Self {
        Self(Rc::new(Inner {
            html: RefCell::new(ids.map(|id| (id, AttrValue::default())).collect()),
            stage: Some(stage.clone()),
            ..Inner::default()
        }))
    }

    /// Gives each of so many comments its turn, in tasks of their own. False
    /// where one did not come to life: its HTML is not what was rendered.
    pub async fn take_over(&self, mut count: usize) -> bool {
        // In a thread that lives each look but the first finds one.
        for _ in 0..count + LOOKS {
            sleep(0).await;
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
pub struct Island {
    #[cfg(feature = "reader")]
    app: Option<AppHandle<Comment>>,
}

#[cfg(feature = "reader")]
impl Island {
    /// Takes over the HTML, which shows this.
    pub fn rise(&mut self, shown: &CommentProps) {
        let article = article_id(&shown.row.comment.id);
        let stage = shown.rendered.0.stage.as_ref();
        self.app = stage
            .and_then(|stage| stage.around(&article))
            .map(|item| item.hydrate::<Comment>(shown.clone()));
    }

    /// Shows something else, where the comment is alive.
    pub fn show(&mut self, comment: &CommentProps) {
        if let Some(app) = &mut self.app {
            app.update(comment.clone());
        }
    }

    /// Ends it.
    pub fn sink(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
    }
}

/// Only a reader's browser has HTML to take over.
#[cfg(not(feature = "reader"))]
impl Island {
    /// Nothing.
    pub fn rise(&mut self, _: &CommentProps) {}

    /// Nothing.
    pub fn show(&mut self, _: &CommentProps) {}

    /// Nothing.
    pub fn sink(&mut self) {}
}
