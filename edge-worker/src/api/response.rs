//! A handler's response, on its way to the platform.

use super::rendered::Rendering;
use crate::platform::{Bytes, RawResponse, ResponseHead};
use bedside_http::conditional::names;
use std::rc::Rc;
use worker::{Headers, Response, ResponseBuilder};

/// A response. Bytes that are cached for many readers stay on the platform's side
/// of the wall: they are not copied into wasm and out again each time.
pub struct HttpResponse {
    shell: Response,
    bytes: Option<Bytes>,
    rendering: Option<Rc<Rendering>>,
}

/// A response that may be given again.
pub struct CachedResponse {
    head: ResponseHead,
    body: Bytes,
    /// The rendering that it shows.
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
    /// Status and headers of `builder` with bytes that are cached.
    pub fn of_bytes(builder: ResponseBuilder, bytes: Bytes) -> Self {
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

    /// The response, in a form that may be given again where it is the whole of a
    /// rendering.
    ///
    /// # Errors
    /// When the platform cannot build a response.
    pub fn finish(self) -> worker::Result<Result<CachedResponse, RawResponse>> {
        let Some(body) = self.bytes else {
            return Ok(Err(self.shell.into()));
        };
        let head = ResponseHead::from(self.shell);
        match self.rendering {
            Some(rendering) => Ok(Ok(CachedResponse {
                head,
                body,
                rendering,
            })),
            None => Ok(Err(head.with_body(&body)?)),
        }
    }
}

impl CachedResponse {
    /// The response for a reader who sent this `If-None-Match`.
    ///
    /// # Errors
    /// When the platform cannot build it.
    pub fn to_response(&self, if_none_match: Option<&str>) -> worker::Result<RawResponse> {
        if if_none_match.is_some_and(|known| names(known, &self.rendering.etag)) {
            self.head.not_modified()
        } else {
            self.head.with_body(&self.body)
        }
    }
}
