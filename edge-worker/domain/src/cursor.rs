//! Cursors: opaque to clients, a kind and a key inside.

use crate::hashing::{base64url, from_base64url};
use crate::{DomainError, Millis, ids, tree_path};
use crate::{ErrorCode, Sort};
use strum::VariantArray;

/// A discussion's position in an order: its rank there, and its first comment's
/// tree path, which orders discussions of the same rank.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SortKey {
    /// Smaller ranks come first. 0 in the orders that time alone decides.
    pub rank: i64,
    /// The first level of its comments' tree paths.
    pub root: String,
}

/// A moment in a list in order of time, and the id that tells comments of the
/// same moment apart.
pub type TimeCursor = (Millis, String);

/// The start of a page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cursor {
    /// Discussions after this one, in this order.
    After(Sort, SortKey),
    /// Discussions before this one, the nearest ones.
    Before(Sort, SortKey),
    /// The rest of the discussion that this tree path is in.
    Collapsed(String),
    /// Comments of a flat list after this moment.
    FlatAfter(Sort, TimeCursor),
    /// Comments of a flat list before this moment, the nearest ones.
    FlatBefore(Sort, TimeCursor),
    /// Search results beyond this entry of the search index.
    Found(i64),
    /// Decisions, or people, after this moment in their list.
    Time(Millis, String),
    /// Entries of the queue after one of this rank and moment.
    Queue(i64, TimeCursor),
}

impl Cursor {
    /// The cursor as it is sent.
    pub fn encode(&self) -> String {
        let text = match self {
            Cursor::After(sort, spot) => format!("a{}{} {}", letter(*sort), spot.rank, spot.root),
            Cursor::Before(sort, spot) => format!("b{}{} {}", letter(*sort), spot.rank, spot.root),
            Cursor::Collapsed(tree_path) => format!("f{tree_path}"),
            Cursor::FlatAfter(sort, (time, id)) => format!("c{}{time} {id}", letter(*sort)),
            Cursor::FlatBefore(sort, (time, id)) => format!("d{}{time} {id}", letter(*sort)),
            Cursor::Found(entry) => format!("s{entry}"),
            Cursor::Time(time, id) => format!("t{time} {id}"),
            Cursor::Queue(rank, (time, id)) => format!("q{rank} {time} {id}"),
        };
        base64url(text.as_bytes())
    }

    /// Reads any cursor.
    ///
    /// # Errors
    /// `cursor_invalid` for anything that [`Cursor::encode`] does not make.
    pub fn decode(text: &str) -> Result<Self, DomainError> {
        let bytes = from_base64url(text).ok_or_else(invalid)?;
        let text = String::from_utf8(bytes).map_err(|_| invalid())?;
        read(&text).ok_or_else(invalid)
    }

    /// Reads a cursor of a list in order of time: the time and the id.
    ///
    /// # Errors
    /// `cursor_invalid` for anything that [`Cursor::encode`] does not make for such a list.
    pub fn decode_time(text: &str) -> Result<TimeCursor, DomainError> {
        match Self::decode(text)? {
            Cursor::Time(time, id) => Ok((time, id)),
            _ => Err(invalid()),
        }
    }
}

/// Reads a cursor of the queue: the rank and the moment.
///
/// # Errors
/// `cursor_invalid` for anything that [`Cursor::encode`] does not make for it.
pub fn decode_queue(text: &str) -> Result<(i64, TimeCursor), DomainError> {
    match Cursor::decode(text)? {
        Cursor::Queue(rank, at) => Ok((rank, at)),
        _ => Err(invalid()),
    }
}

/// The error for a cursor that belongs to no list, or to another one.
pub fn invalid() -> DomainError {
    DomainError {
        field: Some("cursor"),
        ..DomainError::new(ErrorCode::CursorInvalid)
    }
}

fn letter(sort: Sort) -> char {
    match sort {
        Sort::Oldest => 'o',
        Sort::Newest => 'n',
        Sort::MostReplies => 'r',
        Sort::StaffFirst => 'c',
        Sort::Top => 't',
        Sort::Controversial => 'd',
    }
}

fn read(text: &str) -> Option<Cursor> {
    let (kind, key) = text.split_at_checked(1)?;
    let ordered = || {
        let (name, key) = key.split_at_checked(1)?;
        let sort = Sort::VARIANTS
            .iter()
            .find(|sort| name.starts_with(letter(**sort)))?;
        Some((*sort, key))
    };
    let spot = || {
        let (sort, key) = ordered()?;
        let (rank, root) = key.split_once(' ')?;
        let rank = rank.parse().ok()?;
        let root = tree_path::is_tree_path(root).then(|| root.to_owned())?;
        Some((sort, SortKey { rank, root }))
    };
    let flat = || {
        let (sort, key) = ordered()?;
        Some((sort, moment(key)?))
    };
    match kind {
        "a" => spot().map(|(sort, spot)| Cursor::After(sort, spot)),
        "b" => spot().map(|(sort, spot)| Cursor::Before(sort, spot)),
        "f" => (!key.is_empty() && tree_path::is_tree_path(key))
            .then(|| Cursor::Collapsed(key.to_owned())),
        "c" => flat().map(|(sort, at)| Cursor::FlatAfter(sort, at)),
        "d" => flat().map(|(sort, at)| Cursor::FlatBefore(sort, at)),
        "s" => key.parse().ok().map(Cursor::Found),
        "t" => moment(key).map(|(time, id)| Cursor::Time(time, id)),
        "q" => {
            let (rank, at) = key.split_once(' ')?;
            Some(Cursor::Queue(rank.parse().ok()?, moment(at)?))
        }
        _ => None,
    }
}

fn moment(key: &str) -> Option<TimeCursor> {
    let (time, id) = key.split_once(' ')?;
    let time = time.parse().ok()?;
    ids::is_id(id).then(|| (time, id.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(rank: i64, root: &str) -> SortKey {
        SortKey {
            rank,
            root: root.into(),
        }
    }

    #[test]
    fn cursors_come_back_as_they_went() {
        let id = ids::uuid_v7(5, [1; 10]);
        let mut all = vec![
            Cursor::Collapsed("1a2v0".into()),
            Cursor::Found(7),
            Cursor::Time(5, id.clone()),
            Cursor::Queue(-1_000_003, (5, id.clone())),
        ];
        for sort in Sort::VARIANTS.iter().copied() {
            all.extend([
                Cursor::After(sort, spot(-40, "11")),
                Cursor::Before(sort, spot(0, "1a")),
                Cursor::FlatAfter(sort, (-5, id.clone())),
                Cursor::FlatBefore(sort, (i64::MAX, id.clone())),
            ]);
        }
        let texts: std::collections::BTreeSet<_> = all.iter().map(Cursor::encode).collect();
        assert_eq!(texts.len(), all.len(), "no two are the same");
        for cursor in all {
            assert_eq!(Cursor::decode(&cursor.encode()), Ok(cursor));
        }
    }

    #[test]
    fn what_is_not_a_cursor_is_refused() {
        for bad in [
            "",
            "!",
            "zzz",
            "YQ==",
            &base64url(b"a' OR 1"),
            &base64url(b"ao0"),
            &base64url(b"aox 11"),
            &base64url(b"aq0 11"),
            &base64url(b"ao0 1~"),
            &base64url(b"f"),
            &base64url(b"s1x"),
            &base64url(b"co5 not-an-id"),
            &base64url("bé".as_bytes()),
            &base64url("aé".as_bytes()),
        ] {
            let refused = Cursor::decode(bad).map_err(|r| (r.code, r.field));
            assert_eq!(
                refused,
                Err((ErrorCode::CursorInvalid, Some("cursor"))),
                "{bad}"
            );
        }
    }

    #[test]
    fn a_list_by_time_takes_no_other_lists_cursor() {
        let id = ids::uuid_v7(5, [1; 10]);
        let own = Cursor::Time(5, id.clone()).encode();
        assert_eq!(Cursor::decode_time(&own), Ok((5, id)));
        let other = Cursor::After(Sort::Oldest, spot(0, "11")).encode();
        assert!(Cursor::decode_time(&other).is_err());
    }
}
