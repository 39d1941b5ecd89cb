//! Notices to pages' readers of what changed.

use crate::live_room::{self, EARLY, MOVED, RoomAddress};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use worker::Env;

/// Pages whose readers are about to be told, and of what.
#[derive(Default)]
pub struct ReaderNotices(Rc<RefCell<HashMap<String, PendingNotice>>>);

/// A notice that is about to go to a page's readers.
#[derive(Clone, Copy, Default)]
struct PendingNotice {
    /// The highest version of those there were meanwhile; 0 for none. A thread
    /// that becomes part of another one has versions of its own.
    version: u64,
    /// True where something private changed as well, which is told as version 0.
    private: bool,
}

impl PendingNotice {
    fn add(&mut self, version: u64) {
        self.version = self.version.max(version);
        self.private |= version == 0;
    }

    /// The versions to announce. A reader of the private one looks at no other,
    /// so that neither can stand for both.
    fn versions(self) -> impl Iterator<Item = u64> {
        let public = (self.version > 0).then_some(self.version);
        public.into_iter().chain(self.private.then_some(0))
    }
}

impl ReaderNotices {
    /// The future that tells a page's readers of a new version, at the end of this
    /// turn: of several versions they hear the last one. None where they are about
    /// to be told anyway. Rooms hold no truth: readers who missed a notice catch up
    /// with their next look.
    pub fn tell(
        &self,
        env: &Env,
        site: &str,
        page: String,
        version: u64,
    ) -> Option<impl Future<Output = ()> + use<>> {
        let mut all = self.0.borrow_mut();
        if let Some(news) = all.get_mut(&page) {
            news.add(version);
            return None;
        }
        all.entry(page.clone()).or_default().add(version);
        let (env, site, all) = (env.clone(), site.to_owned(), self.0.clone());
        Some(async move {
            let news = all.borrow_mut().remove(&page).unwrap_or_default();
            let (own, shared) = (
                RoomAddress::of(&site, &page),
                RoomAddress::shared(&site, &page),
            );
            for version in news.versions() {
                live_room::notify(&env, &own, version).await;
                match version {
                    0..EARLY => live_room::notify(&env, &shared, version).await,
                    EARLY..MOVED => live_room::disconnect(&env, &shared).await,
                    _ => {}
                }
            }
        })
    }
}
