//! The Site object's database: statements with typed rows, and transactions.
//!
//! Values and rows cross between wasm and JavaScript as one JSON text each: a
//! crossing for every value costs several times as much.

use crate::error::{HttpError, Result};
use bedside_domain::Millis;
use js_sys::{Array, JSON, JsString};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use worker::{State, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    type Storage;
    #[wasm_bindgen(method, getter)]
    fn sql(this: &Storage) -> Sql;
    #[wasm_bindgen(method, catch, js_name = transactionSync)]
    fn transaction_sync(
        this: &Storage,
        work: &mut dyn FnMut() -> Result<JsValue, JsValue>,
    ) -> Result<JsValue, JsValue>;

    type Sql;
    #[wasm_bindgen(method, catch, variadic)]
    fn exec(this: &Sql, statement: &JsString, values: &Array) -> Result<Cursor, JsValue>;

    type Cursor;
    #[wasm_bindgen(method, catch, js_name = toArray)]
    fn to_array(this: &Cursor) -> Result<Array, JsValue>;
}

thread_local! {
    /// Statements as JavaScript's strings: the platform finds a statement that
    /// it has prepared by the string's identity.
    static STATEMENTS: RefCell<HashMap<*const str, JsString>> = RefCell::default();
}

/// One site's SQLite.
pub struct Db {
    sql: Sql,
    storage: Storage,
}

impl Db {
    /// The database of the object that `state` belongs to.
    pub fn new(state: &State) -> Self {
        let storage = js_sys::Reflect::get(state.as_raw().as_ref(), &"storage".into());
        let storage: Storage = storage.unwrap_or_default().unchecked_into();
        Self {
            sql: storage.sql(),
            storage,
        }
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
        let rows = self.exec(sql, values)?.to_array().map_err(refused)?;
        if rows.length() == 0 {
            return Ok(Vec::new());
        }
        let rows = String::from(JSON::stringify(&rows).map_err(refused)?);
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
        self.exec(sql, values)?;
        Ok(())
    }

    fn exec(&self, sql: &'static str, values: Vec<Value>) -> Result<Cursor> {
        let values: Array = if values.is_empty() {
            Array::new()
        } else {
            let values = serde_json::to_string(&values)?;
            JSON::parse(&values).map_err(refused)?.unchecked_into()
        };
        STATEMENTS.with_borrow_mut(|known| {
            let statement = known.entry(sql).or_insert_with(|| sql.into());
            self.sql.exec(statement, &values).map_err(refused)
        })
    }

    /// Does all of `work` or, when it fails, nothing of it. The platform holds the
    /// response back until the commit is on disk.
    ///
    /// # Errors
    /// The error of `work`.
    pub fn transaction<T>(&self, mut work: impl FnMut() -> Result<T>) -> Result<T> {
        let mut result = None;
        let thrown = self.storage.transaction_sync(&mut || {
            let done = work();
            // A throw is what makes the platform roll back.
            let back = if done.is_ok() {
                Ok(JsValue::UNDEFINED)
            } else {
                Err(JsValue::from_str("rolled back"))
            };
            result = Some(done);
            back
        });
        match (result, thrown) {
            (Some(Ok(value)), Ok(_)) => Ok(value),
            (Some(Err(failure)), _) => Err(failure),
            (_, Err(error)) => Err(HttpError::Internal(format!("transaction: {error:?}"))),
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

fn refused(error: JsValue) -> HttpError {
    HttpError::Internal(format!("SQL: {error:?}"))
}
