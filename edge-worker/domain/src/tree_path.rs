//! Positions of comments in their thread's tree.
//!
//! A tree path is a string of one key per level, each key a comment's number within
//! the thread. Keys compare like the numbers they stand for, and a parent's path is
//! a prefix of its replies' paths. So sorting by path is the tree's order, and
//! "after this path" is a cursor that no later comment can disturb.

use crate::Sort;
use std::cmp::Ordering;

const DIGITS: &[u8; 32] = b"0123456789abcdefghijklmnopqrstuv";

/// Levels that a tree path spells out. A deeper reply becomes one of the replies of
/// its ancestor at this level, in order of time; its parent stays recorded. It
/// bounds the length of an index entry to about half a kilobyte.
pub const LEVELS: usize = 100;

/// One level's key: the number of its base-32 digits, then the digits.
fn key(number: u64) -> String {
    let mut digits = Vec::new();
    let mut rest = number;
    loop {
        digits.push(DIGITS[(rest % 32) as usize]);
        rest /= 32;
        if rest == 0 {
            break;
        }
    }
    digits.push(DIGITS[digits.len()]);
    digits.reverse();
    digits.into_iter().map(char::from).collect()
}

/// The tree path of comment `number` on the page itself.
pub fn root(number: u64) -> String {
    key(number)
}

/// The tree path of comment `number` below the comment at `parent`.
pub fn below(parent: &str, number: u64) -> String {
    let cut = level_end(parent, LEVELS - 1).unwrap_or(parent.len());
    format!("{}{}", &parent[..cut], key(number))
}

/// The byte at which the first `levels` levels of a path end, if it has more.
fn level_end(tree_path: &str, levels: usize) -> Option<usize> {
    let bytes = tree_path.as_bytes();
    let mut at = 0;
    for _ in 0..levels {
        if at >= bytes.len() {
            return None;
        }
        let length = DIGITS.iter().position(|d| *d == bytes[at])?;
        at += 1 + length;
    }
    (at < bytes.len()).then_some(at)
}

/// The first level of a tree path: the discussion on the page that it belongs to.
pub fn root_of(tree_path: &str) -> &str {
    &tree_path[..level_end(tree_path, 1).unwrap_or(tree_path.len())]
}

/// Compares two tree paths in an order that time alone decides; in any other this
/// is the order within one discussion.
pub fn compare(sort: Sort, a: &str, b: &str) -> Ordering {
    match sort {
        Sort::Newest => root_of(b).cmp(root_of(a)).then_with(|| a.cmp(b)),
        _ => a.cmp(b),
    }
}

/// True for text that has the form of a tree path.
pub fn is_tree_path(text: &str) -> bool {
    text.len() <= LEVELS * 15 && text.bytes().all(|b| DIGITS.contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_compare_like_numbers() {
        let numbers = [
            0,
            1,
            9,
            31,
            32,
            33,
            1_023,
            1_024,
            99_999,
            1_000_000,
            u64::MAX,
        ];
        for pair in numbers.windows(2) {
            assert!(
                key(pair[0]) < key(pair[1]),
                "{} against {}",
                pair[0],
                pair[1]
            );
        }
    }

    #[test]
    fn a_parent_comes_before_its_replies_and_they_before_the_next_comment() {
        let first = root(1);
        let reply = below(&first, 40);
        let deeper = below(&reply, 2_000);
        let second = root(2);
        let mut places = vec![second.clone(), deeper.clone(), first.clone(), reply.clone()];
        places.sort();
        assert_eq!(places, [first, reply, deeper, second]);
    }

    #[test]
    fn very_deep_replies_stay_in_order_with_bounded_places() {
        let mut tree_path = root(0);
        let mut before = tree_path.clone();
        for number in 1..1_000 {
            tree_path = below(&tree_path, number);
            assert!(before < tree_path, "reply {number}");
            assert!(tree_path.len() <= LEVELS * 4);
            assert!(is_tree_path(&tree_path));
            before = tree_path.clone();
        }
    }

    #[test]
    fn the_newest_discussion_comes_first_and_its_replies_in_order() {
        let roots: Vec<String> = [1, 31, 32, 1_000, 40_000].map(root).to_vec();
        for (n, a) in roots.iter().enumerate() {
            assert_eq!(root_of(a), a);
            let reply = below(a, 50_000);
            assert_eq!(root_of(&reply), a);
            assert_eq!(compare(Sort::Newest, a, &reply), Ordering::Less);
            assert_eq!(
                compare(Sort::Newest, &reply, &below(a, 50_001)),
                Ordering::Less
            );
            for b in &roots[n + 1..] {
                assert_eq!(compare(Sort::Newest, &reply, b), Ordering::Greater);
                assert_eq!(compare(Sort::Oldest, &reply, b), Ordering::Less);
            }
        }
    }
}
