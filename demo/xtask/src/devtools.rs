//! A connection to a browser: commands with answers, and events by session.
//! The DevTools protocol, WebDriver BiDi and WebKit's inspector all speak like
//! this; only the first has sessions.

use anyhow::{Context, Result as Fallible};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::tungstenite::{Message, protocol::WebSocketConfig};

type Reply = Result<Value, String>;

/// Something the browser tells unasked.
#[derive(Debug, Clone)]
pub struct Event {
    /// Such as `Network.responseReceived`.
    pub method: String,
    /// Its details.
    pub params: Value,
}

#[derive(Default)]
struct Waiting {
    replies: HashMap<u64, oneshot::Sender<Reply>>,
    /// By session id; "" is the browser itself.
    listeners: HashMap<String, mpsc::UnboundedSender<Event>>,
}

/// The time limit of a command.
const PATIENCE: Duration = Duration::from_secs(60);

/// A connection to a browser. Cloning shares it.
#[derive(Clone)]
pub struct Connection {
    outgoing: mpsc::UnboundedSender<Message>,
    waiting: Arc<Mutex<Waiting>>,
    next: Arc<AtomicU64>,
}

impl Connection {
    /// Connects; the events of the browser itself come on the receiver.
    pub async fn connect(url: &str) -> Fallible<(Self, mpsc::UnboundedReceiver<Event>)> {
        let config = WebSocketConfig::default()
            .max_message_size(None)
            .max_frame_size(None);
        let connected = tokio_tungstenite::connect_async_with_config(url, Some(config), true).await;
        let (socket, _) = connected.with_context(|| url.to_owned())?;
        let (mut sink, mut stream) = socket.split();
        let (outgoing, mut queue) = mpsc::unbounded_channel();
        let connection = Self {
            outgoing,
            waiting: Arc::default(),
            next: Arc::default(),
        };
        let events = connection.listen("");
        tokio::spawn(async move {
            while let Some(message) = queue.recv().await {
                if sink.send(message).await.is_err() {
                    return;
                }
            }
        });
        let incoming = connection.clone();
        tokio::spawn(async move {
            while let Some(Ok(message)) = stream.next().await {
                if let Message::Text(text) = message {
                    incoming.take(&text);
                }
            }
        });
        Ok((connection, events))
    }

    /// The events of a session from now on.
    pub fn listen(&self, session: &str) -> mpsc::UnboundedReceiver<Event> {
        let (sender, receiver) = mpsc::unbounded_channel();
        self.lock().listeners.insert(session.to_owned(), sender);
        receiver
    }

    /// Gives a command and waits for its result.
    pub async fn call(&self, session: &str, method: &str, params: Value) -> Reply {
        let receiver = self.send(session, method, params);
        match tokio::time::timeout(PATIENCE, receiver).await {
            Ok(Ok(reply)) => reply,
            Ok(Err(_)) => Err("the browser has gone".to_owned()),
            Err(_) => Err(format!("the browser does not answer {method}")),
        }
    }

    /// Gives a command that gets no answer when the page goes away meanwhile.
    pub async fn try_call(&self, session: &str, method: &str, params: Value) -> Option<Value> {
        let receiver = self.send(session, method, params);
        let reply = tokio::time::timeout(Duration::from_secs(5), receiver).await;
        reply.ok().and_then(Result::ok).and_then(Result::ok)
    }

    /// Gives a command; the result comes on the receiver.
    pub fn send(&self, session: &str, method: &str, params: Value) -> oneshot::Receiver<Reply> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let mut command = json!({ "id": id, "method": method, "params": params });
        if !session.is_empty() {
            command["sessionId"] = session.into();
        }
        let (sender, receiver) = oneshot::channel();
        self.lock().replies.insert(id, sender);
        // A closed channel drops the sender, which the caller sees.
        let _ = self.outgoing.send(Message::text(command.to_string()));
        receiver
    }

    fn take(&self, text: &str) {
        let Ok(mut message) = serde_json::from_str::<Value>(text) else {
            return;
        };
        let mut waiting = self.lock();
        if let Some(id) = message["id"].as_u64() {
            let reply = match &message["error"] {
                Value::Null => Ok(message["result"].take()),
                // BiDi: a code, and the words beside it.
                Value::String(code) => Err(format!("{code}: {}", message["message"])),
                error => Err(error["message"].as_str().unwrap_or_default().to_owned()),
            };
            if let Some(sender) = waiting.replies.remove(&id) {
                let _ = sender.send(reply);
            }
            return;
        }
        let session = message["sessionId"].as_str().unwrap_or_default().to_owned();
        let method = message["method"].as_str().unwrap_or_default().to_owned();
        let event = Event {
            method,
            params: message["params"].take(),
        };
        if let Some(listener) = waiting.listeners.get(&session) {
            let _ = listener.send(event);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A value as words: a string without its quotes, nothing for null.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
