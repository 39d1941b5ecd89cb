//! Cursors: opaque to clients, a kind and a key inside.

use crate::Refusal;
use crate::secret::{base64url, from_base64url};
use bedside_wire::{ProblemCode, Sort};

/// Where a page of a thread starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cursor {
    /// Comments after this place, in this order.
    After(Sort, String),
    /// Comments before this place, the nearest ones.
    Before(Sort, String),
    /// Entries after this time and id, for lists in order of time.
    Time(i64, String),
}

impl Cursor {
    /// The cursor as it is sent.
    pub fn encode(&self) -> String {
        let text = match self {
            Cursor::After(Sort::Newest, place) => format!("n{place}"),
            Cursor::Before(Sort::Newest, place) => format!("m{place}"),
            Cursor::After(_, place) => format!("a{place}"),
            Cursor::Before(_, place) => format!("b{place}"),
            Cursor::Time(time, id) => format!("t{time} {id}"),
        };
        base64url(text.as_bytes())
    }

    /// Reads a cursor of a thread in this order.
    ///
    /// # Errors
    /// `cursor_invalid` for anything that [`Cursor::encode`] does not make for a thread.
    pub fn decode_place(text: &str, sort: Sort) -> Result<Self, Refusal> {
        match decode(text)? {
            Cursor::After(of, place) if of == sort => Ok(Cursor::After(of, place)),
            Cursor::Before(of, place) if of == sort => Ok(Cursor::Before(of, place)),
            _ => Err(invalid()),
        }
    }

    /// Reads a cursor of a list in order of time: the time and the id.
    ///
    /// # Errors
    /// `cursor_invalid` for anything that [`Cursor::encode`] does not make for such a list.
    pub fn decode_time(text: &str) -> Result<(i64, String), Refusal> {
        match decode(text)? {
            Cursor::Time(time, id) => Ok((time, id)),
            _ => Err(invalid()),
        }
    }
}

fn invalid() -> Refusal {
    Refusal {
        field: Some("cursor"),
        ..Refusal::new(ProblemCode::CursorInvalid)
    }
}

fn decode(text: &str) -> Result<Cursor, Refusal> {
    let bytes = from_base64url(text).ok_or_else(invalid)?;
    let text = String::from_utf8(bytes).map_err(|_| invalid())?;
    let (kind, key) = text.split_at_checked(1).ok_or_else(invalid)?;
    match kind {
        "a" | "b" | "n" | "m" if crate::place::is_place(key) => {
            let sort = match kind {
                "n" | "m" => Sort::Newest,
                _ => Sort::Oldest,
            };
            Ok(match kind {
                "a" | "n" => Cursor::After(sort, key.to_owned()),
                _ => Cursor::Before(sort, key.to_owned()),
            })
        }
        "t" => {
            let (time, id) = key.split_once(' ').ok_or_else(invalid)?;
            let time = time.parse().map_err(|_| invalid())?;
            if !crate::ids::is_id(id) {
                return Err(invalid());
            }
            Ok(Cursor::Time(time, id.to_owned()))
        }
        _ => Err(invalid()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_come_back_as_they_went() {
        for (sort, other) in [(Sort::Oldest, Sort::Newest), (Sort::Newest, Sort::Oldest)] {
            for cursor in [
                Cursor::After(sort, "11".into()),
                Cursor::Before(sort, "1a2v0".into()),
            ] {
                let text = cursor.encode();
                assert_eq!(Cursor::decode_place(&text, sort), Ok(cursor));
                assert!(
                    Cursor::decode_place(&text, other).is_err(),
                    "of another order"
                );
            }
        }
        let id = crate::ids::uuid_v7(5, [1; 10]);
        assert_eq!(
            Cursor::decode_time(&Cursor::Time(5, id.clone()).encode()),
            Ok((5, id))
        );
    }

    #[test]
    fn what_is_not_a_cursor_of_that_list_is_refused() {
        let time = Cursor::Time(5, crate::ids::uuid_v7(5, [1; 10])).encode();
        for bad in [
            "",
            "!",
            "zzz",
            "YQ==",
            &base64url(b"a' OR 1"),
            &base64url("bé".as_bytes()),
            &time,
        ] {
            assert_eq!(
                Cursor::decode_place(bad, Sort::Oldest).map_err(|r| r.code),
                Err(ProblemCode::CursorInvalid),
                "{bad}"
            );
        }
        assert!(Cursor::decode_time(&Cursor::After(Sort::Oldest, "11".into()).encode()).is_err());
    }
}
