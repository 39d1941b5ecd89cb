//! Comments that a folded branch hides, by how deep they are indented: that is the
//! tree as a reader sees it.

/// For each comment of a list, by its depth and whether its replies are folded:
/// whether it is hidden. The list begins with one that is not.
pub fn hidden(list: impl IntoIterator<Item = (u16, bool)>) -> Vec<bool> {
    // The depth of the comment whose replies are hidden.
    let mut below: Option<u16> = None;
    let is_hidden = |(depth, closed): (u16, bool)| {
        below = below.filter(|top| depth > *top);
        let is_hidden = below.is_some();
        if closed && !is_hidden {
            below = Some(depth);
        }
        is_hidden
    };
    list.into_iter().map(is_hidden).collect()
}

/// The comments that one of this depth replies to, directly or not: out of those
/// above it, each with its depth, the nearest first. No more of them are looked
/// at than it takes.
pub fn around<T>(mut depth: u16, above: impl IntoIterator<Item = (u16, T)>) -> Vec<T> {
    let mut found = Vec::new();
    let mut above = above.into_iter();
    while depth > 0
        && let Some((here, comment)) = above.next()
    {
        if here < depth {
            depth = here;
            found.push(comment);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_deeper_than_a_folded_comment_is_hidden_until_the_next_one() {
        let list = [
            (0, true),
            (1, false),
            (2, true),
            (1, false),
            (0, false),
            (1, true),
            (2, false),
            (1, false),
        ];
        let expected = [false, true, true, true, false, false, true, false];
        assert_eq!(hidden(list), expected);
    }

    #[test]
    fn the_comments_around_one_are_found_without_looking_further() {
        // Above it, the nearest first.
        let above = [(3, "sibling"), (2, "parent"), (2, "aunt"), (0, "root")];
        let looked = std::cell::Cell::new(0);
        let counted = above.into_iter().chain([(0, "elsewhere")]);
        let counted = counted.inspect(|_| looked.set(looked.get() + 1));
        assert_eq!(around(3, counted), ["parent", "root"]);
        assert_eq!(looked.get(), 4);
        assert!(around(0, above).is_empty());
        assert!(around(1, [(1, "sibling")]).is_empty());
    }
}
