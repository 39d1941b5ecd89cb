#![doc = include_str!("../README.md")]

mod assets;
mod compress;
mod config;
mod error;
mod front;
mod log;
mod own_words;
mod platform;
mod room;
mod routes;
mod sign_in;
mod site;

use worker::{Context, Env, event};

#[event(fetch)]
async fn fetch(
    request: web_sys::Request,
    env: Env,
    _context: Context,
) -> worker::Result<web_sys::Response> {
    front::handle(request, env).await
}
