//! Waiting for the next of something, but not for ever.

use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

/// A queue that one future reads and any callback fills.
pub struct Mailbox<T>(Rc<RefCell<MailboxState<T>>>);

struct MailboxState<T> {
    queue: VecDeque<T>,
    reader: Option<Waker>,
}

impl<T> Clone for Mailbox<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> Default for Mailbox<T> {
    fn default() -> Self {
        Self(Rc::new(RefCell::new(MailboxState {
            queue: VecDeque::new(),
            reader: None,
        })))
    }
}

impl<T: 'static> Mailbox<T> {
    /// Adds one and wakes the reader.
    pub fn put(&self, item: T) {
        self.0.borrow_mut().queue.push_back(item);
        self.wake();
    }

    /// The next one, or `None` when `within_ms` have passed without any.
    pub async fn next(&self, within_ms: u32) -> Option<T> {
        let due = Rc::new(Cell::new(false));
        // Dropped with this future, so that nothing rings after it.
        let _timer = Timeout::new(within_ms, {
            let due = Rc::clone(&due);
            let mailbox = self.clone();
            move || {
                due.set(true);
                mailbox.wake();
            }
        });
        poll_fn(|context| {
            let mut state = self.0.borrow_mut();
            if let Some(item) = state.queue.pop_front() {
                return Poll::Ready(Some(item));
            }
            if due.get() {
                return Poll::Ready(None);
            }
            state.reader = Some(context.waker().clone());
            Poll::Pending
        })
        .await
    }

    fn wake(&self) {
        let reader = self.0.borrow_mut().reader.take();
        if let Some(reader) = reader {
            reader.wake();
        }
    }
}

/// Waits.
pub async fn sleep(ms: u32) {
    Mailbox::<()>::default().next(ms).await;
}
