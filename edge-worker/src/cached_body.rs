//! Bytes that are cached to be sent often, compressed once by the platform.

use crate::api::HttpResponse;
use crate::platform::{Bytes, compress};
use bedside_http::encoding::Encoding;
use std::cell::OnceCell;
use worker::{EncodeBody, ResponseBuilder};

/// Brotli's effort for text that changes with every comment: the default of 11
/// would cost more time than it saves on the way.
pub const FAST: u32 = 5;
/// Brotli's effort for files that stay for a whole deployment.
pub const THOROUGH: u32 = 9;

/// A body that is sent often.
pub struct CachedBody {
    plain: Bytes,
    quality: u32,
    brotli: OnceCell<Option<Bytes>>,
    gzip: OnceCell<Option<Bytes>>,
}

impl CachedBody {
    /// Stores a body; it is compressed with the first request for that encoding.
    pub fn new(plain: &[u8], quality: u32) -> Self {
        Self {
            plain: Bytes::copy(plain),
            quality,
            brotli: OnceCell::new(),
            gzip: OnceCell::new(),
        }
    }

    /// About how many bytes this occupies.
    pub fn weight(&self) -> usize {
        self.plain.len() * 2
    }

    /// The response for a client that sent this `Accept-Encoding`.
    ///
    /// # Errors
    /// When the platform refuses a header.
    pub fn to_response(
        &self,
        builder: ResponseBuilder,
        accept: &str,
    ) -> worker::Result<HttpResponse> {
        let (encoding, bytes) = self.encoded(Encoding::choose(accept));
        let builder = match encoding.token() {
            None => builder,
            Some(token) => builder
                .with_header("content-encoding", token)?
                .with_encode_body(EncodeBody::Manual),
        };
        Ok(HttpResponse::of_bytes(builder, bytes.clone()))
    }

    fn encoded(&self, encoding: Encoding) -> (Encoding, &Bytes) {
        let cell = match encoding {
            Encoding::Brotli => &self.brotli,
            Encoding::Gzip => &self.gzip,
            Encoding::Identity => return (Encoding::Identity, &self.plain),
        };
        match cell.get_or_init(|| compress(&self.plain, encoding, self.quality)) {
            Some(bytes) => (encoding, bytes),
            None => (Encoding::Identity, &self.plain),
        }
    }
}
