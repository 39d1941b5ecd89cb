//! Texts of invented people: sentences of `phrases.txt` put together.
//!
//! Each sentence stands for itself, so that any of them may follow any other,
//! and most have a gap that a name, a place or a thing fills in.

use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The file: sections that begin with `# name`, one phrase on each line.
static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::parse(include_str!("phrases.txt")));

/// The kind of a comment, which chooses its opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A comment on the page.
    Root,
    /// A comment on a comment.
    Reply,
    /// A word of the site's own team.
    Staff,
}

struct Phrases(HashMap<&'static str, Vec<&'static str>>);

impl Phrases {
    fn parse(text: &'static str) -> Self {
        let mut sections: HashMap<_, Vec<_>> = HashMap::new();
        let mut section = "";
        for line in text.lines().filter(|line| !line.is_empty()) {
            match line.strip_prefix("# ") {
                Some(name) => section = name,
                None => sections.entry(section).or_default().push(line),
            }
        }
        Self(sections)
    }

    /// One phrase of a section; nothing of a section that is not there.
    fn pick(&self, section: &str, random: &mut ChaCha8Rng) -> &'static str {
        let section = self.0.get(section).map(Vec::as_slice).unwrap_or_default();
        section.choose(random).copied().unwrap_or_default()
    }

    /// One phrase, its gaps filled from the sections they name.
    fn say(&self, section: &str, random: &mut ChaCha8Rng) -> String {
        let mut said = String::new();
        let mut rest = self.pick(section, random);
        while let Some((before, gap)) = rest.split_once('{') {
            let (name, after) = gap.split_once('}').unwrap_or((gap, ""));
            said.push_str(before);
            said.push_str(self.pick(name, random));
            rest = after;
        }
        said.push_str(rest);
        said
    }
}

/// A shown name.
pub fn author(random: &mut ChaCha8Rng) -> String {
    let name = PHRASES.pick("names", random);
    match random.random_ratio(1, 2) {
        true => format!("{name} {}", PHRASES.pick("surnames", random)),
        false => name.to_owned(),
    }
}

/// A page's title.
pub fn title(random: &mut ChaCha8Rng) -> String {
    PHRASES.say("titles", random)
}

/// A comment's Markdown, from one sentence to three paragraphs.
pub fn body(kind: Kind, random: &mut ChaCha8Rng) -> String {
    let section = match kind {
        Kind::Root => "roots",
        Kind::Reply => "replies",
        Kind::Staff => "staff",
    };
    let mut body = PHRASES.say(section, random);
    // Most are short: the smaller of two throws.
    let more = random.random_range(0..9).min(random.random_range(0..9));
    for number in 0..more {
        body.push_str(if number % 4 == 3 { "\n\n" } else { " " });
        body.push_str(&PHRASES.say("middles", random));
    }
    if random.random_ratio(2, 5) {
        body.push(' ');
        body.push_str(&PHRASES.say("endings", random));
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use std::collections::HashSet;

    #[test]
    fn every_gap_names_a_section() {
        for phrase in PHRASES.0.values().flatten() {
            for gap in phrase.split('{').skip(1) {
                let (name, _) = gap.split_once('}').unwrap();
                assert!(PHRASES.0.contains_key(name), "{phrase}");
            }
        }
    }

    #[test]
    fn texts_seldom_repeat() {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        let all: HashSet<_> = (0..1_000).map(|_| body(Kind::Root, &mut random)).collect();
        assert!(all.len() > 900, "{}", all.len());
        assert!(all.iter().all(|body| !body.contains(['{', '}'])));
    }
}
