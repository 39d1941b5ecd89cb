//! Invented threads of any length, the same for the same random seed.

use super::phrases::{self, Kind};
use super::tree::Tree;
use jiff::Timestamp;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

/// 2020-01-06, when every invented thread begins, in seconds since 1970. A
/// million comments end before 2026.
const BEGINNING: i64 = 1_578_268_800;
/// Seconds between a comment and the next, at least and below which.
const PAUSE: std::ops::Range<i64> = 20..340;

/// A comment of an invented thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invented {
    /// The reference that the import recognises it by: the same in each run.
    pub reference: String,
    /// The reference of the comment that it answers.
    pub parent: Option<String>,
    /// The name shown.
    pub author: String,
    /// True for a comment of the site's team.
    pub staff: bool,
    /// RFC 3339; no two of a thread are alike.
    pub time: String,
    /// Markdown.
    pub body: String,
    /// Votes for and against it.
    pub votes: (u32, u32),
}

impl Invented {
    /// As the import route takes it.
    pub fn to_json(&self) -> Value {
        json!({
            "ref": self.reference,
            "parent": self.parent,
            "author": self.author,
            "role": if self.staff { "moderator" } else { "member" },
            "time": self.time,
            "body": self.body,
            "up": self.votes.0,
            "down": self.votes.1,
        })
    }
}

/// An invented thread without end. A longer one begins with the comments of a
/// shorter one, so that filling can go on later.
pub struct Generated {
    seed: u64,
    random: ChaCha8Rng,
    /// A stream of its own: comments stay what they were before they had votes.
    voters: ChaCha8Rng,
    tree: Tree,
    seconds: i64,
    next: usize,
}

impl Generated {
    /// The thread of a random seed.
    pub fn new(seed: u64) -> Self {
        let mut voters = ChaCha8Rng::seed_from_u64(seed);
        voters.set_stream(1);
        Self {
            seed,
            voters,
            random: ChaCha8Rng::seed_from_u64(seed),
            tree: Tree::default(),
            seconds: BEGINNING,
            next: 0,
        }
    }

    fn reference(&self, number: usize) -> String {
        format!("generated-{}-{number}", self.seed)
    }
}

impl Iterator for Generated {
    type Item = Invented;

    fn next(&mut self) -> Option<Invented> {
        let number = self.next;
        self.next += 1;
        let random = &mut self.random;
        let parent = self.tree.grow(random);
        let staff = parent.is_some() && random.random_ratio(1, 40);
        let kind = match parent {
            _ if staff => Kind::Staff,
            Some(_) => Kind::Reply,
            None => Kind::Root,
        };
        let author = match staff {
            true => "The Waiting Room, editors".to_owned(),
            false => phrases::author(random),
        };
        let body = phrases::body(kind, random);
        self.seconds += random.random_range(PAUSE);
        let time = Timestamp::from_second(self.seconds).ok()?.to_string();
        Some(Invented {
            reference: self.reference(number),
            parent: parent.map(|parent| self.reference(parent)),
            author,
            staff,
            time,
            body,
            votes: votes(parent.is_none(), staff, &mut self.voters),
        })
    }
}

/// Votes as readers give them: most comments have few, what begins a discussion
/// and what the team says has more, and on one in eight people disagree.
fn votes(begins: bool, staff: bool, random: &mut ChaCha8Rng) -> (u32, u32) {
    let most = if begins || staff { 60.0 } else { 12.0 };
    // The cube makes the small numbers common.
    let mut some = |most: f64| (most * random.random::<f64>().powi(3)) as u32;
    let (up, against) = (some(most), some(most));
    match random.random_ratio(1, 8) {
        true => (up, against),
        false => (up, up / 16),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_thread() {
        let thread = |seed| Generated::new(seed).take(500).collect::<Vec<_>>();
        assert_eq!(thread(1), thread(1));
        assert_ne!(thread(1)[0].body, thread(2)[0].body);
        assert!(thread(1).is_sorted_by(|a, b| a.time < b.time));
    }

    #[test]
    fn some_comments_are_liked_and_some_disputed() {
        let votes: Vec<_> = Generated::new(1).take(2_000).map(|it| it.votes).collect();
        let count = |is: &dyn Fn(u32, u32) -> bool| votes.iter().filter(|v| is(v.0, v.1)).count();
        assert!(count(&|up, down| up > 20 && down < 4) > 50);
        assert!(count(&|up, down| up > 4 && down > 4) > 10);
        assert!(count(&|up, down| up == 0 && down == 0) > 200);
        assert!(votes.iter().all(|(up, down)| *up < 60 && *down < 60));
    }

    #[test]
    fn a_million_comments_end_before_now() {
        let latest = BEGINNING + 1_000_000 * (PAUSE.start + PAUSE.end) / 2;
        assert!(Timestamp::from_second(latest).unwrap().to_string().as_str() < "2026");
    }
}
