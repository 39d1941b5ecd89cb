//! What a handler answers, on its way to the platform.

use super::rendered::Rendering;
use js_sys::Uint8Array;
use std::rc::Rc;
use worker::{Headers, Response, ResponseBuilder};

/// An answer. Bytes that are kept for many readers stay on the platform's side
/// of the wall: they are not copied into wasm and out again each time.
pub struct HttpResponse {
    shell: Response,
    bytes: Option<Uint8Array>,
    rendering: Option<Rc<Rendering>>,
}

/// An answer in the platform's own terms.
pub struct Parts {
    /// Status and headers.
    pub init: web_sys::ResponseInit,
    /// The body.
    pub bytes: Uint8Array,
    /// What it shows.
    pub rendering: Rc<Rendering>,
}

impl From<Response> for HttpResponse {
    fn from(shell: Response) -> Self {
        Self {
            shell,
            bytes: None,
            rendering: None,
        }
    }
}

impl HttpResponse {
    /// Status and headers of `builder` with bytes that are kept.
    pub fn of_bytes(builder: ResponseBuilder, bytes: Uint8Array) -> Self {
        Self {
            bytes: Some(bytes),
            ..builder.empty().into()
        }
    }

    /// Says that this is the whole of a rendering: it may be given again.
    pub fn shows(self, rendering: Rc<Rendering>) -> Self {
        Self {
            rendering: Some(rendering),
            ..self
        }
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.shell.status_code()
    }

    /// The headers; nothing for an upgraded connection, which has none to set.
    pub fn headers(&mut self) -> Option<&mut Headers> {
        (self.status() != 101).then(|| self.shell.headers_mut())
    }

    /// What may be given again to whoever asks the same; otherwise the answer.
    ///
    /// # Errors
    /// When the platform cannot build an answer.
    pub fn into_parts(self) -> worker::Result<Result<Parts, web_sys::Response>> {
        let Some(bytes) = self.bytes else {
            return Ok(Err(self.shell.into()));
        };
        let init: web_sys::ResponseInit = self.shell.into_parts().0.into();
        match self.rendering {
            Some(rendering) => Ok(Ok(Parts {
                init,
                bytes,
                rendering,
            })),
            None => Ok(Err(with_bytes(&bytes, &init)?)),
        }
    }
}

impl Parts {
    /// The answer itself.
    ///
    /// # Errors
    /// When the platform cannot build it.
    pub fn response(&self) -> worker::Result<web_sys::Response> {
        with_bytes(&self.bytes, &self.init)
    }

    /// That the reader has it already.
    ///
    /// # Errors
    /// When the platform cannot build it.
    pub fn not_modified(&self) -> worker::Result<web_sys::Response> {
        let init = web_sys::ResponseInit::new();
        init.set_status(304);
        init.set_headers(&self.init.get_headers());
        Ok(web_sys::Response::new_with_opt_str_and_init(None, &init)?)
    }
}

fn with_bytes(
    bytes: &Uint8Array,
    init: &web_sys::ResponseInit,
) -> worker::Result<web_sys::Response> {
    Ok(web_sys::Response::new_with_opt_js_u8_array_and_init(
        Some(bytes),
        init,
    )?)
}
