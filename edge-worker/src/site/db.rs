//! The Site object's database: statements with typed rows, and transactions.

use crate::error::{Failure, Outcome};
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use worker::{SqlStorage, SqlStorageValue, State, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    type TransactionalStorage;
    #[wasm_bindgen(method, catch, js_name = transactionSync)]
    fn transaction_sync(
        this: &TransactionalStorage,
        work: &mut dyn FnMut() -> Result<JsValue, JsValue>,
    ) -> Result<JsValue, JsValue>;
}

/// One site's SQLite.
pub struct Db {
    sql: SqlStorage,
    storage: TransactionalStorage,
}

impl Db {
    /// The database of the object that `state` belongs to.
    pub fn new(state: &State) -> Self {
        let storage =
            js_sys::Reflect::get(state.as_raw().as_ref(), &"storage".into()).unwrap_or_default();
        Self {
            sql: state.storage().sql(),
            storage: storage.unchecked_into(),
        }
    }

    /// All rows of a query.
    ///
    /// # Errors
    /// When SQLite refuses the statement or a row is not a `T`.
    pub fn all<T: DeserializeOwned>(
        &self,
        sql: &str,
        values: Vec<SqlStorageValue>,
    ) -> Outcome<Vec<T>> {
        Ok(self.sql.exec(sql, values)?.to_array()?)
    }

    /// The first row of a query, if there is one.
    ///
    /// # Errors
    /// As [`Db::all`].
    pub fn first<T: DeserializeOwned>(
        &self,
        sql: &str,
        values: Vec<SqlStorageValue>,
    ) -> Outcome<Option<T>> {
        Ok(self.all(sql, values)?.into_iter().next())
    }

    /// Runs a statement for its effect.
    ///
    /// # Errors
    /// When SQLite refuses it.
    pub fn run(&self, sql: &str, values: Vec<SqlStorageValue>) -> Outcome<()> {
        self.sql.exec(sql, values)?;
        Ok(())
    }

    /// Does all of `work` or, when it fails, nothing of it. The answer that
    /// follows is held back by the platform until the commit is on disk.
    ///
    /// # Errors
    /// What `work` fails with.
    pub fn transaction<T>(&self, mut work: impl FnMut() -> Outcome<T>) -> Outcome<T> {
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
            (_, Err(error)) => Err(Failure::Broken(format!("transaction: {error:?}"))),
            (None, Ok(_)) => Err(Failure::Broken("transaction did not run".into())),
        }
    }
}
