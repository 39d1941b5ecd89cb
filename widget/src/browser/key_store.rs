//! Stores the session in IndexedDB of the host page, because only there
//! can a key live that nobody may export.
//!
//! Database `bedside`, store `sessions`, key `HOST/SITE`, value `{keys, token,
//! expires}`. Each call opens the database and closes it again; reading never
//! creates it, and forgetting the last session deletes it.

use super::keys::KeyPair;
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransactionMode,
};

const DATABASE: &str = "bedside";
const STORE: &str = "sessions";

/// A session, or the key of one that is being opened.
#[derive(Clone)]
pub struct Record {
    /// The key it is bound to.
    pub keys: Rc<KeyPair>,
    /// The token, once there is one.
    pub token: Option<Token>,
}

/// A session's token.
#[derive(Clone)]
pub struct Token {
    /// Opaque.
    pub text: String,
    /// When it ends, RFC 3339.
    pub expires: String,
}

/// The browser stores nothing for this page: storage is blocked or full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StorageUnavailable;

impl From<JsValue> for StorageUnavailable {
    fn from(_: JsValue) -> Self {
        StorageUnavailable
    }
}

/// Loads the record of `name`, without creating anything.
pub async fn load(name: &str) -> Option<Record> {
    let local_storage = read(name).await.ok().flatten()?;
    from_js(local_storage).await
}

/// Keeps `record` for `name`.
pub async fn save(name: &str, record: &Record) -> Result<(), StorageUnavailable> {
    let database = open(true).await?.ok_or(StorageUnavailable)?;
    let done = async {
        let value = to_js(record)?;
        let store = store(&database, IdbTransactionMode::Readwrite)?;
        finish(&store.put_with_key(&value, &name.into())?).await
    }
    .await;
    database.close();
    done.map(drop)
}

/// Deletes the record of `name`, and the database with the last of them.
pub async fn forget(name: &str) -> Result<(), StorageUnavailable> {
    let Some(database) = open(false).await? else {
        return Ok(());
    };
    let left = async {
        let store = store(&database, IdbTransactionMode::Readwrite)?;
        finish(&store.delete(&name.into())?).await?;
        finish(store.count()?.as_ref()).await
    }
    .await;
    database.close();
    if left?.as_f64() == Some(0.0) {
        finish(factory()?.delete_database(DATABASE)?.as_ref()).await?;
    }
    Ok(())
}

/// A record as another module of ours, or the database, can take it.
pub fn to_js(record: &Record) -> Result<JsValue, JsValue> {
    let value = Object::new();
    Reflect::set(&value, &"keys".into(), record.keys.as_js())?;
    if let Some(token) = &record.token {
        Reflect::set(&value, &"token".into(), &token.text.as_str().into())?;
        Reflect::set(&value, &"expires".into(), &token.expires.as_str().into())?;
    }
    Ok(value.into())
}

/// The reverse of [`to_js`]; `None` where it is something else.
pub async fn from_js(value: JsValue) -> Option<Record> {
    let get = |name: &str| Reflect::get(&value, &name.into()).ok();
    let text = |name: &str| get(name).and_then(|value| value.as_string());
    let token = text("token").zip(text("expires"));
    let keys = KeyPair::from_js(get("keys")?).await.ok()?;
    Some(Record {
        keys: Rc::new(keys),
        token: token.map(|(text, expires)| Token { text, expires }),
    })
}

async fn read(name: &str) -> Result<Option<JsValue>, StorageUnavailable> {
    let Some(database) = open(false).await? else {
        return Ok(None);
    };
    let found = async {
        let store = store(&database, IdbTransactionMode::Readonly)?;
        finish(&store.get(&name.into())?).await
    }
    .await;
    database.close();
    Ok(Some(found?).filter(JsValue::is_object))
}

fn factory() -> Result<IdbFactory, StorageUnavailable> {
    web_sys::window()
        .ok_or(StorageUnavailable)?
        .indexed_db()?
        .ok_or(StorageUnavailable)
}

fn store(
    database: &IdbDatabase,
    mode: IdbTransactionMode,
) -> Result<IdbObjectStore, StorageUnavailable> {
    let transaction = database.transaction_with_str_and_mode(STORE, mode)?;
    Ok(transaction.object_store(STORE)?)
}

/// Opens the database; where there is none, creates it only if told to.
async fn open(create: bool) -> Result<Option<IdbDatabase>, StorageUnavailable> {
    let factory = factory()?;
    if !create && !may_exist(&factory).await {
        return Ok(None);
    }
    let request = factory.open_with_u32(DATABASE, 1)?;
    let upgrade = Closure::once({
        let request = request.clone();
        move || {
            // What fails here makes the request fail too.
            let _failed = fill(&request, create);
        }
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    match finish(request.as_ref()).await {
        Ok(database) => Ok(Some(database.unchecked_into())),
        Err(_) if !create => Ok(None),
        Err(blocked) => Err(blocked),
    }
}

/// Runs when the database is new: fills it, or aborts, which deletes it again.
fn fill(request: &IdbOpenDbRequest, create: bool) -> Result<(), StorageUnavailable> {
    if create {
        let database: IdbDatabase = request.result()?.unchecked_into();
        database.create_object_store(STORE)?;
    } else {
        request.transaction().ok_or(StorageUnavailable)?.abort()?;
    }
    Ok(())
}

/// False when the browser can say that the database does not exist.
async fn may_exist(factory: &IdbFactory) -> bool {
    let list = async {
        // Not in web-sys, and not in every browser.
        let databases: Function = Reflect::get(factory, &"databases".into())?.dyn_into()?;
        let list: Promise = databases.call0(factory)?.dyn_into()?;
        Ok::<_, JsValue>(Array::from(&JsFuture::from(list).await?))
    };
    match list.await {
        Ok(list) => list
            .iter()
            .any(|entry| Reflect::get(&entry, &"name".into()).is_ok_and(|name| name == *DATABASE)),
        Err(_) => true,
    }
}

/// Waits for a request and gives its result.
async fn finish(request: &IdbRequest) -> Result<JsValue, StorageUnavailable> {
    let done = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(done).await?;
    Ok(request.result()?)
}
