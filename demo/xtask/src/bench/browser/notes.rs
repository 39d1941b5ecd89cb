//! Notes of the script in the measured page.

use super::tab::Tab;
use anyhow::Result;
use serde::Deserialize;
use serde_json::json;

/// Runs before anything else in the page. `FIRST_COMMENT` in it stands for a
/// function that gives the first comment.
pub const WATCH: &str = include_str!("watch.js");

/// All times are in ms since the navigation began.
#[derive(Deserialize)]
pub struct Notes {
    /// When the first comment was painted.
    pub painted: Option<f64>,
    /// When the widget listened for news.
    pub alive: Option<f64>,
    /// Layout shift so far.
    pub shift: f64,
    /// Main-thread tasks over 50 ms so far: when they began and how long they
    /// took.
    pub tasks: Vec<(f64, f64)>,
}

impl Notes {
    /// Asks the page.
    pub fn read(tab: &Tab<'_>) -> Result<Self> {
        let question = json!({ "expression": "benchNotes", "returnByValue": true });
        let response = tab.call("Runtime.evaluate", question)?;
        Ok(serde_json::from_value(response["result"]["value"].clone())?)
    }
}
