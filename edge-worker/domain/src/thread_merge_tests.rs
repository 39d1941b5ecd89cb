use super::*;
use std::collections::BTreeMap;

/// Numbers that look random and are the same each time (Numerical Recipes' LCG).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223) % (1 << 32);
        (self.0 >> 8) % n
    }
}

/// A thread as the store has it: by tree path.
#[derive(Default, Clone)]
struct Thread {
    rows: BTreeMap<String, Stand>,
    next: u64,
}

impl Thread {
    fn new() -> Self {
        Self {
            rows: BTreeMap::new(),
            next: 1,
        }
    }

    fn add(&mut self, id: &str, tree_path: String, created_at: Millis) {
        let stand = Stand {
            id: id.into(),
            tree_path: tree_path.clone(),
            created_at,
            public: 1,
        };
        let before = self.rows.insert(tree_path, stand);
        assert!(before.is_none(), "{id} took the tree_path of {before:?}");
    }

    fn random(name: &str, dice: &mut Dice, comments: u64) -> Self {
        let mut thread = Self::new();
        let mut time = dice.below(50) as Millis;
        for n in 0..comments {
            time += dice.below(9) as Millis;
            let number = thread.next;
            thread.next += 1;
            let places: Vec<String> = thread.rows.keys().cloned().collect();
            let tree_path = match dice.below(3) {
                0 if !places.is_empty() => {
                    let parent = &places[dice.below(places.len() as u64) as usize];
                    tree_path::below(parent, number)
                }
                _ => tree_path::root(number),
            };
            thread.add(&format!("{name}{n}"), tree_path, time);
        }
        thread
    }

    /// Ids of each discussion, in the tree's order, with when it began.
    fn discussions(&self) -> Vec<(Millis, Vec<String>)> {
        let mut all: Vec<(String, Millis, Vec<String>)> = Vec::new();
        for (tree_path, stand) in &self.rows {
            let root = tree_path::root_of(tree_path);
            match all.last_mut() {
                Some((last, _, ids)) if last == root => ids.push(stand.id.clone()),
                _ => all.push((root.into(), stand.created_at, vec![stand.id.clone()])),
            }
        }
        all.into_iter().map(|(_, time, ids)| (time, ids)).collect()
    }

    fn part(&self, after: &str, before: &str, limit: usize) -> RowBatch {
        let fits =
            |stand: &&Stand| stand.tree_path.as_str() > after && stand.tree_path.as_str() < before;
        let mut rows: Vec<Stand> = self
            .rows
            .values()
            .filter(fits)
            .take(limit + 1)
            .cloned()
            .collect();
        let more = rows.len() > limit;
        rows.truncate(limit);
        RowBatch { rows, more }
    }
}

/// Merges to the end; `meanwhile` happens after each step.
fn merge(
    into: &mut Thread,
    from: &mut Thread,
    limit: usize,
    mut meanwhile: impl FnMut(&mut Thread, &mut Thread),
) -> (usize, usize) {
    let (mut progress, next) = Progress::start(into.next, from.next);
    into.next = next;
    let (mut steps, mut moves) = (0, 0);
    loop {
        let (after, before) = progress.unsettled();
        let parts = (into.part(after, &before, limit), from.part("", "~", limit));
        let was = progress.clone();
        let moved = progress.step(parts.0, parts.1);
        steps += 1;
        assert!(moved.len() <= 2 * limit);
        if moved.is_empty() && progress == was {
            assert!(from.rows.is_empty(), "left behind");
            return (steps, moves);
        }
        moves += moved.len();
        for Moved {
            id,
            side,
            tree_path,
            ..
        } in moved
        {
            let source = if side == Side::Into {
                &mut *into
            } else {
                &mut *from
            };
            let old = source
                .rows
                .values()
                .find(|s| s.id == id)
                .map(|s| s.tree_path.clone());
            let stand = source.rows.remove(&old.unwrap()).unwrap();
            into.add(&id, tree_path, stand.created_at);
        }
        meanwhile(into, from);
    }
}

/// Both threads' discussions by when they began; the receiving one's first
/// where two began at once.
fn expected(into: &Thread, from: &Thread) -> Vec<Vec<String>> {
    let (mut a, mut b) = (
        into.discussions().into_iter().peekable(),
        from.discussions().into_iter().peekable(),
    );
    let mut all = Vec::new();
    loop {
        let next = match (a.peek(), b.peek()) {
            (Some(x), Some(y)) if y.0 < x.0 => b.next(),
            (Some(_), _) => a.next(),
            (None, _) => b.next(),
        };
        match next {
            Some((_, ids)) => all.push(ids),
            None => return all,
        }
    }
}

fn ids(thread: &Thread) -> Vec<Vec<String>> {
    thread
        .discussions()
        .into_iter()
        .map(|(_, ids)| ids)
        .collect()
}

#[test]
fn discussions_stand_in_the_order_they_began_in() {
    let mut dice = Dice(7);
    for round in 0..300 {
        let sizes = (dice.below(30), dice.below(30));
        let mut into = Thread::random("i", &mut dice, sizes.0);
        let mut from = Thread::random("f", &mut dice, sizes.1);
        let wanted = expected(&into, &from);
        let limit = 1 + dice.below(8) as usize;
        merge(&mut into, &mut from, limit, |_, _| ());
        assert_eq!(ids(&into), wanted, "round {round}, {limit} at a time");
    }
}

#[test]
fn nothing_is_moved_that_stands_right() {
    let mut dice = Dice(3);
    let old = Thread::random("o", &mut dice, 40);
    let mut new = Thread::new();
    for n in 1..=10 {
        new.add(
            &format!("n{n}"),
            tree_path::root(n),
            1_000_000 + n as Millis,
        );
    }
    new.next = 11;
    let (_, moves) = merge(&mut old.clone(), &mut new, 7, |_, _| ());
    assert_eq!(moves, 10, "only those that come");
    let (_, moves) = merge(&mut old.clone(), &mut Thread::new(), 7, |_, _| ());
    assert_eq!(moves, 0);
}

#[test]
fn steps_are_bounded_by_what_there_is() {
    let mut dice = Dice(5);
    let mut into = Thread::random("i", &mut dice, 400);
    let mut from = Thread::random("f", &mut dice, 400);
    let (steps, moves) = merge(&mut into, &mut from, 50, |_, _| ());
    assert!(moves <= 800);
    assert!(steps <= 800 / 50 + 2, "{steps} steps");
}

#[test]
fn replies_that_come_meanwhile_stay_with_their_discussion() {
    let mut dice = Dice(11);
    for round in 0..200 {
        let mut into = Thread::random("i", &mut dice, 25);
        let mut from = Thread::random("f", &mut dice, 25);
        let wanted = expected(&into, &from);
        let mut posted = 0;
        let mut root_of_reply = BTreeMap::new();
        merge(&mut into, &mut from, 4, |into, from| {
            if posted == 10 {
                return;
            }
            // As the worker does it: the receiving thread gives all numbers.
            let number = into.next;
            into.next += 1;
            let thread = if dice.below(2) == 0 && !from.rows.is_empty() {
                from
            } else {
                into
            };
            let parents: Vec<Stand> = thread.rows.values().cloned().collect();
            let parent = &parents[dice.below(parents.len() as u64) as usize];
            let id = format!("new{posted}");
            thread.add(&id, tree_path::below(&parent.tree_path, number), 9_999_999);
            root_of_reply.insert(id, parent.id.clone());
            posted += 1;
        });
        let discussions = ids(&into);
        for (reply, parent) in &root_of_reply {
            let of = |id: &String| discussions.iter().position(|ids| ids.contains(id));
            assert_eq!(
                of(reply),
                of(parent),
                "round {round}: {reply} under {parent}"
            );
        }
        let without: Vec<Vec<String>> = discussions
            .into_iter()
            .map(|ids| {
                ids.into_iter()
                    .filter(|id| !id.starts_with("new"))
                    .collect()
            })
            .collect();
        assert_eq!(without, wanted, "round {round}");
    }
}
