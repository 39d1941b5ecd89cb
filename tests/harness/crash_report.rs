//! Says in each failure which part of a stack had ended by then: without it,
//! a worker that died shows as many tests that found nobody.

use bedside_xtask::stack::Stack;
use std::panic;
use std::sync::{Arc, Mutex, Once, PoisonError, Weak};

static STACKS: Mutex<Vec<Weak<Stack>>> = Mutex::new(Vec::new());

/// From here on a test that fails tells whether this stack runs.
pub fn watch(stack: &Arc<Stack>) {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |failure| {
            before(failure);
            for words in ended() {
                eprintln!("{words}");
            }
        }));
    });
    let mut stacks = STACKS.lock().unwrap_or_else(PoisonError::into_inner);
    stacks.retain(|stack| stack.strong_count() > 0);
    stacks.push(Arc::downgrade(stack));
}

/// Last lines of the parts that ended and were not told to.
fn ended() -> Vec<String> {
    let stacks = STACKS.lock().unwrap_or_else(PoisonError::into_inner);
    let running = stacks.iter().filter_map(Weak::upgrade);
    running
        .flat_map(|stack| [stack.worker().ended(), stack.provider().ended()])
        .flatten()
        .collect()
}
