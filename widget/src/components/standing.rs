//! The comments that stand before the thread around them does: the worker
//! renders each by itself, so that the browser can take over one by one.

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

/// The comments that stand, until the thread takes them; none by default.
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
    /// The comment with this id. Only once: where it comes back, it does not
    /// stand any more.
    pub fn take(&self, id: &str) -> Option<Standing> {
        let mut all = self.0.borrow_mut();
        let nth = all.iter().position(|(known, _)| known == id)?;
        Some(all.swap_remove(nth).1)
    }
}

#[cfg(feature = "ssr")]
impl Rendered {
    /// Renders comments.
    pub async fn render(comments: Vec<CommentProps>) -> Self {
        let mut all = Vec::with_capacity(comments.len());
        for comment in comments {
            let id = comment.row.comment.id.clone();
            let html = yew::LocalServerRenderer::<Comment>::with_props(comment)
                .render()
                .await;
            let standing = Standing {
                html: [r#"<div class="item">"#, &html, "</div>"].concat().into(),
                #[cfg(feature = "reader")]
                app: None,
            };
            all.push((id, standing));
        }
        Self(Rc::new(RefCell::new(all)))
    }
}

/// Comments in one task. On a slow phone one takes half a frame.
#[cfg(feature = "reader")]
const AT_ONCE: usize = 2;

#[cfg(feature = "reader")]
impl Rendered {
    /// Takes over the comments that stand in an element and show this, in
    /// several tasks. `None` where the element was taken out of the page, or
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
                let standing = Standing {
                    html: AttrValue::default(),
                    app: Some(item.hydrate::<Comment>(comment)),
                };
                all.push((id, standing));
            }
        }
        Some(Self(Rc::new(RefCell::new(all))))
    }
}

/// A comment that was there before the thread.
pub struct Standing {
    /// As the worker renders it. In a browser it is empty: the HTML stands, and
    /// nobody reads it.
    pub html: AttrValue,
    /// Its own app in that HTML.
    #[cfg(feature = "reader")]
    app: Option<AppHandle<Comment>>,
}

impl Standing {
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
