//! A site's own texts instead of Bedside's, as its owner reads and changes them.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The texts of one language, by their keys.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TextOverrides {
    /// All of the language, in one response; or those that were changed.
    pub items: Vec<TextOverride>,
}

/// A text with its sources. Readers see the owner's, else the deployment's, else
/// Bedside's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TextOverride {
    /// Its key in Bedside's language file.
    pub key: String,
    /// Bedside's text.
    pub bedside: String,
    /// The deployment's text instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deployment: Option<String>,
    /// The owner's text instead of both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<String>,
}

impl TextOverride {
    /// The text that readers see unless the owner overrides it.
    pub fn standard(&self) -> &str {
        self.deployment.as_deref().unwrap_or(&self.bedside)
    }
}

/// A change of texts of one language: what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangeTexts {
    /// By key, the owner's text; nothing for the standard one.
    #[serde(default)]
    pub texts: BTreeMap<String, Option<String>>,
}
