//! The device's clock, which may be wrong.

/// Milliseconds since 1970, as the device believes.
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// Milliseconds since 1970 of an RFC 3339 time; `None` where it is none.
pub fn parse_time(text: &str) -> Option<f64> {
    let ms = js_sys::Date::parse(text);
    ms.is_finite().then_some(ms)
}
