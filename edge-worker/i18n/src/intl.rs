//! Plural forms, numbers and dates by the engine's own `Intl`: nothing about
//! languages is carried in the module. Works in browsers and in workerd; a
//! native build (tests) falls back to simple forms.

/// The plural category of `n`: `one`, `other` and so on.
pub fn plural(lang: &str, n: u64) -> String {
    imp::plural(lang, n)
}

/// A whole number with the language's grouping.
pub fn number(lang: &str, n: u64) -> String {
    imp::number(lang, n)
}

/// The clock that times are shown by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zone {
    /// The worker's, where the widget will take over: it does not know
    /// the reader's clock, and a time that becomes shorter then would move the
    /// page. The exact form in the title names the zone.
    #[default]
    Utc,
    /// The worker's, where no script will come: named.
    UtcForGood,
    /// The device's own.
    Local,
}

/// "21 Nov 2026, 14:05", from RFC 3339.
pub fn short_time(lang: &str, time: &str, zone: Zone) -> String {
    imp::time(lang, time, zone, false)
}

/// The full and exact form, with weekday, seconds and time zone.
pub fn full_time(lang: &str, time: &str, zone: Zone) -> String {
    imp::time(lang, time, zone, true)
}

/// "3 hours ago", for what is up to 30 days old; nothing for what is older, or
/// where the engine has no words for it. The clock may be some minutes off:
/// what seems to come from the future is new.
pub fn age(lang: &str, ms: f64) -> Option<String> {
    let minutes = (ms / 60_000.0).max(0.0) as u32;
    let (n, unit) = match minutes {
        0..60 => (minutes, "minute"),
        60..1_440 => (minutes / 60, "hour"),
        1_440..43_200 => (minutes / 1_440, "day"),
        _ => return None,
    };
    imp::age(lang, n, unit)
}

/// A language's name in another language; its tag where the engine knows none.
pub fn language_name(lang: &str, tag: &str) -> String {
    imp::language_name(lang, tag)
}

/// A text in small letters.
pub fn lower(text: &str) -> String {
    imp::lower(text)
}

pub use imp::Finder;

/// Makes the formats for numbers and times. The engine loads its tables on
/// the first use of each, which a slow phone notices: not all in one task.
pub const WARM_UP: [fn(&str); 3] = [
    |lang| drop(number(lang, 0)),
    |lang| drop(short_time(lang, "2026-01-01T00:00:00Z", Zone::Local)),
    |lang| drop(full_time(lang, "2026-01-01T00:00:00Z", Zone::Local)),
];

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod imp {
    use super::Zone;
    use js_sys::{Array, Date, Function, Intl, Number, Object, Reflect};
    use std::cell::RefCell;
    use wasm_bindgen::JsValue;

    struct Formats {
        lang: String,
        plural: Intl::PluralRules,
        /// By zone, then short or full; made on first use.
        times: [[Option<Function>; 2]; 3],
        relative_time: Option<Intl::RelativeTimeFormat>,
    }

    thread_local! {
        // Making an `Intl` object costs far more than using one.
        static FORMATS: RefCell<Vec<Formats>> = const { RefCell::new(Vec::new()) };
    }

    /// With the digits that the worker writes: engines disagree about those of
    /// Arabic.
    fn tag(lang: &str) -> String {
        [lang, "-u-nu-latn"].concat()
    }

    fn locales(lang: &str) -> Array {
        Array::of1(&JsValue::from_str(&tag(lang)))
    }

    fn with_formats<T>(lang: &str, then: impl FnOnce(&mut Formats) -> T) -> T {
        FORMATS.with_borrow_mut(|all| {
            let at = match all.iter().position(|formats| formats.lang == lang) {
                Some(at) => at,
                None => {
                    all.push(Formats {
                        lang: lang.to_owned(),
                        plural: Intl::PluralRules::new(&locales(lang), &Object::new()),
                        times: Default::default(),
                        relative_time: None,
                    });
                    all.len() - 1
                }
            };
            then(&mut all[at])
        })
    }

    pub(super) fn plural(lang: &str, n: u64) -> String {
        with_formats(lang, |formats| formats.plural.select(n as f64).into())
    }

    pub(super) fn number(lang: &str, n: u64) -> String {
        Number::from(n as f64).to_locale_string(&tag(lang)).into()
    }

    pub(super) fn time(lang: &str, time: &str, zone: Zone, full: bool) -> String {
        let date = Date::new(&JsValue::from_str(time));
        // `format` throws on an invalid date.
        if date.get_time().is_nan() {
            return time.to_owned();
        }
        let format = with_formats(lang, |formats| {
            formats.times[zone as usize][usize::from(full)]
                .get_or_insert_with(|| formatter(lang, zone, full))
                .clone()
        });
        format
            .call1(&JsValue::NULL, &date)
            .ok()
            .and_then(|text| text.as_string())
            .unwrap_or_else(|| time.to_owned())
    }

    pub(super) fn age(lang: &str, n: u32, unit: &str) -> Option<String> {
        with_formats(lang, |formats| {
            let format = formats.relative_time.get_or_insert_with(|| {
                let options = Object::new();
                // Setting a field of a fresh object cannot fail.
                let _ = Reflect::set(&options, &"numeric".into(), &"auto".into());
                Intl::RelativeTimeFormat::new(&locales(lang), &options)
            });
            Some(format.format(-f64::from(n), unit).into())
        })
    }

    pub(super) fn lower(text: &str) -> String {
        js_sys::JsString::from(text).to_lower_case().into()
    }

    pub(super) fn language_name(lang: &str, tag: &str) -> String {
        let options = Object::new();
        // Setting a field of a fresh object cannot fail.
        let _ = Reflect::set(&options, &"type".into(), &"language".into());
        let names = Intl::DisplayNames::new(&locales(lang), &options);
        names.of(tag).map_or_else(|| tag.to_owned(), String::from)
    }

    /// Finds words in texts: whole words, large and small letters alike, as the
    /// engine knows them of every script.
    #[derive(Debug, Clone)]
    pub struct Finder(js_sys::RegExp);

    impl Finder {
        /// Of these words.
        pub fn new(words: &[&str]) -> Self {
            let mut pattern = String::from("(?:^|[^\\p{L}\\p{N}])(?:");
            for (nth, word) in words.iter().enumerate() {
                if nth > 0 {
                    pattern.push('|');
                }
                for c in word.chars() {
                    if "^$\\.*+?()[]{}|/".contains(c) {
                        pattern.push('\\');
                    }
                    pattern.push(c);
                }
            }
            pattern.push_str(")(?![\\p{L}\\p{N}])");
            Self(js_sys::RegExp::new(&pattern, "iu"))
        }

        /// True where the text has one of them.
        pub fn finds(&self, text: &str) -> bool {
            self.0.test(text)
        }
    }

    fn formatter(lang: &str, zone: Zone, full: bool) -> Function {
        let options = Object::new();
        let set = |key: &str, value: &str| {
            // Setting a field of a fresh object cannot fail.
            let _ = Reflect::set(&options, &JsValue::from_str(key), &JsValue::from_str(value));
        };
        set("year", "numeric");
        set("month", if full { "long" } else { "short" });
        set("day", "numeric");
        set("hour", "2-digit");
        set("minute", "2-digit");
        if full {
            set("weekday", "long");
            set("second", "2-digit");
        }
        if zone != Zone::Local {
            set("timeZone", "UTC");
        }
        if full || zone == Zone::UtcForGood {
            set("timeZoneName", "short");
        }
        // British order and clock, unless the page says which English it is.
        let lang = if lang == "en" { "en-GB" } else { lang };
        Intl::DateTimeFormat::new(&locales(lang), &options).format()
    }
}

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod imp {
    use super::Zone;

    pub(super) fn plural(_lang: &str, n: u64) -> String {
        if n == 1 { "one" } else { "other" }.to_owned()
    }

    pub(super) fn number(_lang: &str, n: u64) -> String {
        n.to_string()
    }

    pub(super) fn time(_lang: &str, time: &str, zone: Zone, full: bool) -> String {
        if full {
            return time.to_owned();
        }
        // "2026-11-21T14:05:09Z" -> "2026-11-21 14:05"
        let name = match zone {
            Zone::UtcForGood => " UTC",
            Zone::Utc | Zone::Local => "",
        };
        match (time.get(..10), time.get(11..16)) {
            (Some(day), Some(minute)) => [day, " ", minute, name].concat(),
            _ => time.to_owned(),
        }
    }
    pub(super) fn age(_lang: &str, n: u32, unit: &str) -> Option<String> {
        Some([&n.to_string(), " ", unit, "s ago"].concat())
    }

    pub(super) fn lower(text: &str) -> String {
        text.to_lowercase()
    }

    pub(super) fn language_name(_lang: &str, tag: &str) -> String {
        tag.to_owned()
    }

    /// As in browsers, near enough for tests.
    #[derive(Debug, Clone)]
    pub struct Finder(Vec<String>);

    impl Finder {
        /// Of these words.
        pub fn new(words: &[&str]) -> Self {
            Self(words.iter().map(|word| word.to_lowercase()).collect())
        }

        /// True where the text has one of them.
        pub fn finds(&self, text: &str) -> bool {
            let text = text.to_lowercase();
            let words = text.split(|c: char| !c.is_alphanumeric());
            let words: Vec<&str> = words.collect();
            self.0.iter().any(|word| words.contains(&word.as_str()))
        }
    }
}
