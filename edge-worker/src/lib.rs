#![doc = include_str!("../README.md")]

mod assets;
mod compress;
mod config;
mod error;
mod front;
mod log;
mod platform;
mod room;
mod routes;
mod sign_in;
mod site;

use worker::{Context, Env, Request, Response, event};

#[event(fetch)]
async fn fetch(request: Request, env: Env, context: Context) -> worker::Result<Response> {
    front::handle(request, env, context).await
}
