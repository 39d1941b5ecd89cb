//! The parameters of an address.

use bedside_domain::{DomainError, page};

/// The parameters of an address, decoded.
#[derive(Debug, Clone, Default)]
pub struct Query(Vec<(String, String)>);

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Query {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let pairs = pairs.into_iter();
        Self(
            pairs
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        )
    }
}

impl Query {
    /// A parameter's first value; nothing when it is not there or empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(key, _)| key == name);
        found
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// The page's key.
    ///
    /// # Errors
    /// `field_empty`, `field_too_long` or `field_invalid` for `page`.
    pub fn page(&self) -> Result<String, DomainError> {
        page::key(self.get("page").unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bedside_domain::ErrorCode;

    #[test]
    fn the_first_value_counts_and_an_empty_one_is_none() {
        let query: Query = [("a", "1"), ("a", "2"), ("b", ""), ("b", "3")]
            .into_iter()
            .collect();
        assert_eq!(query.get("a"), Some("1"));
        assert_eq!(query.get("b"), None);
        assert_eq!(query.get("c"), None);
    }

    #[test]
    fn a_query_without_page_says_which_field_is_empty() {
        let error = Query::default().page().unwrap_err();
        assert_eq!(error.code, ErrorCode::FieldEmpty);
        assert_eq!(error.field, Some("page"));
    }
}
