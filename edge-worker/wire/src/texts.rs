//! A site's own texts in place of Bedside's, as its owner reads and changes
//! them.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The texts of one language, by their keys.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TextOverrides {
    /// All of the language, in one answer; or those that were changed.
    pub items: Vec<TextOverride>,
}

/// A text, and who says what. Readers see the owner's, else the deployment's,
/// else Bedside's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TextOverride {
    /// Its key in Bedside's language file.
    pub key: String,
    /// What Bedside says.
    pub bedside: String,
    /// What the deployment says instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deployment: Option<String>,
    /// What the owner says instead of both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<String>,
}

impl TextOverride {
    /// What readers see where the owner says nothing.
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
