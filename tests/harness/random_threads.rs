//! Threads that look random and are the same each time.

use crate::world::World;
use bedside_wire::CommentView;
use bedside_wire::richtext::{Block, Inline};
use serde_json::json;

/// Numbers below a bound (Knuth's multiplier).
pub fn random_threads(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |below| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as usize % below
    }
}

/// Few votes, so that many comments have as many; on some nobody agrees.
fn votes(random: &mut dyn FnMut(usize) -> usize) -> (u32, u32) {
    let most = [1, 4, 30][random(3)];
    (random(most) as u32, random(most) as u32)
}

/// A thread: whom each comment answers, who of its authors has a role, and what
/// others think of it.
pub struct Tree {
    /// The comment that each one replies to.
    pub parents: Vec<Option<usize>>,
    /// True where its author has a role.
    pub staff: Vec<bool>,
    /// Votes for and against each comment.
    pub votes: Vec<(u32, u32)>,
}

impl Tree {
    /// Some of its discussions are long enough to be folded.
    pub fn grown(seed: u64) -> Self {
        let mut random = random_threads(seed);
        let size = 90 + random(150);
        let reply = |i: usize, random: &mut dyn FnMut(usize) -> usize| {
            (i > 0 && random(3) > 0).then(|| random(i))
        };
        Self {
            parents: (0..size).map(|i| reply(i, &mut random)).collect(),
            staff: (0..size).map(|_| random(30) == 0).collect(),
            votes: (0..size).map(|_| votes(&mut random)).collect(),
        }
    }

    /// A comment and all that follows from it, in the tree's order.
    pub fn below(&self, of: usize) -> Vec<usize> {
        let replies = (0..self.parents.len()).filter(|n| self.parents[*n] == Some(of));
        std::iter::once(of)
            .chain(replies.flat_map(|reply| self.below(reply)))
            .collect()
    }

    /// The text of a comment.
    pub fn text(n: usize) -> String {
        format!("Comment number {n}.")
    }

    /// Imports it.
    pub async fn is_imported(&self, world: &World, site: &str, page: &str) {
        let comments: Vec<_> = (0..self.parents.len())
            .map(|n| {
                json!({
                    "ref": n.to_string(),
                    "parent": self.parents[n].map(|parent| parent.to_string()),
                    "author": "Imported Person",
                    "role": if self.staff[n] { "moderator" } else { "member" },
                    "time": format!("2025-03-04T05:{:02}:{:02}Z", n / 40 % 60, n % 40),
                    "body": Self::text(n),
                    "up": self.votes[n].0,
                    "down": self.votes[n].1,
                })
            })
            .collect();
        let sent = json!({ "page": { "key": page }, "comments": comments });
        world.as_operator(site, "/import", &sent).await.expect(200);
    }
}

/// The words of a comment of one paragraph.
pub fn words(comment: &CommentView) -> String {
    match comment.body.as_slice() {
        [Block::P(text)] => match text.as_slice() {
            [Inline::T(text)] => text.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}
