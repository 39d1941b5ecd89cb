//! The position of a comment in the list on the screen.

use bedside_domain::tree_path::{compare, root_of};
use bedside_wire::{CommentView, Sort};
use std::cmp::Ordering;
use std::rc::Rc;

/// The position of a comment that was not part of a loaded page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Before the loaded part.
    Earlier,
    /// In it.
    Inside,
    /// After it.
    Later,
}

/// The order of a list.
#[derive(Debug, Clone, Copy)]
pub struct ListOrder {
    /// Of its discussions.
    pub sort: Sort,
    /// Comments stand alone, without a tree.
    pub flat: bool,
}

fn same_discussion(a: &CommentView, b: &CommentView) -> bool {
    root_of(&a.tree_path) == root_of(&b.tree_path)
}

impl ListOrder {
    /// Compares two comments, where time decides.
    fn by_time(self, a: &CommentView, b: &CommentView) -> Ordering {
        if !self.flat {
            return compare(self.sort.known(), &a.tree_path, &b.tree_path);
        }
        let order = (&a.time, &a.id).cmp(&(&b.time, &b.id));
        match self.sort {
            Sort::Newest => order.reverse(),
            _ => order,
        }
    }

    /// Returns a comment's index in a list. How discussions stand to each other in
    /// an order by rank only the worker knows: one that is new here goes to the
    /// end.
    pub fn position(self, list: &[Rc<CommentView>], comment: &CommentView) -> usize {
        if self.sort.known().is_by_time() {
            return list.partition_point(|known| self.by_time(known, comment).is_lt());
        }
        let end = list
            .iter()
            .rposition(|known| same_discussion(known, comment))
            .map_or(list.len(), |last| last + 1);
        let own = list[..end].iter().rev();
        let after = own.take_while(|known| {
            same_discussion(known, comment) && known.tree_path > comment.tree_path
        });
        end - after.count()
    }

    /// Returns the position of a comment that was not part of a loaded page; `before` and
    /// `after` tell whether more can be loaded there.
    pub fn reach(
        self,
        items: &[Rc<CommentView>],
        (before, after): (bool, bool),
        comment: &CommentView,
    ) -> Reach {
        let ranked = !self.sort.known().is_by_time();
        let inside = !self.flat && items.iter().any(|known| same_discussion(known, comment));
        let is_past = |known: &Rc<CommentView>, side| self.by_time(comment, known) == side;
        if inside {
            Reach::Inside
        } else if before && items.first().is_some_and(|it| is_past(it, Ordering::Less)) {
            Reach::Earlier
        } else if after && (ranked || items.last().is_none_or(|it| is_past(it, Ordering::Greater)))
        {
            Reach::Later
        } else {
            Reach::Inside
        }
    }
}
