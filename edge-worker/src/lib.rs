#![doc = include_str!("../README.md")]

mod api;
mod assets;
mod cached_body;
mod config;
mod deployment_texts;
mod error;
mod live_room;
mod log;
mod metrics;
mod openapi;
mod platform;
mod routes;
mod sign_in;
mod site;
