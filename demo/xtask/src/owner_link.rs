//! `cargo xtask owner-link`: a one-time link that makes its opener the owner.

use crate::block_on;
use crate::secrets::operator_token;
use anyhow::Result;
use bedside_client::Operator;
use std::path::Path;

/// Asks a running worker for the link of a site. The operator token comes from
/// `BEDSIDE_OPERATOR_TOKEN`, or from the data directory of the demo.
pub fn owner_link(worker: &str, site: &str, data: &Path) -> Result<String> {
    let operator = Operator {
        worker: worker.trim_end_matches('/').to_owned(),
        token: operator_token(data)?,
    };
    block_on(operator.owner_link(site))
}
