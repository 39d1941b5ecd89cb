//! The cache: bounded in bytes and in entries, without those used longest ago.

use lru::LruCache;

/// Values by their keys, of which those used longest ago are evicted.
pub struct Cache<V> {
    entries: LruCache<String, (V, usize)>,
    bytes: usize,
    most_bytes: usize,
    most_entries: usize,
}

impl<V> Cache<V> {
    /// An empty cache of at most so many bytes and entries.
    pub fn new(most_bytes: usize, most_entries: usize) -> Self {
        Self {
            entries: LruCache::unbounded(),
            bytes: 0,
            most_bytes,
            most_entries,
        }
    }

    /// The value of a key, which is used by that.
    pub fn get(&mut self, key: &str) -> Option<&V> {
        self.entries.get(key).map(|(value, _)| value)
    }

    /// Inserts a value of so many bytes, its key not counted. Returns the values
    /// that had to go for it: an older one of the same key, those used longest
    /// ago, and itself where it is larger than the whole cache.
    pub fn insert(&mut self, key: String, value: V, bytes: usize) -> Vec<V> {
        let bytes = bytes + key.len();
        let mut gone: Vec<V> = self.remove(&key).into_iter().collect();
        self.bytes += bytes;
        self.entries.put(key, (value, bytes));
        while self.bytes > self.most_bytes || self.entries.len() > self.most_entries {
            let Some((_, (value, bytes))) = self.entries.pop_lru() else {
                break;
            };
            self.bytes -= bytes;
            gone.push(value);
        }
        gone
    }

    /// Removes a key's value.
    pub fn remove(&mut self, key: &str) -> Option<V> {
        let (value, bytes) = self.entries.pop(key)?;
        self.bytes -= bytes;
        Some(value)
    }

    /// Removes the values that are not to be kept.
    pub fn retain(&mut self, keep: impl Fn(&V) -> bool) {
        let entries = self.entries.iter();
        let gone = entries.filter(|(_, (value, _))| !keep(value));
        let gone: Vec<String> = gone.map(|(key, _)| key.clone()).collect();
        for key in gone {
            self.remove(&key);
        }
    }

    /// Removes everything.
    pub fn clear(&mut self) -> Vec<V> {
        self.bytes = 0;
        let mut gone = Vec::with_capacity(self.entries.len());
        while let Some((_, (value, _))) = self.entries.pop_lru() {
            gone.push(value);
        }
        gone
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_longest_ago_goes_first() {
        let mut cache = Cache::new(100, 2);
        assert!(cache.insert("a".into(), 1, 9).is_empty());
        assert!(cache.insert("b".into(), 2, 9).is_empty());
        assert_eq!(cache.get("a"), Some(&1));
        assert_eq!(cache.insert("c".into(), 3, 9), [2]);
        assert_eq!(cache.get("b"), None);
        assert_eq!(cache.get("a"), Some(&1));
    }

    #[test]
    fn a_large_value_takes_the_place_of_many() {
        let mut cache = Cache::new(40, 100);
        for (name, value) in [("a", 1), ("b", 2), ("c", 3), ("d", 4)] {
            assert!(cache.insert(name.into(), value, 9).is_empty());
        }
        assert_eq!(cache.insert("e".into(), 5, 24), [1, 2, 3]);
        assert_eq!(cache.get("d"), Some(&4));
        // One that is larger than the cache is not kept, nor anything else.
        assert_eq!(cache.insert("f".into(), 6, 40), [5, 4, 6]);
        assert_eq!(cache.bytes, 0);
    }

    #[test]
    fn keys_count_and_bytes_are_given_back() {
        let mut cache = Cache::new(10, 10);
        assert!(cache.insert("key".into(), 1, 7).is_empty());
        assert_eq!(cache.bytes, 10);
        assert_eq!(cache.insert("key".into(), 2, 6), [1]);
        assert_eq!(cache.bytes, 9);
        assert_eq!(cache.remove("key"), Some(2));
        assert_eq!(cache.remove("key"), None);
        assert_eq!(cache.bytes, 0);
        cache.insert("a".into(), 3, 1);
        cache.insert("b".into(), 4, 1);
        cache.retain(|value| *value != 4);
        assert_eq!((cache.bytes, cache.get("b")), (2, None));
        assert_eq!(cache.clear(), [3]);
        assert_eq!((cache.bytes, cache.get("a")), (0, None));
    }
}
