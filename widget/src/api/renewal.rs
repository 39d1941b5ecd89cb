//! A fresh sign-in for the moderation module. The reader's module opens the window,
//! because only it holds the key; what passes is plain JavaScript.

use super::{Client, local_problem};
use crate::state::UiError;
use bedside_wire::ProblemCode;
#[cfg(not(feature = "reader"))]
use js_sys::Function;
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A sign-in that was begun inside a click.
pub struct Renewal(Option<Promise>);

impl Client {
    /// Takes the function that signs in anew. The reader's module signs in by
    /// itself.
    #[cfg(not(feature = "reader"))]
    pub(crate) fn renews_by(&self, function: Option<Function>) {
        *self.0.renewal.borrow_mut() = function;
    }

    /// Opens the sign-in window. Call it inside the person's click.
    pub fn renew(&self) -> Renewal {
        let function = self.0.renewal.borrow().clone();
        let begun = function.and_then(|function| function.call0(&JsValue::NULL).ok());
        Renewal(begun.and_then(|value| value.dyn_into().ok()))
    }

    /// Waits for the end of a sign-in, and takes over its session.
    pub async fn renewed(&self, renewal: Renewal) -> Result<(), UiError> {
        let promise = renewal.0.ok_or(UiError::WindowClosed)?;
        match JsFuture::from(promise).await {
            Ok(session) => {
                self.adopt(session).await;
                Ok(())
            }
            Err(code) => Err(error(code.as_string())),
        }
    }
}

/// The error of the reader's module: a problem's code, or nothing where
/// the window was closed.
fn error(code: Option<String>) -> UiError {
    let code = code.filter(|code| !code.is_empty());
    code.map_or(UiError::WindowClosed, |code| {
        let known = ProblemCode::ALL.iter().find(|known| known.as_str() == code);
        UiError::Problem(Box::new(local_problem(
            *known.unwrap_or(&ProblemCode::Internal),
        )))
    })
}
