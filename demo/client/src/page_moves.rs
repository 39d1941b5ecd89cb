//! Moves of pages.

use crate::http::Response;
use crate::{Person, wait};
use bedside_wire::pages::{MovePages, MovePreview, MoveProgress};

impl Person {
    /// Asks to `merge` or `remap`, whatever comes of it.
    pub async fn tries_to_move(&self, how: &str, asked: &MovePages) -> Response {
        let path = format!("/pages/{how}");
        self.request("POST", &path).json(asked).send().await
    }

    /// Looks what would be done.
    pub async fn foresees(&self, how: &str, from: &str, into: &str) -> MovePreview {
        let asked = MovePages {
            dry_run: true,
            ..moving(from, into)
        };
        self.tries_to_move(how, &asked).await.expect(200).json()
    }

    /// Merges or remaps, and waits until all is done.
    pub async fn moves(&self, how: &str, from: &str, into: &str) -> MovePreview {
        let response = self.tries_to_move(how, &moving(from, into)).await;
        let moved = response.expect(200).json();
        wait::until("everything is moved", || async {
            (!self.pages_left().await.under_way).then_some(())
        })
        .await;
        moved
    }

    /// Returns how much is still to be moved.
    pub async fn pages_left(&self) -> MoveProgress {
        let response = self.request("GET", "/pages/left").send().await;
        response.expect(200).json()
    }
}

/// The body of a request to move pages.
pub fn moving(from: &str, into: &str) -> MovePages {
    MovePages {
        from: from.to_owned(),
        into: into.to_owned(),
        dry_run: false,
    }
}
