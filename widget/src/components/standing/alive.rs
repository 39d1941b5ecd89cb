//! In a reader's browser: comments that stand in the page and live.

use crate::browser::stage::Stage;
use crate::browser::{is_visible, sleep};
use crate::components::article::CommentProps;
use crate::components::comment::Comment;
use crate::state::app::article_id;
use std::cell::RefCell;
use std::rc::Rc;
use yew::html::ImplicitClone;
use yew::{AppHandle, AttrValue};

/// Comments in one task. On a slow phone one takes half a frame.
const AT_ONCE: usize = 2;

/// The comments that live, until the thread takes them; none by default.
#[derive(Clone, Default)]
pub struct Rendered(Rc<RefCell<Vec<(String, Standing)>>>);

impl ImplicitClone for Rendered {}

/// By identity.
impl PartialEq for Rendered {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Rendered {
    /// Takes over the comments that stand in an element and show this, in
    /// several tasks. `None` where the element was taken out of the page, or
    /// where something else than what the worker rendered is around a comment.
    /// Where it is inside of one, Yew ends the module.
    pub async fn take_over(stage: &Stage, comments: Vec<CommentProps>) -> Option<Self> {
        let mut all = Vec::new();
        for (nth, comment) in comments.into_iter().enumerate() {
            let id = comment.row.comment.id.clone();
            let item = stage.item(&article_id(&id))?;
            all.push((id, Standing(item.hydrate::<Comment>(comment))));
            // Where nobody looks, each wait could take a second.
            if nth % AT_ONCE == 0 && is_visible() {
                sleep(0).await;
                if !stage.is_connected() {
                    return None;
                }
            }
        }
        Some(Self(Rc::new(RefCell::new(all))))
    }

    /// The comment with this id. Only once: where it comes back, it does not
    /// stand any more.
    pub fn take(&self, id: &str) -> Option<Standing> {
        let mut all = self.0.borrow_mut();
        let nth = all.iter().position(|(known, _)| known == id)?;
        Some(all.swap_remove(nth).1)
    }
}

/// A comment's own app in the HTML that stands.
pub struct Standing(AppHandle<Comment>);

impl Standing {
    /// Nothing: the HTML stands, and nobody reads it here.
    pub fn html(&self) -> AttrValue {
        AttrValue::default()
    }

    /// Shows something else.
    pub fn show(&mut self, comment: &CommentProps) {
        self.0.update(comment.clone());
    }

    /// Takes it out of its element.
    pub fn end(self) {
        self.0.destroy();
    }
}
