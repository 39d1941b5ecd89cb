//! The OpenAPI document.

use super::RouteContext;
use crate::error::Result;
use crate::openapi::document;
use crate::routes::ROUTES;
use crate::site::Anyone;
use worker::{Response, ResponseBuilder};

thread_local! {
    static DOCUMENT: Vec<u8> = document(ROUTES).to_string().into_bytes();
}

pub async fn read_document(_: RouteContext<Anyone>) -> Result<Response> {
    let builder = ResponseBuilder::new()
        .with_header("content-type", "application/json")?
        .with_header("cache-control", "public, max-age=300")?
        .with_header("access-control-allow-origin", "*")?;
    Ok(builder.fixed(DOCUMENT.with(Vec::clone)))
}
