//! The comments of the first page as islands: each is hydrated by itself.
//!
//! Yew hydrates an app in one task. For a page of fifty comments that task is
//! the longest one of a visit, and on a slow phone the page answers to nothing
//! for its length. So the worker renders each comment of the first page as an
//! app of its own, and the browser takes over two of them in a task; between
//! tasks a scroll or a press has its turn. The thread around them leaves their
//! HTML alone and passes each its props, so that an island shows the same state
//! as a comment that came later and is part of the thread's own app.

use crate::components::article::CommentProps;
#[cfg(any(feature = "reader", feature = "ssr"))]
use crate::components::comment::Comment;
use std::cell::RefCell;
use std::rc::Rc;
use yew::AttrValue;
use yew::html::ImplicitClone;
#[cfg(feature = "reader")]
use {
    crate::browser::{is_visible, mount_point::MountPoint, sleep},
    crate::state::app::article_id,
    yew::AppHandle,
};

/// The islands that the thread has not taken yet; none by default.
#[derive(Clone, Default)]
pub struct Islands(Rc<RefCell<Vec<(String, Island)>>>);

impl ImplicitClone for Islands {}

/// By identity.
impl PartialEq for Islands {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Islands {
    /// Takes the island of the comment with this id. A comment that comes back
    /// later is a part of the thread.
    pub fn take(&self, id: &str) -> Option<Island> {
        let mut all = self.0.borrow_mut();
        let nth = all.iter().position(|(known, _)| known == id)?;
        Some(all.swap_remove(nth).1)
    }
}

#[cfg(feature = "ssr")]
impl Islands {
    /// Renders comments.
    pub async fn render(comments: Vec<CommentProps>) -> Self {
        let mut all = Vec::with_capacity(comments.len());
        for comment in comments {
            let id = comment.row.comment.id.clone();
            let html = yew::LocalServerRenderer::<Comment>::with_props(comment)
                .render()
                .await;
            let island = Island {
                html: [r#"<div class="item">"#, &html, "</div>"].concat().into(),
                #[cfg(feature = "reader")]
                app: None,
            };
            all.push((id, island));
        }
        Self(Rc::new(RefCell::new(all)))
    }
}

/// Comments in one task. On a slow phone one takes half a frame.
#[cfg(feature = "reader")]
const AT_ONCE: usize = 2;

#[cfg(feature = "reader")]
impl Islands {
    /// Hydrates the comments that were rendered in an element, in several tasks. `None` where the element was taken out of the page, or
    /// where something else than what the worker rendered is around a comment.
    /// Where it is inside of one, Yew ends the module.
    pub async fn take_over(mount_point: &MountPoint, comments: Vec<CommentProps>) -> Option<Self> {
        let mut all = Vec::new();
        let last = comments.len();
        let mut comments = comments.into_iter();
        for nth in 0..=last {
            // The engine compiles on first use: the first takes as long as many.
            if nth < 2 || nth % AT_ONCE == 0 || nth == last {
                // Where nobody looks, each wait could take a second.
                if is_visible() {
                    sleep(0).await;
                }
                if !mount_point.is_connected() {
                    return None;
                }
            }
            if let Some(comment) = comments.next() {
                let id = comment.row.comment.id.clone();
                let item = mount_point.item(&article_id(&id))?;
                let island = Island {
                    html: AttrValue::default(),
                    app: Some(item.hydrate::<Comment>(comment)),
                };
                all.push((id, island));
            }
        }
        Some(Self(Rc::new(RefCell::new(all))))
    }
}

/// One comment with its HTML, which was there before the thread.
pub struct Island {
    /// As the worker renders it. In a browser it is empty: the HTML stands, and
    /// nobody reads it.
    pub html: AttrValue,
    /// Its own app in that HTML.
    #[cfg(feature = "reader")]
    app: Option<AppHandle<Comment>>,
}

impl Island {
    /// Shows something else.
    pub fn show(&mut self, comment: &CommentProps) {
        #[cfg(feature = "reader")]
        if let Some(app) = &mut self.app {
            app.update(comment.clone());
        }
        #[cfg(not(feature = "reader"))]
        let _nothing_changes_here = comment;
    }

    /// Takes it out of its element.
    pub fn end(self) {
        #[cfg(feature = "reader")]
        if let Some(app) = self.app {
            app.destroy();
        }
    }
}
