//! SQLite of a Durable Object. Values and rows cross between wasm and JavaScript
//! as one JSON text each; the `worker` crate crosses for every value, which costs
//! several times as much. It has no `transactionSync` either.

use js_sys::{Array, JSON, JsString, Reflect};
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use worker::{State, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    type Storage;
    #[wasm_bindgen(method, getter)]
    fn sql(this: &Storage) -> SqlStorage;
    #[wasm_bindgen(method, catch, js_name = transactionSync)]
    fn transaction_sync(
        this: &Storage,
        work: &mut dyn FnMut() -> Result<JsValue, JsValue>,
    ) -> Result<JsValue, JsValue>;

    type SqlStorage;
    #[wasm_bindgen(method, catch, variadic)]
    fn exec(this: &SqlStorage, statement: &JsString, values: &Array) -> Result<Cursor, JsValue>;

    type Cursor;
    #[wasm_bindgen(method, catch, js_name = toArray)]
    fn to_array(this: &Cursor) -> Result<Array, JsValue>;
}

thread_local! {
    /// Statements as JavaScript's strings: the platform finds a statement that
    /// it has prepared by the string's identity.
    static STATEMENTS: RefCell<HashMap<*const str, JsString>> = RefCell::default();
}

/// The SQLite of one object.
pub struct Sql {
    sql: SqlStorage,
    storage: Storage,
}

impl Sql {
    /// That of the object which `state` belongs to.
    pub fn of(state: &State) -> Self {
        let storage = Reflect::get(state.as_raw().as_ref(), &"storage".into());
        let storage: Storage = storage.unwrap_or_default().unchecked_into();
        Self {
            sql: storage.sql(),
            storage,
        }
    }

    /// Runs a statement with the values of a JSON array.
    ///
    /// # Errors
    /// The platform's words.
    pub fn run(&self, statement: &'static str, values: Option<&str>) -> Result<(), String> {
        self.exec(statement, values).map(|_| ()).map_err(told)
    }

    /// The rows of a query, as a JSON array; nothing where there are none.
    ///
    /// # Errors
    /// The platform's words.
    pub fn rows(
        &self,
        statement: &'static str,
        values: Option<&str>,
    ) -> Result<Option<String>, String> {
        let rows = self.exec(statement, values).map_err(told)?;
        let rows = rows.to_array().map_err(told)?;
        if rows.length() == 0 {
            return Ok(None);
        }
        JSON::stringify(&rows)
            .map(|json| Some(json.into()))
            .map_err(told)
    }

    /// Runs `work` in a transaction, which is rolled back where it gives `false`.
    ///
    /// # Errors
    /// The platform's words.
    pub fn transaction(&self, work: &mut dyn FnMut() -> bool) -> Result<(), String> {
        let mut work = || match work() {
            true => Ok(JsValue::UNDEFINED),
            // A throw is what makes the platform roll back.
            false => Err(JsValue::from_str("rolled back")),
        };
        let done = self.storage.transaction_sync(&mut work);
        done.map(|_| ()).map_err(told)
    }

    fn exec(&self, statement: &'static str, values: Option<&str>) -> Result<Cursor, JsValue> {
        let values: Array = match values {
            Some(json) => JSON::parse(json)?.unchecked_into(),
            None => Array::new(),
        };
        STATEMENTS.with_borrow_mut(|known| {
            let statement = known.entry(statement).or_insert_with(|| statement.into());
            self.sql.exec(statement, &values)
        })
    }
}

fn told(error: JsValue) -> String {
    format!("{error:?}")
}
