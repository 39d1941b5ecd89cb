//! The Site object's database: statements with typed rows, and transactions.

use crate::error::{HttpError, Result};
use crate::platform::Sql;
use bedside_domain::Millis;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use worker::State;

/// One site's SQLite.
pub struct Db(Sql);

impl Db {
    /// The database of the object that `state` belongs to.
    pub fn new(state: &State) -> Self {
        Self(Sql::of(state))
    }

    /// All rows of a query.
    ///
    /// # Errors
    /// When SQLite refuses the statement or a row is not a `T`.
    pub fn all<T: DeserializeOwned>(
        &self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<Vec<T>> {
        let rows = self.0.rows(sql, json(&values)?.as_deref());
        let Some(rows) = rows.map_err(refused)? else {
            return Ok(Vec::new());
        };
        serde_json::from_str(&rows).map_err(|_| unreadable::<T>(&rows))
    }

    /// The first row of a query, if there is one.
    ///
    /// # Errors
    /// As [`Db::all`].
    pub fn first<T: DeserializeOwned>(
        &self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<Option<T>> {
        Ok(self.all(sql, values)?.into_iter().next())
    }

    /// The time that a query gives as `at`; nothing where it gives none.
    ///
    /// # Errors
    /// As [`Db::all`].
    pub fn time(&self, sql: &'static str) -> Result<Option<Millis>> {
        #[derive(Deserialize)]
        struct At {
            at: Option<Millis>,
        }
        let found: Option<At> = self.first(sql, vec![])?;
        Ok(found.and_then(|found| found.at))
    }

    /// The number that a query gives as `n`; 0 where it gives none.
    ///
    /// # Errors
    /// As [`Db::all`].
    pub fn count(&self, sql: &'static str, values: Vec<Value>) -> Result<u64> {
        #[derive(Deserialize)]
        struct Counted {
            n: u64,
        }
        let found: Option<Counted> = self.first(sql, values)?;
        Ok(found.map_or(0, |found| found.n))
    }

    /// Runs a statement for its effect.
    ///
    /// # Errors
    /// When SQLite refuses it.
    pub fn run(&self, sql: &'static str, values: Vec<Value>) -> Result<()> {
        let done = self.0.run(sql, json(&values)?.as_deref());
        done.map_err(refused)
    }

    /// Does all of `work` or, when it fails, nothing of it. The platform holds the
    /// response back until the commit is on disk.
    ///
    /// # Errors
    /// The error of `work`.
    pub fn transaction<T>(&self, mut work: impl FnMut() -> Result<T>) -> Result<T> {
        let mut result = None;
        let thrown = self.0.transaction(&mut || {
            let done = work();
            let is_ok = done.is_ok();
            result = Some(done);
            is_ok
        });
        match (result, thrown) {
            (Some(Ok(value)), Ok(_)) => Ok(value),
            (Some(Err(failure)), _) => Err(failure),
            (_, Err(error)) => Err(HttpError::Internal(format!("transaction: {error}"))),
            (None, Ok(_)) => Err(HttpError::Internal("transaction did not run".into())),
        }
    }
}

/// The failure of rows that are no `T`, with the column's name. They are read
/// once more for it: a reader that keeps the path all along is slower.
fn unreadable<T: DeserializeOwned>(rows: &str) -> HttpError {
    let json = &mut serde_json::Deserializer::from_str(rows);
    let read = serde_path_to_error::deserialize::<_, Vec<T>>(json);
    let error = read.err().map(|error| error.to_string());
    HttpError::Internal(format!("stored row: {}", error.unwrap_or_default()))
}

/// Values as one JSON array; nothing for none.
fn json(values: &[Value]) -> Result<Option<String>> {
    let some = (!values.is_empty()).then(|| serde_json::to_string(values));
    Ok(some.transpose()?)
}

fn refused(error: String) -> HttpError {
    HttpError::Internal(format!("SQL: {error}"))
}
