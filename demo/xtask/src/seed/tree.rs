//! Parents of the comments of an invented thread.
//!
//! Shapes as long threads have them: many comments that nobody answers,
//! branches that go on for a while, two people who never stop answering each
//! other, and one discussion that everybody joins.

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use std::collections::VecDeque;

/// The comment that everybody answers: not one of those that a thread's first
/// page shows.
pub const POPULAR: usize = 60;
/// For the same reason nobody begins a long chain before this one.
const CHAINS_FROM: usize = 200;
/// Comments below it, once the thread is long enough.
pub const POPULAR_REPLIES: usize = 3_000;
/// Depth of a chain of two people who answer only each other; the page itself is at 0.
pub const CHAIN_DEPTH: usize = 60;
/// Depth of everybody else's replies.
const BRANCH_DEPTH: usize = 14;
/// People answer what was written lately: one of so many last comments.
const RECENT: usize = 200;

/// A comment with its depth.
#[derive(Debug, Clone, Copy)]
struct Node {
    number: usize,
    depth: usize,
}

/// A growing thread. It remembers only what may still be answered.
#[derive(Debug, Default)]
pub struct Tree {
    next: usize,
    recent: VecDeque<Node>,
    popular: VecDeque<Node>,
    popular_replies: usize,
    chain: Option<Node>,
}

impl Tree {
    /// The number of the comment that the next one answers, if any.
    pub fn grow(&mut self, random: &mut ChaCha8Rng) -> Option<usize> {
        let number = self.next;
        self.next += 1;
        if number == POPULAR {
            return None;
        }
        match random.random_range(0..100) {
            0..10 if number > POPULAR && self.popular_replies < POPULAR_REPLIES => {
                self.join_popular(number, random)
            }
            0..14 if number >= CHAINS_FROM => self.go_on_with_chain(number),
            ..45 => self.branch(number, None),
            _ => {
                // Nearer ones more often.
                let back = random
                    .random_range(0..RECENT)
                    .min(random.random_range(0..RECENT));
                let answered = self.recent.iter().rev().nth(back).copied();
                self.branch(number, answered)
            }
        }
    }

    fn join_popular(&mut self, number: usize, random: &mut ChaCha8Rng) -> Option<usize> {
        let root = Node {
            number: POPULAR,
            depth: 1,
        };
        let answered = match random.random_ratio(1, 2) {
            true => self.popular.get(random.random_range(0..RECENT)).copied(),
            false => None,
        };
        let answered = answered
            .filter(|node| node.depth < BRANCH_DEPTH)
            .unwrap_or(root);
        let depth = answered.depth + 1;
        remember(&mut self.popular, Node { number, depth });
        self.popular_replies += 1;
        Some(answered.number)
    }

    fn go_on_with_chain(&mut self, number: usize) -> Option<usize> {
        let answered = self.chain.filter(|last| last.depth < CHAIN_DEPTH);
        self.chain = Some(Node {
            number,
            depth: answered.map_or(1, |last| last.depth + 1),
        });
        answered.map(|last| last.number)
    }

    fn branch(&mut self, number: usize, answered: Option<Node>) -> Option<usize> {
        let answered = answered.filter(|node| node.depth < BRANCH_DEPTH);
        let depth = answered.map_or(1, |node| node.depth + 1);
        remember(&mut self.recent, Node { number, depth });
        answered.map(|node| node.number)
    }
}

fn remember(nodes: &mut VecDeque<Node>, node: Node) {
    nodes.push_back(node);
    if nodes.len() > RECENT {
        nodes.pop_front();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    fn parents(count: usize) -> Vec<Option<usize>> {
        let mut random = ChaCha8Rng::seed_from_u64(7);
        let mut tree = Tree::default();
        (0..count).map(|_| tree.grow(&mut random)).collect()
    }

    /// Depth and discussion of each comment.
    fn placed(parents: &[Option<usize>]) -> Vec<(usize, usize)> {
        let mut placed: Vec<(usize, usize)> = Vec::new();
        for (number, parent) in parents.iter().enumerate() {
            placed.push(match parent {
                Some(parent) => (placed[*parent].0 + 1, placed[*parent].1),
                None => (1, number),
            });
        }
        placed
    }

    #[test]
    fn parents_come_before_their_replies() {
        let parents = parents(5_000);
        assert!(
            parents
                .iter()
                .enumerate()
                .all(|(n, p)| p.is_none_or(|p| p < n))
        );
    }

    #[test]
    fn a_thread_has_the_shapes_of_real_ones() {
        let placed = placed(&parents(60_000));
        let in_popular = placed.iter().filter(|(_, root)| *root == POPULAR).count();
        assert_eq!(in_popular, 1 + POPULAR_REPLIES);
        let deepest = placed.iter().filter(|(depth, _)| *depth == CHAIN_DEPTH);
        assert!(deepest.count() >= 10);
        let roots = placed.iter().filter(|(depth, _)| *depth == 1).count();
        assert!((15_000..30_000).contains(&roots), "{roots}");
        let branches = placed.iter().filter(|(depth, _)| *depth == BRANCH_DEPTH);
        assert!(branches.count() >= 50);
    }
}
